import {
  createDecipheriv,
  createECDH,
  createPublicKey,
  hkdfSync,
  randomBytes,
  verify,
  type ECDH,
} from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { PushMessage, type PushSubscription } from '@foyer/contracts';
import { until } from './wait.js';

const curve = 'prime256v1';

/** What a push service was asked to pass on, as far as it can read it, and as its browser reads it. */
export interface PushedMessage {
  ttl: number;
  urgency: string;
  topic: string;
  /** What the house has proved itself by: claims of a signature that was right. */
  proof: { aud: string; exp: number; sub: string };
  /** The key that it was proved with. */
  key: string;
  message: PushMessage;
}

/** A browser with the address that a push service has given it. */
export interface TestBrowser {
  subscription: PushSubscription;
  /** What has come for it. */
  messages: PushedMessage[];
  /** Waits for the (nth) message. */
  waitFor: (count?: number) => Promise<PushedMessage>;
}

interface Known extends TestBrowser {
  pair: ECDH;
  auth: Buffer;
}

/** An answer other than "taken". */
export interface PushAnswer {
  status: number;
  retryAfter?: string;
}

/** A push service on the loopback: takes what is sent to its browsers, opens it as they would, refuses what is wrong. */
export class TestPushService {
  private readonly browsers = new Map<string, Known>();
  /** How often something was posted, whatever became of it. */
  asked = 0;
  /** Decides what is answered; takes everything unless told otherwise. */
  answer: (browser: TestBrowser) => PushAnswer | null = () => null;
  /** Called when a message has come and before it is acknowledged. */
  beforeAck: () => Promise<void> = async () => undefined;

  private constructor(
    private readonly server: Server,
    readonly url: string,
  ) {}

  static async start(): Promise<TestPushService> {
    let service: TestPushService | null = null;
    const server = createServer((request, response) => {
      service?.take(request, response).catch(() => response.writeHead(400).end());
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    service = new TestPushService(server, `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    return service;
  }

  /** A browser that has just agreed to hear from somebody. */
  browser(): TestBrowser {
    const pair = createECDH(curve);
    pair.generateKeys();
    const auth = randomBytes(16);
    const path = `/send/${randomBytes(16).toString('base64url')}`;
    const messages: PushedMessage[] = [];
    const keys = { p256dh: pair.getPublicKey('base64url'), auth: auth.toString('base64url') };
    const known: Known = {
      ...{ pair, auth, messages },
      subscription: { endpoint: `${this.url}${path}`, keys },
      waitFor: (count = 1) => until(`${count} message(s) on a device`, () => messages[count - 1]),
    };
    this.browsers.set(path, known);
    return known;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((done) => this.server.close(done));
  }

  private async take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    this.asked++;
    const body = await buffer(request);
    const browser = this.browsers.get(request.url ?? '');
    if (!browser) return void response.writeHead(410).end();
    const refusal = this.answer(browser);
    if (refusal) {
      const { status, retryAfter } = refusal;
      return void response.writeHead(status, retryAfter ? { 'retry-after': retryAfter } : {}).end();
    }
    const { headers } = request;
    if (headers['content-encoding'] !== 'aes128gcm' || body.length > 4_096)
      throw new Error('not as RFC 8291 has it');
    const message = PushMessage.parse(JSON.parse(opened(body, browser)));
    browser.messages.push({
      ttl: Number(headers['ttl']),
      urgency: String(headers['urgency']),
      topic: String(headers['topic']),
      ...proved(headers.authorization ?? ''),
      message,
    });
    await this.beforeAck();
    response.writeHead(201).end();
  }
}

/** RFC 8188 and 8291, from the receiving side. */
function opened(body: Buffer, { pair, auth }: Known): string {
  const salt = body.subarray(0, 16);
  const theirs = body.subarray(21, 21 + (body[20] ?? 0));
  const sealed = body.subarray(21 + theirs.length);
  const about = Buffer.concat([Buffer.from('WebPush: info\0'), pair.getPublicKey(), theirs]);
  const shared = Buffer.from(hkdfSync('sha256', pair.computeSecret(theirs), auth, about, 32));
  const derived = (what: string, bytes: number) =>
    Buffer.from(hkdfSync('sha256', shared, salt, `Content-Encoding: ${what}\0`, bytes));
  const opening = createDecipheriv('aes-128-gcm', derived('aes128gcm', 16), derived('nonce', 12));
  opening.setAuthTag(sealed.subarray(-16));
  const plain = Buffer.concat([opening.update(sealed.subarray(0, -16)), opening.final()]);
  const end = plain.lastIndexOf(2);
  if (end < 0) throw new Error('no last record');
  return plain.toString('utf8', 0, end);
}

/** RFC 8292. */
function proved(authorization: string): Pick<PushedMessage, 'proof' | 'key'> {
  const [, head = '', claims = '', signature = '', key = ''] =
    /^vapid t=([\w-]+)\.([\w-]+)\.([\w-]+), k=([\w-]+)$/.exec(authorization) ?? [];
  const point = Buffer.from(key, 'base64url');
  const publicKey = createPublicKey({
    format: 'jwk',
    key: {
      ...{ kty: 'EC', crv: 'P-256' },
      ...{ x: point.toString('base64url', 1, 33), y: point.toString('base64url', 33) },
    },
  });
  const by = { key: publicKey, dsaEncoding: 'ieee-p1363' as const };
  const right = verify('sha256', Buffer.from(`${head}.${claims}`), by, Buffer.from(signature, 'base64url'));
  if (!right) throw new Error('the proof is not signed by that key');
  return { key, proof: JSON.parse(Buffer.from(claims, 'base64url').toString()) };
}
