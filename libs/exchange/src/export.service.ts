import {
  languages,
  type EventFile,
  type Language,
  type MeetingBlock,
  type Session,
  type Speaker,
} from '@foyer/contracts';
import { nameOf, readRooms, readSessions, readSpeakers, readTracks } from '@foyer/agenda';
import { EventEntity } from '@foyer/events';
import { BlocksService } from '@foyer/meetings';
import { readTopics } from '@foyer/partners';
import { Database, houseCall, Problem, sql, type Tx } from '@foyer/platform';
import { readInvitations } from '@foyer/registration';
import { Inject, Injectable } from '@nestjs/common';
import { stringify as toYaml } from 'yaml';
import { toLocalTime } from './local-time.js';
import { writePeople } from './people.writer.js';

/** Writes an event with its people as the files that an import reads. */
@Injectable()
export class ExportService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(BlocksService) private readonly blocks: BlocksService,
  ) {}

  /** @returns YAML @throws Problem not_found */
  async event(slug: string): Promise<string> {
    const file = await this.database.write(houseCall, (tx) => this.read(tx, slug));
    return toYaml(inOrder(file, file.event.languages), { lineWidth: 110, blockQuote: 'folded' });
  }

  /** @returns CSV of everybody who is invited, confirmed or has withdrawn @throws Problem not_found */
  async people(slug: string): Promise<string> {
    const event = await this.database.em().findOne(EventEntity, { slug });
    if (!event) throw new Problem('not_found');
    return writePeople(await readInvitations(this.database.sql, event.id));
  }

  private async read(tx: Tx, slug: string): Promise<EventFile> {
    const event = await tx.em.findOne(EventEntity, { slug });
    if (!event) throw new Problem('not_found');
    const time = (instant: string | Date): string => toLocalTime(new Date(instant), event.timeZone);
    const sessions = await readSessions(tx.sql, event.id);
    const speakers = await readSpeakers(tx.sql, event.id);
    const usual = event.languages[0] ?? 'en';
    const rooms = await readRooms(tx.sql, event.id);
    const names = new Map(
      [...rooms, ...(await readTracks(tx.sql, event.id))].map((place) => [place.id, nameOf(place, usual)]),
    );
    const team = await this.team(tx, event.id);
    const keys = new Map(speakers.map(({ id, slug: key }) => [id, key]));
    return {
      foyer: 1,
      event: {
        slug: event.slug,
        title: event.title,
        purpose: event.purpose,
        starts: time(event.startsAt),
        ends: time(event.endsAt),
        time_zone: event.timeZone,
        languages: event.languages,
        categories: event.categories,
        expected_outcomes: event.expectedOutcomes,
        ...lookOf(event),
      },
      organisers: team.filter(({ role }) => role !== 'moderator').map(({ email }) => email),
      moderators: team.filter(({ role }) => role === 'moderator').map(({ email }) => email),
      rooms: rooms.map((room) => nameOf(room, usual)),
      speakers: await this.speakers(tx, event.id, speakers),
      sessions: sessions.map((session) => toFile(session, keys, names, time, usual)),
      topics: await this.topics(tx, event.id),
      meeting_blocks: (await this.blocks.within(tx, event.id)).map((block) => blockToFile(block, time)),
    };
  }

  /** The owner first, so that a fresh import gives the event to the same. */
  private async team(tx: Tx, event: string): Promise<{ email: string; role: string }[]> {
    const { rows } = await sql<{ email: string; role: string }>`
      select email, role from (
        select distinct on (p.email, r.role = 'moderator') p.email, r.role
        from event_role r join person p on p.id = r.person_id
        where r.event_id = ${event} and r.role in ('owner', 'organiser', 'moderator')
        order by p.email, r.role = 'moderator', r.role desc
      ) as team
      order by array_position(array['owner', 'organiser', 'moderator'], role), email`.execute(tx.sql);
    return rows;
  }

  private async topics(tx: Tx, event: string): Promise<EventFile['topics']> {
    const topics = await readTopics(tx.sql, event);
    const keys = new Map(topics.map(({ id, key }) => [id, key]));
    return topics.map(({ key, labels, synonyms, parent, answers }) => {
      const above = parent === null ? undefined : keys.get(parent);
      return {
        ...{ key, labels, synonyms },
        ...(above === undefined ? {} : { part_of: above }),
        answers: answers.flatMap((id) => keys.get(id) ?? []),
      };
    });
  }

  private async speakers(
    tx: Tx,
    event: string,
    speakers: readonly Speaker[],
  ): Promise<EventFile['speakers']> {
    const { rows } = await sql<{ id: string; email: string }>`
      select s.id, p.email from speaker s join person p on p.id = s.person_id where s.event_id = ${event}`.execute(
      tx.sql,
    );
    const emails = new Map(rows.map((row) => [row.id, row.email]));
    return speakers.map(({ id, slug, name, jobTitle, organisation, country, biography }) => {
      const email = emails.get(id);
      return {
        key: slug,
        name,
        ...(jobTitle ? { job_title: jobTitle } : {}),
        ...(organisation === null ? {} : { organisation }),
        ...(country === null ? {} : { country }),
        ...(email === undefined ? {} : { email }),
        ...(biography ? { biography } : {}),
      };
    });
  }
}

