import { headerText } from '@foyer/platform';
import ICAL from 'ical.js';
import { addTime, linesOfText } from './properties.js';
import { zoneBlock } from './zone-block.js';

const dayMilliseconds = 86_400_000;

/** One entry of somebody's calendar, as iTIP tells of it (RFC 5546). */
export interface Invitation {
  method: 'REQUEST' | 'CANCEL';
  /** The same for the same commitment, whatever happens to it. */
  uid: string;
  /** Rises with every change. */
  sequence: number;
  /** When this version was made. */
  stamp: Date;
  startsAt: Date;
  endsAt: Date;
  /** IANA; the zone in which the event's organisers think. */
  timeZone: string;
  title: string;
  description: string;
  url: string;
  location: string | null;
  /** Where one takes part by video; null where there is no such page. */
  conference: string | null;
  organiser: { name: string; address: string };
  attendee: { name: string; address: string };
}

/** The iCalendar object (RFC 5545), folded and with CRLF. */
export function writeInvitation(invitation: Invitation): string {
  const calendar = new ICAL.Component(['vcalendar', [], []]);
  calendar.addPropertyWithValue('prodid', '-//Foyer//Foyer//EN');
  calendar.addPropertyWithValue('version', '2.0');
  calendar.addPropertyWithValue('calscale', 'GREGORIAN');
  calendar.addPropertyWithValue('method', invitation.method);
  const zone = zoneBlock(invitation.timeZone, [invitation.startsAt, invitation.endsAt]);
  if (zone) calendar.addSubcomponent(zone.component);
  calendar.addSubcomponent(entry(invitation, zone?.timezone ?? null));
  return `${calendar.toString()}\r\n`;
}

function entry(invitation: Invitation, zone: ICAL.Timezone | null): ICAL.Component {
  const event = new ICAL.Component('vevent');
  const cancelled = invitation.method === 'CANCEL';
  event.addPropertyWithValue('uid', invitation.uid);
  event.addPropertyWithValue('sequence', invitation.sequence);
  event.addPropertyWithValue('dtstamp', ICAL.Time.fromJSDate(invitation.stamp, true));
  addTime(event, 'dtstart', invitation.startsAt, zone);
  addTime(event, 'dtend', invitation.endsAt, zone);
  event.addPropertyWithValue('summary', headerText(invitation.title));
  event.addPropertyWithValue('description', linesOfText(invitation.description));
  event.addPropertyWithValue('url', invitation.url);
  if (invitation.location) event.addPropertyWithValue('location', headerText(invitation.location));
  if (invitation.conference) {
    const conference = event.addPropertyWithValue('conference', invitation.conference);
    conference.setParameter('value', 'URI');
    conference.setParameter('feature', 'VIDEO');
  }
  event.addPropertyWithValue('status', cancelled ? 'CANCELLED' : 'CONFIRMED');
  // Whoever takes part for days has nights, and other things to do: only their sessions and meetings fill time.
  const days = invitation.endsAt.getTime() - invitation.startsAt.getTime() > dayMilliseconds;
  event.addPropertyWithValue('transp', cancelled || days ? 'TRANSPARENT' : 'OPAQUE');
  addPerson(event, 'organizer', invitation.organiser);
  const attendee = addPerson(event, 'attendee', invitation.attendee);
  attendee.setParameter('role', 'REQ-PARTICIPANT');
  // They said yes by registering or by booking: nothing is left to answer.
  attendee.setParameter('partstat', 'ACCEPTED');
  attendee.setParameter('rsvp', 'FALSE');
  return event;
}

function addPerson(
  event: ICAL.Component,
  name: 'organizer' | 'attendee',
  person: { name: string; address: string },
): ICAL.Property {
  // ical.js writes addresses as they are: a line break in one would begin a new property.
  const property = event.addPropertyWithValue(name, `mailto:${person.address.replace(/[\s\p{Cc}]/gu, '')}`);
  const cn = headerText(person.name);
  if (cn) property.setParameter('cn', cn);
  return property;
}
