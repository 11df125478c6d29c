import { expect, it } from '@jest/globals';
import ICAL from 'ical.js';
import { writeInvitation, type Invitation } from './invitation.js';

const invitation: Invitation = {
  method: 'REQUEST',
  uid: 'meeting-1@foyer.test',
  sequence: 2,
  stamp: new Date('2026-12-01T08:00:00Z'),
  startsAt: new Date('2026-12-14T10:20:00Z'),
  endsAt: new Date('2026-12-14T10:40:00Z'),
  timeZone: 'Asia/Tbilisi',
  title: 'Meeting with Olena; Lviv, Ukraine',
  description: 'Lviv Cluster\nJoin here: https://foyer.test/e/clusters/meetings',
  url: 'https://foyer.test/e/clusters/meetings',
  location: 'Table 3',
  conference: 'https://foyer.test/e/clusters/meetings',
  organiser: { name: 'Foyer', address: 'no-reply@foyer.test' },
  attendee: { name: 'ნინო "Nini" Beridze', address: 'nino@example.org' },
};

function read(text: string) {
  const calendar = ICAL.Component.fromString(text);
  const component = calendar.getFirstSubcomponent('vevent');
  if (!component) throw new Error('no event');
  return { calendar, component, event: new ICAL.Event(component) };
}
const octets = (line: string) => Buffer.byteLength(line);

it('is read back as it was meant', () => {
  const text = writeInvitation(invitation);
  const { calendar, component, event } = read(text);
  expect(calendar.getFirstPropertyValue('method')).toBe('REQUEST');
  expect(event.uid).toBe('meeting-1@foyer.test');
  expect(event.sequence).toBe(2);
  expect(event.summary).toBe('Meeting with Olena; Lviv, Ukraine');
  expect(event.description).toContain('\nJoin here: ');
  expect(component.getFirstProperty('dtstart')?.getParameter('tzid')).toBe('Asia/Tbilisi');
  expect(event.startDate.toString()).toBe('2026-12-14T14:20:00');
  expect(event.startDate.toJSDate()).toEqual(invitation.startsAt);
  expect(event.endDate.toJSDate()).toEqual(invitation.endsAt);
  expect(component.getFirstPropertyValue('status')).toBe('CONFIRMED');
  expect(component.getFirstPropertyValue('organizer')).toBe('mailto:no-reply@foyer.test');
  const attendee = component.getFirstProperty('attendee');
  expect(attendee?.getFirstValue()).toBe('mailto:nino@example.org');
  expect(attendee?.getParameter('cn')).toBe('ნინო "Nini" Beridze');
  expect(text).toContain('CONFERENCE;VALUE=URI;FEATURE=VIDEO:https://foyer.test');
  expect(text).toContain('BEGIN:VTIMEZONE\r\nTZID:Asia/Tbilisi');
});

it('folds at 75 octets and ends lines with CR LF, whatever the script', () => {
  const text = writeInvitation({ ...invitation, title: 'კლასტერების შეხვედრა '.repeat(12) });
  const lines = text.split('\r\n');
  expect(lines.at(-1)).toBe('');
  expect(Math.max(...lines.map(octets))).toBeLessThanOrEqual(75);
  expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
});

it('lets no words become properties or alarms', () => {
  const evil = 'Eve\r\nEND:VEVENT\r\nBEGIN:VALARM\r\nACTION:EMAIL\r\nATTENDEE:mailto:all@example.org';
  const text = writeInvitation({
    ...invitation,
    title: evil,
    description: evil,
    location: evil,
    organiser: { name: evil, address: 'no-reply@foyer.test' },
    attendee: { name: evil, address: 'eve@example.org\r\nBEGIN:VALARM' },
  });
  const unfolded = text.replaceAll('\r\n ', '');
  expect(unfolded).not.toMatch(/^BEGIN:VALARM/m);
  expect(unfolded.match(/^ATTENDEE/gm)).toHaveLength(1);
  expect(unfolded.match(/^END:VEVENT/gm)).toHaveLength(1);
  const { component } = read(text);
  expect(component.getAllSubcomponents('valarm')).toEqual([]);
  expect(component.getAllProperties('attendee')).toHaveLength(1);
});

it('fills the time of a meeting and of a day, not the nights of an event that lasts for days', () => {
  const fills = (hours: number) => {
    const endsAt = new Date(invitation.startsAt.getTime() + hours * 3_600_000);
    return read(writeInvitation({ ...invitation, endsAt })).component.getFirstPropertyValue('transp');
  };
  expect([1, 9, 24, 32].map(fills)).toEqual(['OPAQUE', 'OPAQUE', 'OPAQUE', 'TRANSPARENT']);
});

it('cancels under the same UID', () => {
  const { calendar, component, event } = read(
    writeInvitation({ ...invitation, method: 'CANCEL', sequence: 3 }),
  );
  expect(calendar.getFirstPropertyValue('method')).toBe('CANCEL');
  expect(component.getFirstPropertyValue('status')).toBe('CANCELLED');
  expect([event.uid, event.sequence]).toEqual(['meeting-1@foyer.test', 3]);
});

it.each([
  ['Africa/Casablanca', '2026-02-25T12:00:00Z'],
  ['UTC', '2026-02-25T12:00:00Z'],
  ['Europe/Kyiv', '2026-03-29T00:30:00Z'],
  ['America/New_York', '2026-11-01T05:30:00Z'],
])('means the right instant in %s', (timeZone, start) => {
  const startsAt = new Date(start);
  const text = writeInvitation({
    ...invitation,
    timeZone,
    startsAt,
    endsAt: new Date(startsAt.getTime() + 1_800_000),
  });
  expect(read(text).event.startDate.toJSDate()).toEqual(startsAt);
});
