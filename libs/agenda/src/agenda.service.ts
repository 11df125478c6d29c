import type { RouteParsed, routes, Session, Speaker } from '@foyer/contracts';
import { EventAccess } from '@foyer/events';
import { Accounts } from '@foyer/people';
import { Database, Problem, sql, type Call, type Tx } from '@foyer/platform';
import { Inject, Injectable } from '@nestjs/common';
import { agendaEditors } from './agenda.policy.js';
import { readSessions } from './agenda-rows.js';
import { slugOf } from './slug.js';
import { Stage, type SpeakerDraft } from './stage.js';
import { Timetable } from './timetable.js';

type Body<R extends keyof typeof routes> = RouteParsed<(typeof routes)[R]>['body'];

/** Organisers write the agenda here, one thing at a time; imports write whole sets through Stage and Timetable. */
@Injectable()
export class AgendaService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(EventAccess) private readonly access: EventAccess,
    @Inject(Accounts) private readonly accounts: Accounts,
    @Inject(Stage) private readonly stage: Stage,
    @Inject(Timetable) private readonly timetable: Timetable,
  ) {}

  /** @throws Problem conflict when the slug is taken; person_busy when somebody has something else then */
  async createSession(call: Call, event: string, input: Body<'createSession'>): Promise<Session> {
    return this.write(call, event, async (tx, id) => {
      const taken = await sql`select from session where event_id = ${id} and slug = ${input.slug}`.execute(
        tx.sql,
      );
      if (taken.rows.length) throw new Problem('conflict');
      const draft = { ...empty, ...input };
      return found((await this.timetable.put(tx, id, [draft])).sessions.get(input.slug));
    });
  }

  /** @throws Problem not_found for a session of another event; person_busy when somebody has something else then */
  async updateSession(
    call: Call,
    event: string,
    session: string,
    input: Body<'updateSession'>,
  ): Promise<Session> {
    return this.write(call, event, async (tx, id) => {
      const was = found((await readSessions(tx.sql, id)).find(({ slug }) => slug === session));
      const { id: _, ...draft } = was;
      return found((await this.timetable.put(tx, id, [{ ...draft, ...input }])).sessions.get(session));
    });
  }

  async deleteSession(call: Call, event: string, session: string): Promise<void> {
    await this.write(call, event, async (tx, id) => {
      const was = found((await readSessions(tx.sql, id)).find(({ slug }) => slug === session));
      await this.timetable.remove(tx, id, [was.id]);
    });
  }

  /** @throws Problem conflict when the slug is taken */
  async createSpeaker(call: Call, event: string, input: Body<'createSpeaker'>): Promise<Speaker> {
    return this.write(call, event, async (tx, id) => {
      const { rows } = await sql<{ slug: string }>`select slug from speaker where event_id = ${id}`.execute(
        tx.sql,
      );
      const taken = new Set(rows.map((row) => row.slug));
      if (input.slug !== undefined && taken.has(input.slug)) throw new Problem('conflict');
      const slug = input.slug ?? slugOf(input.name, taken);
      const { email = null, ...details } = input;
      const draft = { ...unknown, ...details, slug, person: await this.account(tx, input.name, email) };
      return this.put(tx, id, draft);
    });
  }

  /** @throws Problem person_busy when the account named has something else at one of the speaker's sessions */
  async updateSpeaker(
    call: Call,
    event: string,
    speaker: string,
    input: Body<'updateSpeaker'>,
  ): Promise<Speaker> {
    return this.write(call, event, async (tx, id) => {
      const { rows } = await sql<SpeakerDraft>`
        select slug, person_id as person, name, job_title as "jobTitle", organisation, country, biography
        from speaker where event_id = ${id} and slug = ${speaker}`.execute(tx.sql);
      const was = found(rows[0]);
      const { email, ...details } = input;
      const person = email === undefined ? was.person : await this.account(tx, was.name, email);
      return this.put(tx, id, { ...was, ...details, person });
    });
  }

  /** One transaction by an editor of the agenda, alone at it. */
  private async write<T>(call: Call, slug: string, work: (tx: Tx, event: string) => Promise<T>): Promise<T> {
    return this.database.write(call, async (tx) => {
      const { event } = await this.access.findAs(call, { slug }, agendaEditors, tx);
      await this.timetable.lock(tx, event.id);
      return work(tx, event.id);
    });
  }

  private async put(tx: Tx, event: string, draft: SpeakerDraft): Promise<Speaker> {
    return found((await this.stage.put(tx, event, [draft])).speakers.get(draft.slug));
  }

  private async account(tx: Tx, name: string, email: string | null): Promise<string | null> {
    if (email === null) return null;
    return found((await this.accounts.ensure(tx, [{ email, name }])).get(email));
  }
}

const empty = {
  abstract: null,
  room: null,
  track: null,
  speakers: [],
  moderators: [],
  questions: false,
} satisfies Partial<Session>;
const unknown = {
  jobTitle: null,
  organisation: null,
  country: null,
  biography: null,
} satisfies Partial<Speaker>;

function found<T>(thing: T | undefined): T {
  if (thing === undefined) throw new Problem('not_found');
  return thing;
}
