import { Problem } from '@foyer/platform';
import { z } from 'zod';

/** Where a page ended: the next goes on behind it. */
const Cursor = z.tuple([z.string().max(400), z.uuid()]);

export function writeCursor({ key, person }: { key: string; person: string }): string {
  return Buffer.from(JSON.stringify([key, person])).toString('base64url');
}

/** @throws Problem invalid_input for what no page gave */
export function readCursor(after: string | undefined): { key: string; person: string } | null {
  if (after === undefined) return null;
  try {
    const [key, person] = Cursor.parse(JSON.parse(Buffer.from(after, 'base64url').toString('utf8')));
    if (key.includes('\0')) throw new Error('no text');
    return { key, person };
  } catch {
    throw new Problem('invalid_input', {}, [
      { pointer: '/query/after', message: 'is not from a page before' },
    ]);
  }
}
