import {
  answerFaults,
  answersSchema,
  builtInFields,
  consentsSchema,
  type Answers,
  type Category,
  type ConsentGiven,
  type RegistrationForm,
} from '@foyer/contracts';
import type { EventEntity } from '@foyer/events';
import { parseInput, Problem, sql, type Sql, type Tx } from '@foyer/platform';
import { readConsents } from './consents.js';
import { readForm, type Form } from './form.queries.js';

/** The fixed fields with the answers to an event's own questions. */
export type GivenForm = RegistrationForm & {
  answers?: Record<string, unknown> | undefined;
  consents?: Record<string, ConsentGiven> | undefined;
};

/** What may be stored: checked against the form as it is until the transaction ends. */
export interface CheckedForm {
  /** Without what the form does not ask; that stays as somebody else has filled it in. */
  fields: RegistrationForm;
  answers: Answers;
  consents: Record<string, ConsentGiven>;
  form: Form;
}

/**
 * Checks what somebody has filled in against the event's categories and form, and holds both as they are until the
 * transaction ends.
 * @throws Problem invalid_input naming everything that is wrong
 */
export async function checkForm(
  tx: Tx,
  event: EventEntity,
  person: string,
  given: GivenForm,
): Promise<CheckedForm> {
  const { answers = {}, consents = {}, ...fields } = given;
  const categories = await holdForm(tx, event.id);
  const form = await readForm(tx.sql, event.id);
  const earlier = await readEarlier(tx.sql, event.id, person);
  const current = new Map(form.consents.map(({ key, version }) => [key, version]));
  const already = (await readConsents(tx.sql, event.id, person))
    .filter((state) => state.given && state.version === current.get(state.consent))
    .map(({ consent }) => consent);

  const faults = fieldFaults(fields, categories, form, earlier);
  const checked = {
    answers: gather(faults, {}, () =>
      parseInput(answersSchema(form.questions, { category: fields.category }), answers, '/answers'),
    ),
    consents: gather(faults, {}, () =>
      parseInput(consentsSchema(form.consents, new Set(already)), consents, '/consents'),
    ),
  };
  if (faults.length) throw new Problem('invalid_input', {}, faults.slice(0, 50));
  return { ...checked, form, fields: withoutHidden(fields, form, earlier) };
}

/** Until the transaction ends nobody saves another form or other categories. @returns the categories */
export async function holdForm(tx: Tx, event: string): Promise<Category[]> {
  const { rows } = await sql<{ categories: Category[] }>`
    select categories from event where id = ${event} for key share`.execute(tx.sql);
  return rows[0]?.categories ?? [];
}

/** One registration's answers by question, also to those no longer asked. */
export async function readOwnAnswers(database: Sql, registration: string): Promise<Answers> {
  const { rows } = await sql<{ answers: Answers | null }>`
    select jsonb_object_agg(question, value) as answers from registration_answer
    where registration_id = ${registration}`.execute(database);
  return rows[0]?.answers ?? {};
}

/** What stands in the fields that a form may hide, and the category. */
interface Earlier {
  category: string;
  offers: string[];
  needs: string[];
  jobTitle: string | null;
  about: string | null;
}

async function readEarlier(database: Sql, event: string, person: string): Promise<Earlier | undefined> {
  const { rows } = await sql<Earlier>`
    select category, job_title as "jobTitle", to_json(offers) as offers, to_json(needs) as needs, about
    from registration where event_id = ${event} and person_id = ${person}`.execute(database);
  return rows[0];
}

function fieldFaults(
  fields: RegistrationForm,
  categories: readonly Category[],
  { builtIn }: Form,
  earlier: Earlier | undefined,
): Problem['errors'] {
  const faults: Problem['errors'] = [];
  const category = categories.find(({ key }) => key === fields.category);
  // Who is in a category that is no longer offered may stay in it.
  if (!category || (category.hidden && earlier?.category !== category.key)) {
    faults.push({ pointer: '/category', message: 'is none of this event' });
  }
  for (const field of builtInFields) {
    if (builtIn[field] === 'required' && !fields[field]?.length) {
      faults.push({ pointer: `/${field}`, message: answerFaults.required });
    }
  }
  return faults;
}

/** Notes what is wrong and goes on, so that a reader hears of everything at once. */
function gather<T>(faults: Problem['errors'], otherwise: T, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    faults.push(...error.errors);
    return otherwise;
  }
}

/** Fields that the form does not show keep what an import or an organiser has written into them. */
function withoutHidden(
  fields: RegistrationForm,
  { builtIn }: Form,
  earlier: Earlier | undefined,
): RegistrationForm {
  const { jobTitle, about, offers, needs, ...rest } = fields;
  const title = builtIn.jobTitle === 'hidden' ? earlier?.jobTitle : jobTitle;
  const words = builtIn.about === 'hidden' ? earlier?.about : about;
  return {
    ...rest,
    offers: builtIn.offers === 'hidden' ? (earlier?.offers ?? []) : offers,
    needs: builtIn.needs === 'hidden' ? (earlier?.needs ?? []) : needs,
    ...(title ? { jobTitle: title } : {}),
    ...(words ? { about: words } : {}),
  };
}
