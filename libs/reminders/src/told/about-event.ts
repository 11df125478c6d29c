import type { EventEntity } from '@foyer/events';
import type { AboutEvent } from '../mail/content.js';

/** What a mail keeps of its event. */
export function aboutEvent(
  event: Pick<EventEntity, 'slug' | 'title' | 'timeZone' | 'languages' | 'startsAt' | 'endsAt'>,
): AboutEvent {
  const { slug, title, timeZone, languages, startsAt, endsAt } = event;
  const times = { startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString() };
  return { slug, title, timeZone, language: languages[0], ...times };
}
