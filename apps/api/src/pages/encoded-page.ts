import { createHash } from 'node:crypto';

/** A page or picture ready for the wire. */
export interface EncodedPage {
  body: Buffer;
  /** Strong, in quotes. */
  etag: string;
}

export function encodePage(content: string | Buffer): EncodedPage {
  const body = Buffer.from(content);
  return { body, etag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"` };
}
