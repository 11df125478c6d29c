import { UnreadableFile } from '../notice.js';
import type { AgendaTable, ReadContext } from './agenda-table.js';
import { Conference, ScheduleEvent, type PlacedEvent } from './schedule.model.js';
import { scheduleTable } from './schedule.table.js';
import { child, childrenOf, parseXml, textOf, type XmlElement } from './xml.js';

/** @throws UnreadableFile */
export function readScheduleXml(text: string, context: ReadContext): AgendaTable {
  const root = parseXml(text);
  const conference = child(root, 'conference');
  if (root.name !== 'schedule' || !conference) throw new UnreadableFile('not_a_schedule');
  const events = childrenOf(root, 'day').flatMap((day, d) =>
    childrenOf(day, 'room').flatMap((room) =>
      childrenOf(room, 'event').map((event, e): PlacedEvent => ({
        event: readEvent(event),
        room: room.attributes['name'] ?? '',
        day: day.attributes['date'] ?? '',
        path: `day[${d + 1}]/room[${room.attributes['name'] ?? ''}]/event[${e + 1}]`,
      })),
    ),
  );
  const head = Conference.parse({
    acronym: textOf(conference, 'acronym'),
    title: textOf(conference, 'title'),
    time_zone_name: textOf(conference, 'time_zone_name'),
    timeslot_duration: textOf(conference, 'timeslot_duration'),
    rooms: [],
    tracks: childrenOf(conference, 'track').map(({ attributes, text: words }) => ({
      name: attributes['name'] || words,
      color: attributes['color'] ?? '',
    })),
  });
  return scheduleTable({ conference: head, events }, context);
}

const plain = [
  ...[
    'date',
    'start',
    'end',
    'duration',
    'room',
    'slug',
    'url',
    'title',
    'subtitle',
    'track',
    'type',
    'language',
  ],
  ...['abstract', 'description', 'logo', 'feedback_url', 'origin_url'],
];

function readEvent(event: XmlElement): ScheduleEvent {
  const recording = child(event, 'recording');
  const references = (parent: string, name: string) =>
    childrenOf(child(event, parent), name).map(({ attributes, text }) => ({
      url: attributes['href'] ?? '',
      title: text,
      type: attributes['type'] ?? '',
    }));
  return ScheduleEvent.parse({
    ...Object.fromEntries(plain.map((name) => [name, child(event, name)?.text ?? ''])),
    guid: event.attributes['guid'] ?? '',
    id: event.attributes['id'] ?? '',
    code: event.attributes['code'] ?? '',
    recording_license: textOf(recording, 'license'),
    do_not_record: textOf(recording, 'optout'),
    persons: childrenOf(child(event, 'persons'), 'person').map((person) => ({
      id: person.attributes['id'] ?? '',
      guid: person.attributes['guid'] ?? '',
      code: person.attributes['code'] ?? '',
      public_name: textOf(person, 'name') || person.text,
    })),
    links: references('links', 'link'),
    attachments: references('attachments', 'attachment'),
  });
}
