import { streams, type Announcement } from '@foyer/contracts';
import { useState } from 'react';
import { useEvent } from '../events/use-event.js';
import { keep, readKept } from '../server/kept.js';
import { useStream } from '../server/live.js';
import { useNow } from '../ui/use-now.js';

const hiddenKey = 'foyer-announcements-hidden';
/** So many are remembered in this browser. */
const remembered = 50;

/** Whether an announcement's time is not over yet. @param now from `useNow(event)` */
export const stands = ({ until }: Pick<Announcement, 'until'>, now: number): boolean =>
  until === null || Date.parse(until) > now;

/** What the whole event is told now. */
export function useEventAnnouncement(): Announcement | undefined {
  const { event } = useEvent();
  return useLatest(useStream(streams.announcements, { event: event.id })?.state?.announcement);
}

/** What a session is told now; nothing for whoever takes no part. */
export function useSessionAnnouncement(session: string): Announcement | undefined {
  return useLatest(useSigns(session)?.announcement);
}

/** What everybody in a session is told, and how often it was applauded. */
export function useSigns(session: string | null) {
  const { takesPart } = useEvent();
  return useStream(streams.signs, takesPart && session !== null ? { session } : null)?.state;
}

function useLatest(told: Readonly<Record<string, Announcement>> = {}): Announcement | undefined {
  const { event } = useEvent();
  const now = useNow(event);
  return Object.values(told)
    .filter((one) => stands(one, now))
    .sort((one, other) => Date.parse(other.at) - Date.parse(one.at))[0];
}

/** Which announcements the reader has put away in this browser, also before a reload. */
export function useHidden(): [hidden: ReadonlySet<string>, hide: (id: string) => void] {
  const [hidden, setHidden] = useState(() => new Set(readHidden()));
  return [
    hidden,
    (id) => {
      // Another tab may have put others away meanwhile.
      const all = [...new Set([...readHidden(), id])].slice(-remembered);
      keep(hiddenKey, all.join(' '));
      setHidden(new Set(all));
    },
  ];
}

const readHidden = (): string[] => readKept(hiddenKey).split(' ').filter(Boolean);
