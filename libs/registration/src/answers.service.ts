import {
  answersSchema,
  type Answers,
  type ConsentState,
  type FormQuestion,
  type RouteParsed,
  type RouteResult,
  type routes,
} from '@foyer/contracts';
import { EventAccess, organisers } from '@foyer/events';
import { Clock, Database, parseInput, Problem, sql, type Call, type Sql } from '@foyer/platform';
import { Inject, Injectable } from '@nestjs/common';
import { AnswerWriter, filesIn, readFileNames } from './answer-writer.js';
import { holdForm, readOwnAnswers } from './answers.js';
import { logConsents, readConsents } from './consents.js';
import { readForm } from './form.queries.js';

type Mine = RouteResult<typeof routes.getMyAnswers>;
type Theirs = RouteResult<typeof routes.getParticipantAnswers>;

/** Answers and consents of single people: their own, and for those who organise the event. */
@Injectable()
export class AnswersService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(EventAccess) private readonly access: EventAccess,
    @Inject(AnswerWriter) private readonly writer: AnswerWriter,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** What the caller has answered and agreed to; nothing where they have not registered. @throws Problem not_found */
  async mine(call: Call, slug: string): Promise<Mine> {
    const { event } = await this.access.find(call, { slug });
    const person = personOf(call);
    return this.database.snapshot(async (database) => {
      const { rows } = await sql<{ id: string }>`
        select id from registration where event_id = ${event.id} and person_id = ${person}`.execute(database);
      return read(database, event.id, person, rows[0]?.id);
    });
  }

  /**
   * Gives a consent in the words as they are now, or takes it back.
   * @throws Problem not_registered; not_found where the event asks for no such consent; invalid_input where the words
   * have changed or the place depends on it
   */
  async setConsent(
    call: Call,
    { event: slug, consent }: { event: string; consent: string },
    given: RouteParsed<typeof routes.setConsent>['body'],
  ): Promise<{ consents: ConsentState[] }> {
    const person = personOf(call);
    return this.database.write(call, async (tx) => {
      const { event } = await this.access.find(call, { slug }, tx);
      await holdForm(tx, event.id);
      const { rows } = await sql<{ state: string }>`
        select state from registration where event_id = ${event.id} and person_id = ${person} for update`.execute(
        tx.sql,
      );
      if (!rows[0]) throw new Problem('not_registered');
      const { consents } = await readForm(tx.sql, event.id);
      const asked = consents.find(({ key }) => key === consent);
      if (!asked || (given.given && asked.archived)) throw new Problem('not_found');
      if (given.given && given.version !== asked.version) {
        throw new Problem('invalid_input', {}, [
          { pointer: '/version', message: 'is about words that have changed since' },
        ]);
      }
      if (!given.given && asked.required && !asked.archived && rows[0].state !== 'withdrawn') {
        throw new Problem('invalid_input', {}, [{ pointer: '/given', message: 'is needed to take part' }]);
      }
      const says = { event: event.id, person, fallback: event.languages[0], at: this.clock.now() };
      await logConsents(tx, { ...says, cause: 'page' }, { [consent]: given });
      return { consents: (await readConsents(tx.sql, event.id, person)).map(withoutPerson) };
    });
  }

  /** @throws Problem not_found, also for a registration of another event; forbidden */
  async ofParticipant(call: Call, slug: string, registration: string): Promise<Theirs> {
    const { event } = await this.access.findAs(call, { slug }, organisers);
    return this.database.snapshot(async (database) => {
      const who = await findRegistration(database, event.id, registration);
      const { rows } = await sql<Omit<Theirs['changes'][number], 'at'> & { at: Date }>`
        select c.at, p.name as by, c.by_organiser as "byOrganiser", to_json(c.questions) as questions
        from answer_change c left join person p on p.id = c.by_id
        where c.registration_id = ${registration} order by c.id desc limit 200`.execute(database);
      return {
        ...(await read(database, event.id, who.person, registration)),
        name: who.name,
        category: who.category,
        changes: rows.map((row) => ({ ...row, at: row.at.toISOString() })),
      };
    });
  }

  /**
   * Organisers answer for a participant; what the participant still owes an answer to may stay open. Nobody agrees
   * for somebody else.
   * @throws Problem invalid_input by pointer; not_found; forbidden
   */
  async saveFor(
    call: Call,
    { event: slug, registration }: { event: string; registration: string },
    given: Record<string, unknown>,
  ): Promise<void> {
    const by = personOf(call);
    await this.database.write(call, async (tx) => {
      const { event } = await this.access.findAs(call, { slug }, organisers, tx);
      await holdForm(tx, event.id);
      const { category } = await findRegistration(tx.sql, event.id, registration, true);
      const form = await readForm(tx.sql, event.id);
      const answers = parseInput(
        answersSchema(form.questions, { category, lenient: true }),
        given,
        '/answers',
      );
      await this.writer.write(tx, { event: event.id, registration, form, answers, by, byOrganiser: true });
      return null;
    });
  }
}

/** @throws Problem not_signed_in */
export function personOf(call: Call): string {
  if (!call.actor) throw new Problem('not_signed_in');
  return call.actor.person;
}

async function findRegistration(
  database: Sql,
  event: string,
  id: string,
  lock = false,
): Promise<{ person: string; name: string; category: string }> {
  const { rows } = await sql<{ person: string; name: string; category: string }>`
    select person_id as person, name, category from registration where id = ${id} and event_id = ${event}
    ${lock ? sql`for update` : sql``}`.execute(database);
  if (!rows[0]) throw new Problem('not_found');
  return rows[0];
}

async function read(database: Sql, event: string, person: string, registration?: string): Promise<Mine> {
  const form = await readForm(database, event);
  const { questions } = form;
  const answers: Answers = registration ? await readOwnAnswers(database, registration) : {};
  return {
    answers,
    archived: questions.filter(({ key, archived }: FormQuestion) => archived && key in answers),
    files: await readFileNames(database, [...filesIn(form, answers).keys()]),
    consents: (await readConsents(database, event, person)).map(withoutPerson),
  };
}

function withoutPerson({ person: _, ...state }: ConsentState & { person: string }): ConsentState {
  return state;
}
