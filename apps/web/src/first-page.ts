import { prefetch } from './server/api.js';

/** What the pages that come with content ask for at once. */
export function firstReads(path: string): Promise<void>[] {
  const me = prefetch('getMe', {});
  const event = /^\/e\/([^/]+)\/?$/.exec(path)?.[1];
  if (event === undefined) return [me, prefetch('listEvents', {})];
  const input = { params: { event } };
  return [me, prefetch('getEvent', input), prefetch('getMyPlace', input), prefetch('getAgenda', input)];
}
