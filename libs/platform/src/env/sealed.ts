import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

const cipher = 'aes-256-gcm';
const version = 'v1';
const tagBytes = 16;
const nonceBytes = 12;

const keyOf = (secret: string, purpose: string): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, '', `foyer ${purpose}`, 32));

/**
 * Encrypts what the database keeps for others, such as the key of somebody's video server: a dump alone tells nothing.
 * @param secret the house's, `FOYER_SECRET`
 * @param purpose what it is for and whose it is; what was sealed for one is of no use as another
 */
export function seal(secret: string, purpose: string, text: string): string {
  const nonce = randomBytes(nonceBytes);
  const sealing = createCipheriv(cipher, keyOf(secret, purpose), nonce);
  const body = Buffer.concat([sealing.update(text, 'utf8'), sealing.final()]);
  return `${version}.${Buffer.concat([nonce, sealing.getAuthTag(), body]).toString('base64url')}`;
}

/** @returns null where it was sealed with another secret, for another purpose, or was changed */
export function unseal(secret: string, purpose: string, sealed: string): string | null {
  const [mark, encoded = ''] = sealed.split('.');
  const all = Buffer.from(encoded, 'base64url');
  if (mark !== version || all.length < nonceBytes + tagBytes) return null;
  const opening = createDecipheriv(cipher, keyOf(secret, purpose), all.subarray(0, nonceBytes), {
    authTagLength: tagBytes,
  });
  opening.setAuthTag(all.subarray(nonceBytes, nonceBytes + tagBytes));
  try {
    return Buffer.concat([opening.update(all.subarray(nonceBytes + tagBytes)), opening.final()]).toString(
      'utf8',
    );
  } catch {
    return null;
  }
}
