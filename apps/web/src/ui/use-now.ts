import type { EventClock } from '@foyer/contracts';
import { useEffect, useState } from 'react';
import { serverNow } from '../server/server-time.js';

/** What an event's clock says now, by the server's time; without an event, that time. */
export function eventTime(clock: EventClock | undefined, now: number): number {
  if (!clock) return now;
  return Date.parse(clock.at) + (now - Date.parse(clock.real)) * clock.rate;
}

/**
 * The event's time, in milliseconds since the epoch, told anew every so often: `useNow(event)`.
 * Events in rehearsal run on a clock of their own.
 */
export function useNow(event: { clock: EventClock } | undefined, everyMs = 1_000): number {
  const [now, setNow] = useState(serverNow);
  useEffect(() => {
    const timer = setInterval(() => setNow(serverNow()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return eventTime(event?.clock, now);
}
