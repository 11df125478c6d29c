import type { Answers, ConsentState } from '@foyer/contracts';
import { sql, type Sql } from '@foyer/platform';
import { readConsents } from './consents.js';
import { readForm, type Form } from './form.queries.js';

/** An event's form with what everybody has answered. */
export interface AnsweredForm {
  /** Also with the questions and consents that are no longer asked. */
  form: Form;
  /** By registration, then by question; who has answered nothing is not in it. */
  answers: Map<string, Answers>;
  /** By registration: where its person stands with each purpose that they have ever agreed to. */
  consents: Map<string, ConsentState[]>;
}

/** All answers and consents of an event in few statements however many people there are; for exports. */
export async function readAnswers(database: Sql, event: string): Promise<AnsweredForm> {
  const form = await readForm(database, event);
  const { rows } = await sql<{ registration: string; answers: Answers }>`
    select a.registration_id as registration, jsonb_object_agg(a.question, a.value) as answers
    from registration_answer a join registration r on r.id = a.registration_id
    where r.event_id = ${event} group by a.registration_id`.execute(database);
  const people = await sql<{ id: string; person: string }>`
    select id, person_id as person from registration where event_id = ${event}`.execute(database);
  const registrations = new Map(people.rows.map(({ id, person }) => [person, id]));
  const consents = new Map<string, ConsentState[]>();
  for (const { person, ...state } of await readConsents(database, event, null)) {
    const registration = registrations.get(person);
    if (registration) consents.set(registration, [...(consents.get(registration) ?? []), state]);
  }
  return { form, answers: new Map(rows.map((row) => [row.registration, row.answers])), consents };
}
