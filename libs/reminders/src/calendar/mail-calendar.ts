import type { CalendarPart } from '@foyer/platform';
import type { House, QueuedMail } from '../mail/compose.js';
import type { ContentAbout } from '../mail/content.js';
import { pageUrl } from '../templates/page.js';
import type { Reader } from '../templates/reader.js';
import { tableWords } from '../templates/table.js';
import { writeInvitation, type Invitation } from './invitation.js';

type About = ContentAbout<'confirmed' | 'place' | 'event-moved' | 'booked' | 'cancelled'>;

/** The calendar object that goes with a mail; null where there is nothing to put into a calendar. */
export function calendarOf(
  reader: Reader,
  mail: Pick<QueuedMail, 'content' | 'createdAt' | 'to' | 'name'>,
  house: Pick<House, 'base' | 'from'>,
): CalendarPart | null {
  const { content } = mail;
  if (!isAbout(content) || !content.entry) return null;
  const method = takesPlace(content) ? 'REQUEST' : 'CANCEL';
  const times = 'meeting' in content ? content.meeting : content.event;
  const invitation: Invitation = {
    method,
    ...content.entry,
    stamp: mail.createdAt,
    startsAt: new Date(times.startsAt),
    endsAt: new Date(times.endsAt),
    timeZone: content.event.timeZone,
    ...wordsOf(reader, content, house.base),
    organiser: house.from,
    attendee: { name: mail.name, address: mail.to },
  };
  return { method, content: writeInvitation(invitation) };
}

function isAbout(content: QueuedMail['content']): content is About {
  const { about } = content;
  return about === 'booked' || about === 'cancelled' || isAboutEvent(content);
}

/** Of the event itself, not of a meeting at it. */
function isAboutEvent(
  content: QueuedMail['content'],
): content is ContentAbout<'confirmed' | 'place' | 'event-moved'> {
  const { about } = content;
  return about === 'confirmed' || about === 'place' || about === 'event-moved';
}

function takesPlace(content: About): boolean {
  if (content.about === 'event-moved') return content.what !== 'off';
  return content.about === 'confirmed' || content.about === 'booked';
}

function wordsOf(
  reader: Reader,
  content: About,
  base: string,
): Pick<Invitation, 'title' | 'description' | 'url' | 'location' | 'conference'> {
  const event = reader.own(content.event.title);
  if (isAboutEvent(content)) {
    const url = pageUrl.event(base, content.event.slug);
    return {
      title: event,
      description: reader.say('calendar.join', { url }),
      url,
      location: url,
      conference: url,
    };
  }
  const { other } = content.meeting;
  const url = pageUrl.meetings(base, content.event.slug);
  return {
    title: reader.say('calendar.meeting', { name: other.name }),
    description: `${other.name}, ${other.organisation}\n${event}\n${reader.say('calendar.join', { url })}`,
    url,
    location: tableWords(reader, content.meeting) ?? url,
    conference: url,
  };
}
