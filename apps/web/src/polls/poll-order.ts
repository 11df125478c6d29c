import type { Poll } from '@foyer/contracts';

/** What was opened last stands first. */
export function newestFirst(polls: readonly Poll[]): Poll[] {
  const opened = ({ openedAt }: Poll) => (openedAt === null ? Infinity : Date.parse(openedAt));
  return polls.toSorted((one, other) => opened(other) - opened(one) || (one.id < other.id ? 1 : -1));
}

/** Open ones before closed ones. */
export function openFirst(polls: readonly Poll[]): Poll[] {
  const sorted = newestFirst(polls);
  return [
    ...sorted.filter(({ state }) => state === 'open'),
    ...sorted.filter(({ state }) => state !== 'open'),
  ];
}
