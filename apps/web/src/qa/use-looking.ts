import type { Looking } from '@foyer/contracts';
import { useEffect } from 'react';
import { live } from '../server/live.js';
import { useNow } from '../ui/use-now.js';

/** Walking past with j and k is no look. */
const restMs = 500;
const againMs = 60_000;
/** Whoever has said nothing for so long is gone. */
const silentMs = 3 * againMs;

/**
 * Tells the other moderators which question is selected here.
 * @returns who else is on a question
 */
export function useLooking(
  session: string,
  person: string | null,
  selected: number | null,
  looking: Readonly<Record<string, Looking>>,
): (question: number) => string[] {
  const now = useNow(undefined, 15_000);
  useEffect(() => {
    if (selected === null) return undefined;
    let again: ReturnType<typeof setInterval> | undefined;
    const first = setTimeout(() => {
      look(session, selected);
      again = setInterval(() => look(session, selected), againMs);
    }, restMs);
    return () => {
      clearTimeout(first);
      clearInterval(again);
    };
  }, [session, selected]);
  useEffect(() => () => look(session, null), [session]);
  return (question) =>
    Object.entries(looking).flatMap(([id, one]) =>
      id !== person && one.question === question && now - Date.parse(one.at) < silentMs ? [one.name] : [],
    );
}

/** A courtesy: where it fails, it is said again in a minute, or time tells. */
function look(session: string, question: number | null): void {
  live.command('moderation.look', { session, question }).catch(() => undefined);
}
