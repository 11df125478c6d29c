import type { Answer, api } from '../server/api.js';
import { asCsv } from '../ui/csv.js';

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

/** As a table that spreadsheets open. */
export const logAsCsv = (entries: readonly Entry[]): string =>
  asCsv([columns, ...entries.map((entry) => columns.map((column) => entry[column]))]);
