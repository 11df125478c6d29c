import type { Answer, api } from '../server/api.js';

type Entry = Answer<'listConsentLog'>['entries'][number];
const pageOf = 500;

/** The whole log of an event, page by page. */
export async function readLog(client: typeof api, event: string): Promise<Entry[]> {
  const entries: Entry[] = [];
  for (let after: string | null = null; ;) {
    const page: Answer<'listConsentLog'> = await client.call('listConsentLog', {
      params: { event },
      query: { limit: pageOf, ...(after === null ? {} : { after }) },
    });
    entries.push(...page.entries);
    after = page.next;
    if (after === null) return entries;
  }
}

const columns = [
  'at',
  'name',
  'email',
  'consent',
  'version',
  'language',
  'given',
  'cause',
  'wording',
] as const;

/** As a table that spreadsheets open; nothing in it can act as a formula. */
export function logAsCsv(entries: readonly Entry[]): string {
  const lines = [
    columns.join(','),
    ...entries.map((entry) => columns.map((column) => cell(entry[column])).join(',')),
  ];
  return `\uFEFF${lines.join('\r\n')}\r\n`;
}

function cell(value: string | number | boolean): string {
  const text = String(value).replaceAll('\0', '');
  const inert = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return `"${inert.replaceAll('"', '""')}"`;
}
