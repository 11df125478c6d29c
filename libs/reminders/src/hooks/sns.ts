import { createVerify } from 'node:crypto';
import type { SnsMessage } from '@foyer/contracts';
import { guardedGet, Problem } from '@foyer/platform';
import { Injectable } from '@nestjs/common';
import { verifies } from './hook.js';

/** Amazon's own hosts for this service, and nobody else's. */
const amazon = /^sns\.[a-z]{2,4}(-[a-z]+)+-\d+\.amazonaws\.com(\.cn)?$/;
/** A certificate is good for months; a process that has seen so many has been fooled. */
const mostCertificates = 50;

/** @throws Problem forbidden for an address that is not Amazon's */
function amazonUrl(text: string): URL {
  const url = new URL(text);
  if (url.protocol !== 'https:' || url.port !== '' || url.username !== '' || !amazon.test(url.hostname))
    throw new Problem('forbidden');
  return url;
}

/** The keys that Amazon SNS signs with, each fetched once, and from Amazon alone. */
@Injectable()
export class SnsCertificates {
  private readonly known = new Map<string, string>();

  /** @throws Problem forbidden where it is not Amazon's; unavailable where it cannot be had */
  async get(address: string): Promise<string> {
    const url = amazonUrl(address);
    if (!url.pathname.endsWith('.pem')) throw new Problem('forbidden');
    const known = this.known.get(url.href);
    if (known !== undefined) return known;
    const { status, text } = await this.read(url);
    if (status !== 200) throw new Problem('unavailable', {}, [], 60);
    if (this.known.size >= mostCertificates) this.known.clear();
    this.known.set(url.href, text);
    return text;
  }

  /** Opens the address by which a topic is subscribed to. @throws Problem as `get` */
  async confirm(address: string): Promise<void> {
    const { status } = await this.read(amazonUrl(address));
    if (status !== 200) throw new Problem('unavailable', {}, [], 60);
  }

  /** Keeps a certificate that is at hand already. */
  keep(address: string, pem: string): void {
    this.known.set(amazonUrl(address).href, pem);
  }

  private async read(url: URL): Promise<{ status: number; text: string }> {
    try {
      return await guardedGet(url, { inner: false });
    } catch {
      throw new Problem('unavailable', {}, [], 60);
    }
  }
}

/** The fields that are signed, in their order. */
const signedFields = {
  Notification: ['Message', 'MessageId', 'Subject', 'Timestamp', 'TopicArn', 'Type'],
  SubscriptionConfirmation: [
    'Message',
    'MessageId',
    'SubscribeURL',
    'Timestamp',
    'Token',
    'TopicArn',
    'Type',
  ],
  UnsubscribeConfirmation: ['Message', 'MessageId', 'SubscribeURL', 'Timestamp', 'Token', 'TopicArn', 'Type'],
} as const;

/** What Amazon signs of a message: each field that is there, by name and value, a line each. */
export function signedText(message: SnsMessage): string {
  return signedFields[message.Type]
    .flatMap((field) => {
      const value = message[field];
      return value == null ? [] : [`${field}\n${value}\n`];
    })
    .join('');
}

/** @throws Problem forbidden where Amazon has not signed it */
export async function checkSignature(message: SnsMessage, certificates: SnsCertificates): Promise<void> {
  const pem = await certificates.get(message.SigningCertURL);
  const algorithm = message.SignatureVersion === '1' ? 'RSA-SHA1' : 'RSA-SHA256';
  const check = createVerify(algorithm).update(signedText(message), 'utf8');
  if (!verifies(() => check.verify(pem, Buffer.from(message.Signature, 'base64'))))
    throw new Problem('forbidden');
}
