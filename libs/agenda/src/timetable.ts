import { isDeepStrictEqual } from 'node:util';
import { agendaStream, streamName, type Session } from '@foyer/contracts';
import { Problem, sql, type Tx } from '@foyer/platform';
import { Inject, Injectable } from '@nestjs/common';
import { isPrivate } from './agenda.policy.js';
import { readSessions } from './agenda-rows.js';
import { Commitments } from './commitments.js';
import { Stage } from './stage.js';

/** A session as it shall be; `speakers` and `moderators` are ids of the event's speakers. */
export type SessionDraft = Omit<Session, 'id'>;

export interface TimetableChange {
  sessions: Map<string, Session>;
  created: string[];
  changed: string[];
}

/** The sessions of an event, written as a set: several that move at once never stand in each other's way. */
@Injectable()
export class Timetable {
  constructor(
    @Inject(Stage) private readonly stage: Stage,
    @Inject(Commitments) private readonly commitments: Commitments,
  ) {}

  /** One writer of an event's agenda at a time; readers and what merely refers to the event are not held up. */
  async lock(tx: Tx, event: string): Promise<void> {
    await sql`select from event where id = ${event} for no key update`.execute(tx.sql);
  }

  /**
   * Creates or changes sessions, found by their slug. The caller holds the lock.
   * @returns all sessions by slug, and the slugs of those that are new or not as they were
   * @throws Problem person_busy when somebody's time is taken; invalid_input for times or people that cannot be
   */
  async put(tx: Tx, event: string, drafts: readonly SessionDraft[]): Promise<TimetableChange> {
    await this.check(tx, event, drafts);
    const before = new Map((await readSessions(tx.sql, event)).map((session) => [session.slug, session]));
    const wanted = drafts.map((draft) => ({
      ...draft,
      startsAt: new Date(draft.startsAt).toISOString(),
      endsAt: new Date(draft.endsAt).toISOString(),
    }));
    const different = wanted.filter((draft) => !sameAs(before.get(draft.slug), draft));
    if (different.length) await this.write(tx, event, different);
    const sessions = new Map((await readSessions(tx.sql, event)).map((session) => [session.slug, session]));
    const written = different.flatMap(({ slug }) => sessions.get(slug) ?? []);
    await this.stage.stand(
      tx,
      event,
      written.filter((session) => standsElsewhere(before.get(session.slug), session)).map(({ id }) => id),
    );
    this.tell(tx, event, before, written);
    return {
      sessions,
      created: written.filter(({ slug }) => !before.has(slug)).map(({ slug }) => slug),
      changed: written.filter(({ slug }) => before.has(slug)).map(({ slug }) => slug),
    };
  }

  /** Takes sessions out, with their questions and attendance; who stood in them is free then. */
  async remove(tx: Tx, event: string, sessions: readonly string[]): Promise<void> {
    if (sessions.length === 0) return;
    await this.commitments.release(tx, sessions);
    await sql`delete from session where event_id = ${event} and id = any(${sessions}::uuid[])`.execute(
      tx.sql,
    );
    for (const session of sessions) tx.fact('session.moved', { event, session });
    tx.change(streamName(agendaStream, { event }), { drop: { session: [...sessions] } });
  }

  private async check(tx: Tx, event: string, drafts: readonly SessionDraft[]): Promise<void> {
    const { rows } = await sql<{ id: string }>`select id from speaker where event_id = ${event}`.execute(
      tx.sql,
    );
    const known = new Set(rows.map((row) => row.id));
    for (const { startsAt, endsAt, speakers, moderators } of drafts) {
      if (new Date(endsAt) <= new Date(startsAt)) throw invalid('/endsAt', 'must be after the start');
      if (speakers.some((id) => !known.has(id))) throw invalid('/speakers', 'not a speaker of this event');
      if (moderators.some((id) => !known.has(id)))
        throw invalid('/moderators', 'not a speaker of this event');
      const all = [...speakers, ...moderators];
      if (new Set(all).size < all.length) throw invalid('/moderators', 'nobody is in a session twice');
    }
  }

  private async write(tx: Tx, event: string, drafts: readonly SessionDraft[]): Promise<void> {
    const given = JSON.stringify(drafts);
    await sql`
      insert into session (event_id, slug, kind, title, abstract, starts_at, ends_at, room, track, language, questions)
      select ${event}, slug, kind, title, abstract, "startsAt", "endsAt", room, track, language, questions
      from jsonb_to_recordset(${given}::jsonb) as w(slug text, kind text, title jsonb, abstract jsonb,
        "startsAt" timestamptz, "endsAt" timestamptz, room text, track text, language text, questions boolean)
      on conflict (event_id, slug) do update set kind = excluded.kind, title = excluded.title,
        abstract = excluded.abstract, starts_at = excluded.starts_at, ends_at = excluded.ends_at,
        room = excluded.room, track = excluded.track, language = excluded.language, questions = excluded.questions`.execute(
      tx.sql,
    );
    await sql`
      delete from session_speaker using session s
      where s.id = session_id and s.event_id = ${event} and s.slug = any(${drafts.map(({ slug }) => slug)}::text[])`.execute(
      tx.sql,
    );
    await sql`
      insert into session_speaker (session_id, speaker_id, role, position)
      select s.id, stage.speaker::uuid, stage.role, stage.position
      from jsonb_to_recordset(${given}::jsonb) as w(slug text, speakers jsonb, moderators jsonb)
      join session s on s.event_id = ${event} and s.slug = w.slug
      cross join lateral (
        select value as speaker, 'speaker' as role, ordinality as position
        from jsonb_array_elements_text(w.speakers) with ordinality
        union all
        select value, 'moderator', ordinality from jsonb_array_elements_text(w.moderators) with ordinality
      ) as stage`.execute(tx.sql);
  }

  /** Readers of the public agenda hear of public sessions; a session made private goes from their sight. */
  private tell(tx: Tx, event: string, before: Map<string, Session>, written: readonly Session[]): void {
    const gone = written.filter((session) => isPrivate(session) && before.has(session.slug));
    const shown = written.filter((session) => !isPrivate(session));
    if (written.length) {
      // Also where nothing public has changed: the revision stands for what organisers see, too.
      tx.change(streamName(agendaStream, { event }), {
        ...(gone.length ? { drop: { session: gone.map(({ id }) => id) } } : {}),
        ...(shown.length
          ? { put: { session: Object.fromEntries(shown.map((session) => [session.id, session])) } }
          : {}),
      });
    }
    for (const session of written) {
      const was = before.get(session.slug);
      if (was && (was.startsAt !== session.startsAt || was.endsAt !== session.endsAt)) {
        tx.fact('session.moved', { event, session: session.id });
      }
    }
  }
}

const invalid = (pointer: string, message: string): Problem =>
  new Problem('invalid_input', {}, [{ pointer, message }]);

/** Equal in every property, whatever the order of their keys. */
function sameAs(session: Session | undefined, draft: SessionDraft): boolean {
  if (!session) return false;
  const { id: _, ...rest } = session;
  return isDeepStrictEqual(rest, { ...draft });
}

const standsElsewhere = (was: Session | undefined, now: Session): boolean =>
  !was ||
  was.startsAt !== now.startsAt ||
  was.endsAt !== now.endsAt ||
  !isDeepStrictEqual([was.speakers, was.moderators], [now.speakers, now.moderators]);
