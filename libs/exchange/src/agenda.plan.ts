import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import {
  languages,
  playerOf,
  type DraftSession,
  type FieldDifference,
  type Language,
  type LocalisedText,
  type Room,
  type SessionDifference,
  type Speaker,
  type Track,
} from '@foyer/contracts';
import { nameOf, slugOf, type SessionDraft } from '@foyer/agenda';
import type { Origins } from './agenda.reader.js';
import {
  cleanLine,
  pick,
  type AgendaTable,
  type TableSession,
  type TableText,
} from './formats/agenda-table.js';
import { Notices, type Notice } from './notice.js';
import { mergeText } from './text-merge.js';
import { planSpeakers, type SpeakerPlan } from './speakers.plan.js';

/** What the event has, as organisers work on it. */
export interface Standing {
  language: Language;
  sessions: readonly DraftSession[];
  speakers: readonly Speaker[];
  rooms: readonly Room[];
  tracks: readonly Track[];
  origins: Origins;
}

/** A session as it shall be; people and places by names that may not have an id yet. */
export interface PlannedSession {
  guid: string;
  extra: TableSession['extra'];
  draft: Omit<SessionDraft, 'room' | 'track' | 'speakers' | 'moderators'>;
  room: string | null;
  track: string | null;
  /** Slugs. */
  speakers: string[];
  moderators: string[];
}

/** What an import would do. Pure: the same file and the same event, the same plan. */
export interface AgendaPlan {
  speakers: SpeakerPlan;
  /** Labels that the event has no room or track for. */
  rooms: string[];
  tracks: string[];
  sessions: PlannedSession[];
  missing: DraftSession[];
  differences: SessionDifference[];
  same: number;
  notices: Notice[];
  fingerprint: string;
}

export function planAgenda(table: AgendaTable, standing: Standing): AgendaPlan {
  const notices = new Notices();
  const speakers = planSpeakers(table.speakers, standing);
  const planner = new Planner(standing, speakers, notices);
  const matched = match(table.sessions, standing);
  const sessions = table.sessions.map((session) => planner.plan(session, matched.get(session)));
  const found = new Set([...matched.values()].map(({ id }) => id));
  const missing = standing.sessions.filter(({ id, state }) => !found.has(id) && state !== 'removed');
  const all = sessions.map((session, index) => {
    const from = table.sessions[index];
    return planner.differences(session, from && matched.get(from));
  });
  const differences = [
    ...all.flatMap((one) => one ?? []),
    ...missing.map((session) => planner.gone(session)),
  ];
  const labels = (known: readonly (Room | Track)[], used: (string | null)[]): string[] => {
    const names = new Set(known.map((place) => cleanLine(nameOf(place, standing.language))));
    return [...new Set(used.flatMap((name) => (name === null || names.has(name) ? [] : [name])))];
  };
  const plan = {
    speakers,
    rooms: labels(
      standing.rooms,
      sessions.map(({ room }) => room),
    ),
    tracks: labels(
      standing.tracks,
      sessions.map(({ track }) => track),
    ),
    ...{ sessions, missing, differences },
    same: all.filter((one) => one === null).length,
    notices: [...table.notices, ...notices.list],
  };
  const told = JSON.stringify([differences, speakers.added, speakers.changed, plan.rooms, plan.tracks]);
  return { ...plan, fingerprint: createHash('sha256').update(told).digest('base64url').slice(0, 32) };
}

/** The event's session that each one of the file is: by the file's own id, ours, its slug, or the only one so titled. */
function match(sessions: readonly TableSession[], standing: Standing): Map<TableSession, DraftSession> {
  const byId = new Map(standing.sessions.map((session) => [session.id, session]));
  const bySlug = new Map(standing.sessions.map((session) => [session.slug, session]));
  const matched = new Map<TableSession, DraftSession>();
  const taken = new Set<string>();
  const take = (from: TableSession, to: DraftSession | undefined): void => {
    if (!to || matched.has(from) || taken.has(to.id)) return;
    matched.set(from, to);
    taken.add(to.id);
  };
  for (const one of sessions) take(one, byId.get(standing.origins.sessions.get(one.guid) ?? one.guid));
  for (const one of sessions) take(one, one.slug === undefined ? undefined : bySlug.get(one.slug));
  const titled = new Map<string, DraftSession | null>();
  for (const session of standing.sessions) {
    if (session.state === 'removed' || taken.has(session.id) || standing.origins.first.has(session.id))
      continue;
    for (const title of new Set(Object.values(session.title)))
      titled.set(title, titled.has(title) ? null : session);
  }
  for (const one of sessions)
    for (const title of Object.values(one.title)) take(one, titled.get(title ?? '') ?? undefined);
  return matched;
}

class Planner {
  private readonly slugs: Set<string>;
  private readonly roomNames: Map<string, string>;
  private readonly trackNames: Map<string, string>;
  private readonly people: Map<string, { slug: string; name: string }>;

  constructor(
    private readonly standing: Standing,
    private readonly stage: SpeakerPlan,
    private readonly notices: Notices,
  ) {
    const label = (place: Room | Track): [string, string] => [
      place.id,
      cleanLine(nameOf(place, standing.language)),
    ];
    this.slugs = new Set(standing.sessions.map(({ slug }) => slug));
    this.roomNames = new Map(standing.rooms.map(label));
    this.trackNames = new Map(standing.tracks.map(label));
    this.people = new Map(standing.speakers.map(({ id, slug, name }) => [id, { slug, name }]));
  }

