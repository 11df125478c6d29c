import type { EventClock } from '@foyer/contracts';
import { useEffect, useState } from 'react';

/** What an event's clock says at a moment of this device's; the two machines' skew is not looked at. */
export function eventTime(clock: EventClock | undefined, device: number): number {
  if (!clock) return device;
  return Date.parse(clock.at) + (device - Date.parse(clock.real)) * clock.rate;
}

/**
 * The event's time, in milliseconds since the epoch, told anew every so often: `useNow(event)`.
 * Events in rehearsal run on a clock of their own.
 */
export function useNow(event: { clock: EventClock } | undefined, everyMs = 1_000): number {
  const [device, setDevice] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setDevice(Date.now()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return eventTime(event?.clock, device);
}
