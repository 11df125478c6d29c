import {
  askedQuestions,
  isBlank,
  type Answers,
  type BuiltInFields,
  type LocalisedText,
} from '@foyer/contracts';
import { sql, type Sql } from '@foyer/platform';
import { readForm, type Form } from './form.queries.js';

/** What somebody's registration still lacks. */
export interface Incomplete {
  fields: (keyof BuiltInFields)[];
  /** Questions that have to be answered and are not. */
  questions: LocalisedText[];
}

interface Row {
  person: string;
  event: string;
  category: string;
  listed: boolean;
  jobTitle: string | null;
  offers: string[];
  needs: string[];
  about: string | null;
  answers: Answers;
  /** The event has meetings, for which people are found by what they offer and need. */
  matched: boolean;
}

/**
 * Confirmed participants whose registration lacks something: what the form requires, and in an event with meetings
 * what those who are listed offer and need.
 * @param of events with all their people, or with those who are named
 * @returns by event and person, as `<event> <person>`; who lacks nothing is not in it
 */
export async function readIncomplete(
  database: Sql,
  of: readonly { event: string; person?: string }[],
): Promise<Map<string, Incomplete>> {
  if (of.length === 0) return new Map();
  const { rows } = await sql<Row>`
    select r.person_id as person, r.event_id as event, r.category, r.listed, r.job_title as "jobTitle", r.offers,
      r.needs, r.about, coalesce(a.answers, '{}') as answers,
      exists (select from meeting_block b where b.event_id = r.event_id) as matched
    from jsonb_to_recordset(${JSON.stringify(of)}::jsonb) as w(event uuid, person uuid)
    join registration r on r.event_id = w.event and r.state = 'confirmed'
      and (w.person is null or r.person_id = w.person)
    left join lateral (
      select jsonb_object_agg(question, value) as answers from registration_answer where registration_id = r.id) a
      on true`.execute(database);
  const forms = new Map<string, Form>();
  for (const event of new Set(rows.map((row) => row.event)))
    forms.set(event, await readForm(database, event));
  const found = new Map<string, Incomplete>();
  for (const row of rows) {
    const form = forms.get(row.event);
    const lacks = form && lackingIn(row, form);
    if (lacks && lacks.fields.length + lacks.questions.length > 0) {
      found.set(`${row.event} ${row.person}`, lacks);
    }
  }
  return found;
}

function lackingIn(row: Row, { builtIn, questions }: Form): Incomplete {
  const wanted = (field: keyof BuiltInFields): boolean =>
    builtIn[field] === 'required' ||
    (builtIn[field] === 'optional' && row.matched && row.listed && (field === 'offers' || field === 'needs'));
  const fields = (['jobTitle', 'offers', 'needs', 'about'] as const).filter(
    (field) => wanted(field) && !row[field]?.length,
  );
  const asked = askedQuestions(questions, row.category, row.answers);
  return {
    fields,
    questions: asked
      .filter(({ key, kind, required }) => required && isBlank(row.answers[key], kind))
      .map(({ label }) => label),
  };
}
