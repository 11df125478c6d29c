import { createHmac, createPrivateKey, sign } from 'node:crypto';
import type { VideoSetup } from '@foyer/contracts';
import type { Visit } from './visit.js';

type Jitsi = Extract<VideoSetup, { kind: 'jitsi' }>;

/** Clocks of two machines differ by so much at most. */
const skewSeconds = 30;
/** Whoever loses the connection comes back by the same link. */
const lastingSeconds = 300;

const encoded = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url');

/** Whether a secret is a private key, as 8x8's Jitsi wants one; else it is a word that both sides know. */
export const isPrivateKey = (secret: string): boolean => secret.includes('PRIVATE KEY');

/** @returns false for a key that is none, or none that signs by RS256 */
export function isUsableKey(secret: string): boolean {
  try {
    return createPrivateKey(secret).asymmetricKeyType === 'rsa';
  } catch {
    return false;
  }
}

/**
 * A link into a Jitsi room with a token that lets in this person, into this room, for as long as it is open: HS256 for
 * one's own server, RS256 where the secret is a private key (8x8).
 */
export function jitsiLink({ server, appId, keyId }: Jitsi, secret: string, visit: Visit): string {
  const base = server.replace(/\/+$/, '');
  const seconds = Math.floor(visit.now.getTime() / 1_000);
  const own = isPrivateKey(secret);
  const claims = {
    aud: 'jitsi',
    iss: own ? 'chat' : appId,
    sub: own ? appId : new URL(base).hostname,
    room: visit.room,
    nbf: seconds - skewSeconds,
    exp: seconds + Math.ceil(visit.openFor / 1_000) + lastingSeconds,
    context: { user: { id: visit.person, name: visit.name }, room: { regex: false } },
  };
  const header = { typ: 'JWT', alg: own ? 'RS256' : 'HS256', ...(own && keyId ? { kid: keyId } : {}) };
  const said = `${encoded(header)}.${encoded(claims)}`;
  const signature = own
    ? sign('sha256', Buffer.from(said), createPrivateKey(secret)).toString('base64url')
    : createHmac('sha256', secret).update(said).digest('base64url');
  const room = own ? `${encodeURIComponent(appId)}/${visit.room}` : visit.room;
  const subject = encodeURIComponent(JSON.stringify(visit.title));
  return `${base}/${room}?jwt=${said}.${signature}#config.subject=${subject}`;
}
