import { pick, type AgendaTable, type WriteContext } from './agenda-table.js';
import { guidOf } from './foreign-id.js';
import { blockOf } from './foyer-block.js';
import { acronymOf } from './schedule.table.js';
import { isReference, scheduleDays, webAddress, type WrittenEvent } from './schedule.write.js';
import { toDay } from './times.js';

/** `schedule.json` as frab and pretalx write it (c3voc.de/schedule/schema.json). */
export function writeScheduleJson(table: AgendaTable, context: WriteContext): string {
  const days = scheduleDays(table, context);
  const { timeZone } = context;
  const conference = {
    acronym: acronymOf(context.slug).slice(0, 80),
    title: pick(table.title, context.language),
    start: toDay(context.startsAt, timeZone),
    end: toDay(context.endsAt, timeZone),
    daysCount: days.length,
    timeslot_duration: '00:05',
    // The schema knows zones of the form Continent/City.
    ...(/^[A-Z][a-z]+\/[A-Z][a-z]+|^UTC$/.test(timeZone) ? { time_zone_name: timeZone } : {}),
    url: `${context.publicUrl}/e/${context.slug}`,
    tracks: table.tracks.map(({ label, colour }) => ({ name: label, ...(colour ? { color: colour } : {}) })),
    rooms: table.rooms.map(({ label, capacity = null }) => ({
      name: label,
      guid: guidOf(`room ${context.slug} ${label}`),
      capacity,
    })),
    meta: { foyer: blockOf(table, context.language) },
    days: days.map((day) => ({
      index: day.index,
      date: day.date,
      day_start: day.start,
      day_end: day.end,
      rooms: Object.fromEntries(day.rooms.map(([room, events]) => [room, events.map(writeEvent)])),
    })),
  };
  const document = {
    $schema: 'https://c3voc.de/schedule/schema.json',
    generator: { name: 'foyer' },
    schedule: { version: context.version, base_url: `${context.publicUrl}/e/${context.slug}/`, conference },
  };
  return `${JSON.stringify(document, null, 1)}\n`;
}

function writeEvent(event: WrittenEvent): object {
  const { extra } = event;
  const references = (items: typeof extra.links) =>
    (items ?? []).flatMap(({ url, title, type }) =>
      isReference(url)
        ? [{ url, title: title || url, ...(type !== undefined && referenceTypes.has(type) ? { type } : {}) }]
        : [],
    );
  const address = (key: string, url: string | undefined) =>
    webAddress(url) ? { [key]: webAddress(url) } : {};
  return {
    guid: event.guid,
    id: event.id,
    ...(event.code === null ? {} : { code: event.code }),
    logo: extra.logo ?? null,
    date: event.date,
    start: event.start,
    end: event.end,
    duration: event.duration,
    room: event.room,
    slug: event.slug,
    url: event.url,
    title: event.title,
    subtitle: event.subtitle,
    track: event.track || null,
    type: event.type,
    language: event.language,
    abstract: event.abstract,
    description: event.description,
    ...(extra.license === undefined ? {} : { recording_license: extra.license }),
    do_not_record: extra.doNotRecord ?? false,
    persons: event.persons.map(({ id, guid, name, biography }) => ({
      ...{ id, guid, public_name: name },
      ...(biography ? { biography } : {}),
    })),
    links: references(extra.links),
    attachments: references(extra.attachments),
    ...address('feedback_url', extra.feedbackUrl),
    ...address('origin_url', extra.originUrl),
  };
}

/** Those that the schema knows. */
const referenceTypes = new Set([
  ...['slides', 'paper', 'web', 'blog', 'article', 'media', 'related', 'activitypub'],
]);