/** How the event looks, but for its pictures. */
function lookOf(event: EventEntity): Partial<EventFile['event']> {
  const { colour, venue, contact, website, hashtag, partners, series, programme } = event;
  const simple = { colour, venue, contact, website, hashtag };
  const linked = <T extends { link: string | null }>({ link, ...rest }: T) => ({
    ...rest,
    ...(link === null ? {} : { link }),
  });
  return {
    ...Object.fromEntries(Object.entries(simple).filter(([, value]) => value !== null)),
    ...(partners.length ? { partners: partners.map(({ logo: _, ...partner }) => linked(partner)) } : {}),
    ...(series ? { series: linked(series) } : {}),
    ...(programme ? { programme: linked(programme) } : {}),
  };
}

/** What is left out is what an import takes for granted. */
function toFile(
  session: Session,
  keys: ReadonlyMap<string, string>,
  names: ReadonlyMap<string, string>,
  time: (instant: string) => string,
  usual: Language,
): EventFile['sessions'][number] {
  const room = names.get(session.room ?? '');
  const track = names.get(session.track ?? '');
  const people = (ids: readonly string[]): string[] => ids.flatMap((id) => keys.get(id) ?? []);
  return {
    slug: session.slug,
    kind: session.kind,
    title: session.title,
    ...(session.abstract ? { abstract: session.abstract } : {}),
    starts: time(session.startsAt),
    ends: time(session.endsAt),
    ...(room === undefined ? {} : { room }),
    ...(track === undefined ? {} : { track }),
    ...(session.language === usual ? {} : { language: session.language }),
    speakers: people(session.speakers),
    moderators: people(session.moderators),
    questions: session.questions,
    ...(session.seats === null ? {} : { seats: session.seats }),
    ...(session.streamUrl === null ? {} : { stream_url: session.streamUrl }),
  };
}

function blockToFile(
  block: MeetingBlock,
  time: (instant: string) => string,
): EventFile['meeting_blocks'][number] {
  return {
    title: block.title,
    starts: time(block.startsAt),
    ends: time(block.endsAt),
    slot_minutes: block.slotMinutes,
    gap_minutes: block.gapMinutes,
    ...(block.tables === null ? {} : { tables: block.tables }),
    table_names: block.tableNames,
    pauses: block.pauses.map(({ startsAt, endsAt }) => ({ starts: time(startsAt), ends: time(endsAt) })),
    ...(block.categories === null ? {} : { categories: block.categories }),
    mode: block.mode,
  };
}

/** Texts with their languages in the order of the event's: the database keeps none. */
function inOrder(value: unknown, first: readonly Language[]): unknown {
  if (Array.isArray(value)) return value.map((item) => inOrder(item, first));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value);
  const order = [...new Set<string>([...first, ...languages])];
  if (entries.every(([key]) => order.includes(key))) {
    entries.sort(([a], [b]) => order.indexOf(a) - order.indexOf(b));
  }
  return Object.fromEntries(entries.map(([key, item]) => [key, inOrder(item, first)]));
}
