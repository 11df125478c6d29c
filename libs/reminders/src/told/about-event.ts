import type { EventEntity } from '@foyer/events';
import type { AboutEvent } from '../mail/content.js';

/** What a mail keeps of its event. */
export function aboutEvent(
  event: Pick<EventEntity, 'slug' | 'title' | 'timeZone' | 'startsAt' | 'endsAt'>,
): AboutEvent {
  const { slug, title, timeZone, startsAt, endsAt } = event;
  return { slug, title, timeZone, startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString() };
}
