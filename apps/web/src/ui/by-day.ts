import { dayKey } from '@foyer/locales';

/** What happened, by the days of a zone (IANA), in the order of the entries. */
export function byDay<Entry extends { at: string }>(
  entries: readonly Entry[],
  timeZone: string,
): [string, Entry[]][] {
  const days = new Map<string, Entry[]>();
  for (const entry of entries) {
    const day = dayKey(entry.at, timeZone);
    days.set(day, [...(days.get(day) ?? []), entry]);
  }
  return [...days];
}