  plan(session: TableSession, was: DraftSession | undefined): PlannedSession {
    const { language } = this.standing;
    const text = (current: LocalisedText | null, given: TableText | null | undefined) =>
      mergeText(current, given, language);
    const title = text(was?.title ?? null, session.title) ??
      was?.title ?? { [language]: pick(session.title, language) };
    const slugs = (keys: readonly string[] | undefined, current: readonly string[] | undefined): string[] =>
      keys
        ? [...new Set(keys.flatMap((key) => this.stage.slugs.get(key) ?? []))]
        : (current ?? []).flatMap((id) => this.people.get(id)?.slug ?? []);
    const streamUrl = session.streamUrl === undefined ? (was?.streamUrl ?? null) : session.streamUrl;
    const plays = streamUrl === null || streamUrl === was?.streamUrl || Boolean(playerOf(streamUrl));
    if (!plays)
      this.notices.warn('address_ignored', { line: session.line, path: session.path }, { value: streamUrl });
    return {
      guid: session.guid,
      extra: session.extra,
      draft: {
        slug: was?.slug ?? this.newSlug(session),
        kind: session.kind ?? was?.kind ?? 'talk',
        title,
        abstract: text(was?.abstract ?? null, session.abstract),
        ...{ startsAt: session.startsAt, endsAt: session.endsAt },
        language: session.language ?? was?.language ?? language,
        questions: session.questions ?? was?.questions ?? false,
        seats: session.seats === undefined ? (was?.seats ?? null) : session.seats,
        streamUrl: plays ? streamUrl : (was?.streamUrl ?? null),
      },
      room: session.room === undefined ? (this.roomNames.get(was?.room ?? '') ?? null) : session.room,
      track: session.track === undefined ? (this.trackNames.get(was?.track ?? '') ?? null) : session.track,
      speakers: slugs(session.speakers, was?.speakers),
      moderators: slugs(session.moderators, was?.moderators),
    };
  }

  /** Null where nothing would change. */
  differences(planned: PlannedSession, was: DraftSession | undefined): SessionDifference | null {
    const { draft } = planned;
    const head = { slug: draft.slug, title: draft.title, startsAt: draft.startsAt, room: planned.room };
    if (!was || was.state === 'removed') return { change: 'added', ...head, fields: [] };
    const slugs = (ids: readonly string[]): string[] => ids.flatMap((id) => this.people.get(id)?.slug ?? []);
    const plain = (field: FieldDifference['field'], before: unknown, after: unknown): FieldDifference[] =>
      before === after ? [] : [{ field, language: null, before: words(before), after: words(after) }];
    const people = (field: 'speakers' | 'moderators', after: readonly string[]): FieldDifference[] => {
      const before = slugs(was[field]);
      if (isDeepStrictEqual(before, after)) return [];
      return [{ field, language: null, before: this.names(before), after: this.names(after) }];
    };
    const fields = [
      ...plain('kind', was.kind, draft.kind),
      ...texts('title', was.title, draft.title),
      ...plain('startsAt', was.startsAt, draft.startsAt),
      ...plain('endsAt', was.endsAt, draft.endsAt),
      ...plain('room', this.roomNames.get(was.room ?? '') ?? null, planned.room),
      ...plain('track', this.trackNames.get(was.track ?? '') ?? null, planned.track),
      ...people('speakers', planned.speakers),
      ...people('moderators', planned.moderators),
      ...plain('language', was.language, draft.language),
      ...texts('abstract', was.abstract, draft.abstract),
      ...plain('questions', was.questions, draft.questions),
      ...plain('seats', was.seats, draft.seats),
      ...plain('streamUrl', was.streamUrl, draft.streamUrl),
    ];
    return fields.length ? { change: 'changed', ...head, fields } : null;
  }

  gone(session: DraftSession): SessionDifference {
    const { slug, title, startsAt } = session;
    return {
      change: 'missing',
      slug,
      title,
      startsAt,
      room: this.roomNames.get(session.room ?? '') ?? null,
      fields: [],
    };
  }

  private names(slugs: readonly string[]): string | null {
    return slugs.map((slug) => this.stage.names.get(slug) ?? slug).join(', ') || null;
  }

  private newSlug(session: TableSession): string {
    const own = session.slug !== undefined && !this.slugs.has(session.slug) ? session.slug : undefined;
    const slug = own ?? slugOf(pick(session.title, this.standing.language), this.slugs, 'session');
    this.slugs.add(slug);
    return slug;
  }
}

const words = (value: unknown): string | null =>
  value === null || value === undefined ? null : typeof value === 'string' ? value : JSON.stringify(value);

function texts(
  field: 'title' | 'abstract',
  before: LocalisedText | null,
  after: LocalisedText | null,
): FieldDifference[] {
  return languages.flatMap((language) => {
    const [was, now] = [before?.[language] ?? null, after?.[language] ?? null];
    return was === now ? [] : [{ field, language, before: was, after: now }];
  });
}
