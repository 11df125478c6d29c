import { maxSlots, slotTimes, type EventFile } from '@foyer/contracts';
import { toInstant } from './local-time.js';

/** What is wrong, and where in the file. */
interface Wrong {
  path: PropertyKey[];
  message: string;
}

/** What the schema cannot say: names that must fit together, and times. */
export function checkEventFile(file: EventFile): Wrong[] {
  const times = new Times(file.event.time_zone);
  const event = times.span(file.event, ['event']);
  const speakers = new Set(file.speakers.map(({ key }) => key));
  const rooms = new Set(file.rooms);
  const categories = new Set(file.event.categories.map(({ key }) => key));
  const people = (keys: readonly string[], path: PropertyKey[]): Wrong[] =>
    keys.flatMap((key, index) =>
      speakers.has(key) ? [] : [{ path: [...path, index], message: `no speaker has the key ${key}` }],
    );
  const sessions = file.sessions.flatMap((session, index): Wrong[] => {
    const path = ['sessions', index];
    const span = times.span(session, path);
    const outside = event && span && (span.starts < event.starts || span.ends > event.ends);
    const twice = session.speakers.find((key) => session.moderators.includes(key));
    return [
      ...(outside && session.kind !== 'private-blocker'
        ? [{ path: [...path, 'starts'], message: 'is outside the times of the event' }]
        : []),
      ...(session.room !== undefined && !rooms.has(session.room)
        ? [{ path: [...path, 'room'], message: `${session.room} is not among the rooms` }]
        : []),
      ...people(session.speakers, [...path, 'speakers']),
      ...people(session.moderators, [...path, 'moderators']),
      ...(twice === undefined
        ? []
        : [{ path: [...path, 'moderators'], message: `${twice} cannot speak and moderate in one session` }]),
    ];
  });
  const blocks = file.meeting_blocks.flatMap((block, index): Wrong[] => {
    const path = ['meeting_blocks', index];
    const span = times.span(block, path);
    const pauses = block.pauses.flatMap((pause, at) => {
      const given = times.span(pause, [...path, 'pauses', at]);
      return given ? [{ startsAt: given.starts.toISOString(), endsAt: given.ends.toISOString() }] : [];
    });
    const unknown = (block.categories ?? []).flatMap((key, at) =>
      categories.has(key)
        ? []
        : [{ path: [...path, 'categories', at], message: `the event has no category ${key}` }],
    );
    if (block.table_names.length > (block.tables ?? 0)) {
      unknown.push({ path: [...path, 'table_names'], message: 'there are more names than tables' });
    }
    if (!span) return unknown;
    const slots = slotTimes({
      startsAt: span.starts.toISOString(),
      endsAt: span.ends.toISOString(),
      slotMinutes: block.slot_minutes,
      gapMinutes: block.gap_minutes,
      pauses,
    }).length;
    const wrong =
      slots === 0 ? 'no slot fits into the block' : slots > maxSlots && `makes more than ${maxSlots} slots`;
    return [...unknown, ...(wrong ? [{ path: [...path, 'slot_minutes'], message: wrong }] : [])];
  });
  return [
    ...doubles(file.event.categories, 'key', ['event', 'categories']),
    ...doubles(file.speakers, 'key', ['speakers']),
    ...doubles(file.sessions, 'slug', ['sessions']),
    ...doubles(file.topics, 'key', ['topics']),
    ...topics(file),
    ...sessions,
    ...blocks,
    ...times.wrong,
  ];
}

/** Topics name others by their keys, and a part has no parts of its own; one name means one topic. */
function topics(file: EventFile): Wrong[] {
  const known = new Map(file.topics.map((topic) => [topic.key, topic]));
  const named = new Map<string, string>();
  return file.topics.flatMap(({ key, labels, synonyms, part_of: above, answers }, index): Wrong[] => {
    const path = ['topics', index];
    const twice = [...Object.values(labels), ...Object.values(synonyms).flat()].find((name) => {
      const other = named.get(name.toLowerCase());
      named.set(name.toLowerCase(), key);
      return other !== undefined && other !== key;
    });
    return [
      ...(above !== undefined && !known.has(above)
        ? [{ path: [...path, 'part_of'], message: `no topic has the key ${above}` }]
        : []),
      ...(above !== undefined && (above === key || known.get(above)?.part_of !== undefined)
        ? [{ path: [...path, 'part_of'], message: `${above} is itself part of a topic` }]
        : []),
      ...answers.flatMap((other) =>
        known.has(other) ? [] : [{ path: [...path, 'answers'], message: `no topic has the key ${other}` }],
      ),
      ...(twice === undefined ? [] : [{ path, message: `${twice} is the name of two topics` }]),
    ];
  });
}

function doubles<K extends string>(
  items: readonly Record<K, string>[],
  key: K,
  path: PropertyKey[],
): Wrong[] {
  const seen = new Set<string>();
  return items.flatMap((item, index) => {
    if (!seen.has(item[key])) {
      seen.add(item[key]);
      return [];
    }
    return [{ path: [...path, index, key], message: `${item[key]} is there twice` }];
  });
}

/** Turns local times into instants and remembers what could not be. */
class Times {
  readonly wrong: Wrong[] = [];

  constructor(private readonly timeZone: string) {}

  span(item: { starts: string; ends: string }, path: PropertyKey[]): { starts: Date; ends: Date } | null {
    const starts = this.instant(item.starts, [...path, 'starts']);
    const ends = this.instant(item.ends, [...path, 'ends']);
    if (!starts || !ends) return null;
    if (ends > starts) return { starts, ends };
    this.wrong.push({ path: [...path, 'ends'], message: 'must be after the start' });
    return null;
  }

  private instant(local: string, path: PropertyKey[]): Date | null {
    const read = toInstant(local, this.timeZone);
    if ('at' in read) return read.at;
    this.wrong.push({ path, message: read.problem });
    return null;
  }
}
