import type { CalendarPart } from '@foyer/platform';
import type { House, QueuedMail } from '../mail/compose.js';
import { pageUrl } from '../templates/page.js';
import type { Reader } from '../templates/reader.js';
import { tableWords } from '../templates/table.js';
import { writeCalendar } from './calendar-file.js';

/**
 * The reader's meetings of a published schedule as one file: an invitation holds one entry, a published calendar many.
 * Null for other mails.
 */
export function scheduleCalendarOf(
  reader: Reader,
  { content, createdAt }: Pick<QueuedMail, 'content' | 'createdAt'>,
  { base }: Pick<House, 'base'>,
): CalendarPart | null {
  if (content.about !== 'schedule' || content.meetings.length === 0) return null;
  const url = pageUrl.meetings(base, content.event.slug);
  const event = reader.own(content.event.title);
  const items = content.meetings.map(({ uid, sequence, startsAt, endsAt, others, change, ...where }) => ({
    ...{ uid, sequence, stamp: createdAt, url },
    startsAt: new Date(startsAt),
    endsAt: new Date(endsAt),
    title: reader.say('calendar.meeting', { name: others.map(({ name }) => name).join(', ') }),
    description: [
      ...others.map(({ name, organisation }) => `${name}, ${organisation}`),
      event,
      reader.say('calendar.join', { url }),
    ].join('\n'),
    location: tableWords(reader, where) ?? url,
    category: reader.say('calendar.kind.meeting'),
    cancelled: change === 'removed',
  }));
  const { timeZone } = content.event;
  return { method: 'PUBLISH', content: writeCalendar({ name: event, timeZone, items, once: true }) };
}
