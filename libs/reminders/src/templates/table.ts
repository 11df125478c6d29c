import type { Reader } from './reader.js';

/** Where a meeting is: what its table is called, else its number; null where tables are not counted. */
export function tableWords(
  { say }: Pick<Reader, 'say'>,
  { table, tableName }: { table: number | null; tableName?: string | null | undefined },
): string | null {
  return tableName ?? (table === null ? null : say('booked.table', { table }));
}

/** The same as the lines of a mail: one or none. */
export function placeOf(...given: Parameters<typeof tableWords>): string[] {
  const words = tableWords(...given);
  return words === null ? [] : [words];
}
