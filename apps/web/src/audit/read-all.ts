import type { Answer, api } from '../server/api.js';
import type { Choice, Deed } from './use-audit-log.js';

const pageOf = 500;

/** The whole log of an event, page by page. */
export async function readAll(client: typeof api, event: string, choice: Choice): Promise<Deed[]> {
  const entries: Deed[] = [];
  for (let after: string | null = null; ;) {
    const page: Answer<'listAuditLog'> = await client.call('listAuditLog', {
      params: { event },
      query: { ...choice, limit: pageOf, ...(after === null ? {} : { after }) },
    });
    entries.push(...page.entries);
    after = page.next;
    if (after === null) return entries;
  }
}
