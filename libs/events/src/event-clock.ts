import type { EventClock } from '@foyer/contracts';
import type { EventEntity } from './event.entity.js';

type Clocked = Pick<EventEntity, 'clockAt' | 'clockReal' | 'clockRate'>;

/**
 * What time it is in an event. A rehearsal sets the event's clock and its speed; otherwise it is the time.
 * In SQL the function `event_now(clock_at, clock_real, clock_rate, now)` says the same.
 */
export function eventNow(event: Clocked, now: Date): Date {
  if (!event.clockAt || !event.clockReal || event.clockRate == null) return now;
  return new Date(event.clockAt.getTime() + (now.getTime() - event.clockReal.getTime()) * event.clockRate);
}

/** The clock as browsers get it. */
export function eventClock(event: Clocked, now: Date): EventClock {
  return {
    at: eventNow(event, now).toISOString(),
    real: now.toISOString(),
    rate: event.clockAt ? (event.clockRate ?? 1) : 1,
  };
}
