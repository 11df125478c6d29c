import {
  createCipheriv,
  createECDH,
  createPrivateKey,
  hkdfSync,
  randomBytes,
  sign,
  type ECDH,
} from 'node:crypto';

const curve = 'prime256v1';
const recordBytes = 4_096;
/** What fits into the one record that push services take: less its head of 86 bytes, the seal of 16 and the end mark. */
export const mostPushBytes = recordBytes - 86 - 16 - 1;
/** Push services refuse proofs of more than a day (RFC 8292, 2). */
const proofSeconds = 12 * 3_600;

/** What a browser gives to whoever may write to it: both in base64url. */
export interface PushKeys {
  /** Its public key, an uncompressed point of P-256: 65 bytes. */
  p256dh: string;
  /** What it shares with us alone: 16 bytes. */
  auth: string;
}

/** A key pair of the house for push services, both in base64url: the form that browsers take the public one in. */
export interface VapidKey {
  publicKey: string;
  privateKey: string;
}

/** A new key pair. */
export function newVapidKey(): VapidKey {
  const pair = createECDH(curve);
  pair.generateKeys();
  return asVapidKey(pair);
}

/** The pair of a private key, 32 bytes in base64url. @throws Error for what is no key */
export function vapidKeyOf(privateKey: string): VapidKey {
  const pair = createECDH(curve);
  pair.setPrivateKey(Buffer.from(privateKey, 'base64url'));
  return asVapidKey(pair);
}

function asVapidKey(pair: ECDH): VapidKey {
  // A scalar that begins with zeros is written without them.
  const scalar = Buffer.alloc(32);
  const given = pair.getPrivateKey();
  given.copy(scalar, 32 - given.length);
  return { publicKey: pair.getPublicKey('base64url'), privateKey: scalar.toString('base64url') };
}

/** Whether these are keys that something can be encrypted for. */
export function arePushKeys({ p256dh, auth }: PushKeys): boolean {
  try {
    const pair = createECDH(curve);
    pair.generateKeys();
    pair.computeSecret(Buffer.from(p256dh, 'base64url'));
    return Buffer.from(auth, 'base64url').length === 16;
  } catch {
    return false;
  }
}

/**
 * Encrypts what one browser alone is to read, whoever carries it: `aes128gcm` in one record (RFC 8291, RFC 8188).
 * @param words at most `mostPushBytes`, in UTF-8
 * @param given what is drawn by lot otherwise: for the example of RFC 8291
 * @throws Error for too much, or for keys that are none
 */
export function encryptPush(
  words: string,
  { p256dh, auth }: PushKeys,
  given?: { salt: Buffer; privateKey: Buffer },
): Buffer {
  const plain = Buffer.from(words, 'utf8');
  if (plain.length > mostPushBytes) throw new Error('Too much for one push message');
  const own = createECDH(curve);
  if (given) own.setPrivateKey(given.privateKey);
  else own.generateKeys();
  const ours = own.getPublicKey();
  const theirs = Buffer.from(p256dh, 'base64url');
  const about = Buffer.concat([Buffer.from('WebPush: info\0'), theirs, ours]);
  const shared = hkdfSync('sha256', own.computeSecret(theirs), Buffer.from(auth, 'base64url'), about, 32);
  const salt = given?.salt ?? randomBytes(16);
  const derived = (what: string, bytes: number): Buffer =>
    Buffer.from(hkdfSync('sha256', Buffer.from(shared), salt, `Content-Encoding: ${what}\0`, bytes));
  const sealing = createCipheriv('aes-128-gcm', derived('aes128gcm', 16), derived('nonce', 12));
  const size = Buffer.alloc(4);
  size.writeUInt32BE(recordBytes);
  // The mark of the last record ends what is encrypted; there is no padding.
  const body = Buffer.concat([sealing.update(plain), sealing.update(Buffer.from([2])), sealing.final()]);
  return Buffer.concat([salt, size, Buffer.from([ours.length]), ours, body, sealing.getAuthTag()]);
}

/**
 * The `Authorization` by which a push service knows the house that the browser has agreed to hear from (RFC 8292).
 * @param endpoint whose origin the proof is for
 * @param subject whom the service may write to: `mailto:` or `https:`
 */
export function vapidAuthorization(
  key: VapidKey,
  { endpoint, subject, now }: { endpoint: URL; subject: string; now: Date },
): string {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const exp = Math.floor(now.getTime() / 1_000) + proofSeconds;
  const said = `${part({ typ: 'JWT', alg: 'ES256' })}.${part({ aud: endpoint.origin, exp, sub: subject })}`;
  const point = Buffer.from(key.publicKey, 'base64url');
  const signature = sign('sha256', Buffer.from(said), {
    key: createPrivateKey({
      format: 'jwk',
      key: {
        ...{ kty: 'EC', crv: 'P-256', d: key.privateKey },
        ...{ x: point.toString('base64url', 1, 33), y: point.toString('base64url', 33) },
      },
    }),
    dsaEncoding: 'ieee-p1363',
  });
  return `vapid t=${said}.${signature.toString('base64url')}, k=${key.publicKey}`;
}
