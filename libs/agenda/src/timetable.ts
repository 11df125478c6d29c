import { isDeepStrictEqual } from 'node:util';
import { agendaStream, streamName, type Session } from '@foyer/contracts';
import { sql, type Tx } from '@foyer/platform';
import { Inject, Injectable } from '@nestjs/common';
import { isPrivate } from './agenda.policy.js';
import { readMaterials } from './agenda-rows.js';
import { Commitments } from './commitments.js';
import { Overlays, tellAll } from './overlays.js';
import { readKnown, refuseFlaws } from './session-check.js';
import { Stage } from './stage.js';
import { differing, readWorking, settled } from './working-agenda.js';

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
    @Inject(Overlays) private readonly overlays: Overlays,
  ) {}

  /** One writer of an event's agenda at a time; readers and what merely refers to the event are not held up. */
  async lock(tx: Tx, event: string): Promise<void> {
    await sql`select from event where id = ${event} for no key update`.execute(tx.sql);
  }

  /**
   * Puts sessions into force: creates or changes them, found by their slug. One that was in the draft until now keeps
   * its id. What lies over them in the draft stays there, unless it says the same. The caller holds the lock.
   * @returns all sessions by slug, and the slugs of those that are new or not as they were
   * @throws Problem person_busy when somebody's time is taken; invalid_input for times or people that cannot be
   */
  async put(tx: Tx, event: string, drafts: readonly SessionDraft[]): Promise<TimetableChange> {
    const working = await readWorking(tx.sql, event);
    const before = bySlug(working.released.values());
    const different = drafts.map(settled).filter((draft) => isOther(before.get(draft.slug), draft));
    const change = { sessions: before, created: new Array<string>(), changed: new Array<string>() };
    if (different.length === 0) return change;
    refuseFlaws(different, await readKnown(tx.sql, event), (_, field) => `/${field}`);
    const ids = new Map([...working.sessions.values()].map(({ slug, id }) => [slug, id]));
    await this.write(
      tx,
      event,
      different.map((draft) => ({ ...draft, id: ids.get(draft.slug) ?? null })),
    );
    const sessions = bySlug((await this.overlays.follow(tx, event, working)).values());
    const written = different.flatMap(({ slug }) => sessions.get(slug) ?? []);
    await this.stage.stand(
      tx,
      event,
      written.filter((session) => standsElsewhere(before.get(session.slug), session)).map(({ id }) => id),
    );
    tellReaders(tx, event, before, written);
    await tellMaterials(tx, event, before, written);
    for (const { slug } of written) (before.has(slug) ? change.changed : change.created).push(slug);
    return { ...change, sessions };
  }

  /** Takes sessions out, with their questions and attendance; who stood in them is free then. */
  async remove(tx: Tx, event: string, sessions: readonly string[]): Promise<void> {
    if (sessions.length === 0) return;
    await this.commitments.release(tx, sessions);
    const materials = await readMaterials(tx.sql, event, sessions);
    if (materials.length) tellAll(tx, event, { drop: { material: materials.map(({ id }) => id) } });
    await sql`delete from session where event_id = ${event} and id = any(${sessions}::uuid[])`.execute(
      tx.sql,
    );
    for (const session of sessions) tx.fact('session.moved', { event, session });
    tx.change(streamName(agendaStream, { event }), { drop: { session: [...sessions] } });
    await this.overlays.drop(tx, event, sessions);
  }

  private async write(
    tx: Tx,
    event: string,
    drafts: readonly (SessionDraft & { id: string | null })[],
  ): Promise<void> {
    const given = JSON.stringify(drafts);
    await sql`
      insert into session (id, event_id, slug, kind, title, abstract, starts_at, ends_at, room_id, track_id, language,
        questions, seats, stream_url)
      select coalesce(id, uuidv7()), ${event}, slug, kind, title, abstract, "startsAt", "endsAt", room, track, language, questions, seats,
        "streamUrl"
      from jsonb_to_recordset(${given}::jsonb) as w(id uuid, slug text, kind text, title jsonb, abstract jsonb,
        "startsAt" timestamptz, "endsAt" timestamptz, room uuid, track uuid, language text, questions boolean,
        seats int, "streamUrl" text)
      on conflict (event_id, slug) do update set kind = excluded.kind, title = excluded.title,
        abstract = excluded.abstract, starts_at = excluded.starts_at, ends_at = excluded.ends_at,
        room_id = excluded.room_id, track_id = excluded.track_id, language = excluded.language,
        questions = excluded.questions, seats = excluded.seats, stream_url = excluded.stream_url`.execute(
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
    await sql`
      update session_material m set session_id = m.draft_id, draft_id = null from session s
      where s.id = m.draft_id and s.event_id = ${event}`.execute(tx.sql);
  }
}

/** Readers of the public agenda hear of public sessions; a session made private goes from their sight. */
export function tellReaders(
  tx: Tx,
  event: string,
  before: ReadonlyMap<string, Session>,
  written: readonly Session[],
): void {
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
    if (was && was.seats !== session.seats) tx.fact('session.resized', { event, session: session.id });
  }
}

/** What belongs to a session is shown and hidden with it. */
async function tellMaterials(
  tx: Tx,
  event: string,
  before: ReadonlyMap<string, Session>,
  written: readonly Session[],
): Promise<void> {
  const turned = written.filter((session) => {
    const was = before.get(session.slug);
    return isPrivate(session) !== (!was || isPrivate(was));
  });
  const materials = turned.length
    ? await readMaterials(
        tx.sql,
        event,
        turned.map(({ id }) => id),
      )
    : [];
  if (materials.length === 0) return;
  const hidden = new Set(turned.filter(isPrivate).map(({ id }) => id));
  tx.change(streamName(agendaStream, { event }), {
    put: {
      material: Object.fromEntries(
        materials.filter(({ session }) => !hidden.has(session)).map((one) => [one.id, one]),
      ),
    },
    drop: { material: materials.filter(({ session }) => hidden.has(session)).map(({ id }) => id) },
  });
}

export const bySlug = (sessions: Iterable<Session>): Map<string, Session> =>
  new Map([...sessions].map((session) => [session.slug, session]));

const isOther = (was: Session | undefined, draft: SessionDraft): boolean =>
  !was || differing(was, draft).length > 0;

const standsElsewhere = (was: Session | undefined, now: Session): boolean =>
  !was ||
  was.startsAt !== now.startsAt ||
  was.endsAt !== now.endsAt ||
  !isDeepStrictEqual([was.speakers, was.moderators], [now.speakers, now.moderators]);
