import type { Speaker } from '@foyer/contracts';
import { Problem, sql, type Tx } from '@foyer/platform';
import { Inject, Injectable } from '@nestjs/common';
import { Commitments, type NewCommitment } from './commitments.js';
import { readSpeakers } from './agenda-rows.js';
import { tellAll } from './overlays.js';

/** What other formats do not know of stays as it is where it is not given. */
type OftenLeft = 'names' | 'links';

/** A person of the stage as it shall be. */
export interface SpeakerDraft
  extends Omit<Speaker, 'id' | OftenLeft | 'photo'>, Partial<Pick<Speaker, OftenLeft>> {
  /** The account that speaks; null where there is none. */
  person: string | null;
}

interface Standing extends Omit<NewCommitment, 'kind' | 'startsAt' | 'endsAt'> {
  startsAt: string;
  endsAt: string;
  name: string;
  role: 'speaker' | 'moderator';
}

/** Who speaks and moderates: the people, and that their sessions stand in their clocks. */
@Injectable()
export class Stage {
  constructor(@Inject(Commitments) private readonly commitments: Commitments) {}

  /**
   * Creates or changes speakers, found by their slug. The caller holds the agenda's lock.
   * @returns all speakers of the event by slug
   * @throws Problem person_busy when an account is named whose time is taken in a session of that speaker
   */
  async put(
    tx: Tx,
    event: string,
    drafts: readonly SpeakerDraft[],
  ): Promise<{ speakers: Map<string, Speaker>; created: string[]; changed: string[] }> {
    const before = new Map((await readSpeakers(tx.sql, event)).map((speaker) => [speaker.slug, speaker]));
    const rows = drafts.map((draft, position) => {
      const { names = null, links = [] } = before.get(draft.slug) ?? {};
      return { names, links, ...draft, position };
    });
    const { rows: known } = await sql<{ slug: string; person: string | null }>`
      select slug, person_id as person from speaker where event_id = ${event}`.execute(tx.sql);
    const { rows: written } = await sql<{ id: string; slug: string; created: boolean }>`
      insert into speaker (event_id, slug, person_id, name, names, job_title, organisation, country, biography, links)
      select ${event}, slug, person, name, names, "jobTitle", organisation, country, biography, links
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as w(position int, slug text, person uuid, name text,
        names jsonb, "jobTitle" jsonb, organisation text, country text, biography jsonb, links jsonb)
      order by position
      on conflict (event_id, slug) do update set person_id = excluded.person_id, name = excluded.name,
        names = excluded.names, links = excluded.links, job_title = excluded.job_title, organisation = excluded.organisation, country = excluded.country,
        biography = excluded.biography
      where (speaker.person_id, speaker.name, speaker.names, speaker.job_title, speaker.organisation, speaker.country,
          speaker.biography, speaker.links)
        is distinct from (excluded.person_id, excluded.name, excluded.names, excluded.job_title,
          excluded.organisation, excluded.country, excluded.biography, excluded.links)
      returning id, slug, xmax = 0 as created`.execute(tx.sql);
    const all = await readSpeakers(tx.sql, event);
    const speakers = new Map(all.map((speaker) => [speaker.slug, speaker]));
    const ids = new Set(written.map((row) => row.id));
    if (ids.size) {
      const put = all.filter(({ id }) => ids.has(id)).map((speaker) => [speaker.id, speaker] as const);
      tellAll(tx, event, { put: { speaker: Object.fromEntries(put) } });
    }
    const persons = new Map(known.map((row) => [row.slug, row.person]));
    const other = drafts.filter(({ slug, person }) => persons.has(slug) && persons.get(slug) !== person);
    await this.standAnew(
      tx,
      event,
      other.flatMap(({ slug }) => speakers.get(slug)?.id ?? []),
    );
    return {
      speakers,
      created: written.filter((row) => row.created).map((row) => row.slug),
      changed: written.filter((row) => !row.created).map((row) => row.slug),
    };
  }

  /**
   * Lets sessions stand in the clocks of those who speak and moderate in them, as the database now says, and gives
   * these people their roles in the event. Roles that somebody no longer needs stay until an organiser takes them.
   * @throws Problem person_busy naming who has something else then
   */
  async stand(tx: Tx, event: string, sessions: readonly string[]): Promise<void> {
    if (sessions.length === 0) return;
    await this.commitments.release(tx, sessions);
    const { rows } = await sql<Standing>`
      -- Who moderates and speaks in one session is there once.
      select distinct on (s.id, p.person_id) p.person_id as person, s.event_id as event, s.id as ref, s.starts_at as "startsAt",
        s.ends_at as "endsAt", p.name, t.role
      from session s join session_speaker t on t.session_id = s.id join speaker p on p.id = t.speaker_id
      where s.id = any(${sessions}::uuid[]) and p.person_id is not null
      order by s.id, p.person_id, t.role desc`.execute(tx.sql);
    const wanted = rows.map(({ person, event, ref, role, startsAt, endsAt }) => ({
      ...{ person, event, ref },
      startsAt: new Date(startsAt),
      endsAt: new Date(endsAt),
      kind: role === 'speaker' ? ('talk' as const) : ('moderation' as const),
    }));
    // What somebody keeps free for themselves holds meetings off, not the programme that they are a part of.
    await this.commitments.cutOwn(tx, wanted);
    const busy = await this.commitments.take(tx, wanted);
    if (busy.length) {
      const names = rows.filter(({ person }) => busy.includes(person)).map(({ name }) => name);
      throw new Problem('person_busy', { name: [...new Set(names)].join(', ') });
    }
    await sql`
      insert into event_role (event_id, person_id, role)
      select distinct ${event}::uuid, p.person_id, t.role
      from session_speaker t join speaker p on p.id = t.speaker_id
      where t.session_id = any(${sessions}::uuid[]) and p.person_id is not null
      on conflict do nothing`.execute(tx.sql);
  }

  /** These speakers' accounts have changed: their sessions move from one clock to the other. */
  private async standAnew(tx: Tx, event: string, speakers: readonly string[]): Promise<void> {
    const { rows } = await sql<{ id: string }>`
      select distinct session_id as id from session_speaker where speaker_id = any(${speakers}::uuid[])`.execute(
      tx.sql,
    );
    await this.stand(
      tx,
      event,
      rows.map((row) => row.id),
    );
  }
}
