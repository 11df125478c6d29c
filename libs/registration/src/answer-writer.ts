import { answerFaults, type Answers } from '@foyer/contracts';
import type { EventEntity } from '@foyer/events';
import { Clock, Files, Problem, sql, type Sql, type Tx } from '@foyer/platform';
import { Inject, Injectable } from '@nestjs/common';
import { readOwnAnswers, type CheckedForm } from './answers.js';
import { logConsents } from './consents.js';
import type { Form } from './form.queries.js';

interface Written {
  event: string;
  registration: string;
  form: Form;
  answers: Answers;
  by: string;
  byOrganiser: boolean;
}

/** Writes answers within the transactions of others, who hold the lock of the registration. */
@Injectable()
export class AnswerWriter {
  constructor(
    @Inject(Files) private readonly files: Files,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Stores what `checkForm` has let through. @throws Problem invalid_input for a file that is not theirs */
  async keep(
    tx: Tx,
    { event, registration, person }: { event: EventEntity; registration: string; person: string },
    { answers, consents, form }: CheckedForm,
  ): Promise<void> {
    await this.write(tx, { event: event.id, registration, form, answers, by: person, byOrganiser: false });
    const says = { event: event.id, person, fallback: event.languages[0], at: this.clock.now() };
    await logConsents(tx, { ...says, cause: 'form' }, consents);
  }

  /** Replaces the answers to all that the form still asks, and notes who changed which; archived ones stay. */
  async write(tx: Tx, { event, registration, form, answers, by, byOrganiser }: Written): Promise<void> {
    const active = form.questions.filter(({ archived }) => !archived).map(({ key }) => key);
    if (active.length === 0) return;
    const before = filesIn(form, await readOwnAnswers(tx.sql, registration));
    const after = filesIn(form, answers);
    await this.keepFiles(tx, event, by, new Map([...after].filter(([id]) => !before.has(id))));
    const keys = Object.keys(answers);
    const gone = await sql<{ question: string }>`
      delete from registration_answer
      where registration_id = ${registration} and question = any(${active}::text[])
        and not question = any(${keys}::text[])
      returning question`.execute(tx.sql);
    const written = await sql<{ question: string }>`
      insert into registration_answer as a (registration_id, question, value)
      select ${registration}::uuid, key, value from jsonb_each(${JSON.stringify(answers)}::jsonb)
      on conflict (registration_id, question) do update set value = excluded.value
        where a.value is distinct from excluded.value
      returning question`.execute(tx.sql);
    const unused = [...before].filter(([id, question]) => active.includes(question) && !after.has(id));
    await this.files.remove(
      tx,
      unused.map(([id]) => id),
    );
    const questions = [...gone.rows, ...written.rows].map(({ question }) => question).sort();
    if (questions.length === 0) return;
    await sql`
      insert into answer_change (registration_id, by_id, by_organiser, questions, at)
      values (${registration}, ${by}, ${byOrganiser}, ${questions}::text[], ${this.clock.now()})`.execute(
      tx.sql,
    );
  }

  /** Takes all answers back, with their files and with who changed them. */
  async erase(tx: Tx, registration: string, form: Form): Promise<void> {
    await this.files.remove(tx, [...filesIn(form, await readOwnAnswers(tx.sql, registration)).keys()]);
    await sql`delete from registration_answer where registration_id = ${registration}`.execute(tx.sql);
    await sql`delete from answer_change where registration_id = ${registration}`.execute(tx.sql);
  }

  private async keepFiles(tx: Tx, event: string, owner: string, added: Map<string, string>): Promise<void> {
    try {
      await this.files.keep(tx, [...added.keys()], { event, owner });
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      throw new Problem(
        'invalid_input',
        {},
        [...added.values()].map((question) => ({
          pointer: `/answers/${question}`,
          message: answerFaults.file,
        })),
      );
    }
  }
}

/** The files among answers, by id, with the question that each answers. */
export function filesIn({ questions }: Pick<Form, 'questions'>, answers: Answers): Map<string, string> {
  return new Map(
    questions.flatMap(({ key, kind }) => {
      const answer = kind === 'file' && Object.hasOwn(answers, key) ? answers[key] : undefined;
      return typeof answer === 'string' ? [[answer, key] as const] : [];
    }),
  );
}

/** What is known of files. */
export async function readFileNames(
  database: Sql,
  ids: readonly string[],
): Promise<{ id: string; name: string; size: number }[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<{ id: string; name: string; size: number }>`
    select id, name, size from file where id = any(${[...ids]}::uuid[]) order by name, id`.execute(database);
  return rows;
}
