import { streamName, streams, type Language, type Poll, type PollAnswer } from '@foyer/contracts';
import { thoseWhoMayAskSql } from '@foyer/events';
import { Database, houseCall, Problem, sql, type Call, type Tx } from '@foyer/platform';
import { Inject, Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import { checkAnswer } from './poll.rules.js';
import { readResult } from './poll.rows.js';

interface Waiting {
  person: string;
  answer: PollAnswer;
  askers: { resolve: (kept: PollAnswer) => void; reject: (error: unknown) => void }[];
}
interface Box {
  /** The last answer of each person. */
  waiting: Map<string, Waiting>;
  flushing: Promise<void> | null;
}
type Locked = Pick<Poll, 'id' | 'kind' | 'options' | 'most' | 'state' | 'round'> & {
  event: string;
  language: Language;
};
/** What became of each person's answer. */
type Kept = Map<string, PollAnswer | Problem>;

const maxBatch = 2_000;

/**
 * Writes answers in groups, like votes: one group per poll is on its way at a time, and its commit is the time in which
 * the next one gathers. Results are counted once a group and stand in no row that everybody would have to update.
 */
@Injectable()
export class PollAnswers implements BeforeApplicationShutdown {
  private readonly boxes = new Map<string, Box>();

  constructor(@Inject(Database) private readonly database: Database) {}

  /**
   * Answers once it is committed. Needs no command log: the last answer counts, and a repeat is the same.
   * @throws Problem not_found, not_registered for who takes no part, poll_state unless the poll is open, invalid_input
   */
  answer(call: Call, { poll, ...answer }: PollAnswer & { poll: string }): Promise<PollAnswer> {
    const person = call.actor?.person;
    if (person === undefined) return Promise.reject(new Problem('not_signed_in'));
    const box = this.boxes.get(poll) ?? { waiting: new Map<string, Waiting>(), flushing: null };
    this.boxes.set(poll, box);
    return new Promise((resolve, reject) => {
      const askers = box.waiting.get(person)?.askers ?? [];
      askers.push({ resolve, reject });
      box.waiting.set(person, { person, answer, askers });
      box.flushing ??= this.flushAll(poll, box);
    });
  }

  /** Lets what is on its way arrive. */
  async beforeApplicationShutdown(): Promise<void> {
    await Promise.all([...this.boxes.values()].flatMap((box) => box.flushing ?? []));
  }

  private async flushAll(poll: string, box: Box): Promise<void> {
    while (box.waiting.size > 0) {
      const batch = [...box.waiting.values()].slice(0, maxBatch);
      for (const { person } of batch) box.waiting.delete(person);
      await this.flush(poll, batch);
    }
    box.flushing = null;
    this.boxes.delete(poll);
  }

  /** Never throws: whoever answered hears what happened. */
  private async flush(poll: string, batch: readonly Waiting[]): Promise<void> {
    try {
      const kept = await this.database.write(houseCall, (tx) => writeAnswers(tx, poll, batch));
      for (const { person, askers } of batch) {
        const outcome = kept.get(person) ?? new Problem('not_found');
        for (const { resolve, reject } of askers) {
          if (outcome instanceof Problem) reject(outcome);
          else resolve(outcome);
        }
      }
    } catch (error) {
      for (const { reject } of batch.flatMap(({ askers }) => askers)) reject(error);
    }
  }
}

/**
 * The poll's lock comes first and is held until the commit: who counts sees every answer committed before, whichever
 * process wrote it, and nothing is answered once a moderator has closed the poll.
 */
async function writeAnswers(tx: Tx, id: string, batch: readonly Waiting[]): Promise<Kept> {
  const poll = await lockPoll(tx, id);
  const kept: Kept = new Map();
  if (!poll) return kept;
  const people = batch.map(({ person }) => person);
  const { rows } = await thoseWhoMayAskSql(poll.event, sql`${people}::uuid[]`).execute(tx.sql);
  const taking = new Set(rows.map(({ person_id }) => person_id));
  for (const { person, answer } of batch) kept.set(person, judge(poll, answer, taking.has(person)));
  const given = [...kept].flatMap(([person, answer]) =>
    answer instanceof Problem ? [] : [{ person, ...answer }],
  );
  if (given.length === 0) return kept;
  const { rows: written } = await sql<{ number: number; text: string | null }>`
    insert into poll_answer (poll_id, person_id, choices, words, text)
    select ${id}, person, choices, words, text
    from jsonb_to_recordset(${JSON.stringify(given)}::jsonb) as g(person uuid, choices int[], words text[], text text)
    order by person
    on conflict (poll_id, person_id) do update
      set choices = excluded.choices, words = excluded.words, text = excluded.text, at = now()
    returning number, text`.execute(tx.sql);
  const texts = written.flatMap(({ number, text }) => (text === null ? [] : [[number, { text }] as const]));
  tx.change(streamName(streams.pollResults, { poll: id, round: String(poll.round) }), {
    put: {
      result: { [id]: await readResult(tx.sql, poll) },
      ...(texts.length > 0 ? { text: Object.fromEntries(texts) } : {}),
    },
  });
  return kept;
}

async function lockPoll(tx: Tx, id: string): Promise<Locked | undefined> {
  const { rows } = await sql<Locked>`
    select p.id, p.kind, p.options, p.most, p.state, p.round, s.event_id as event, s.language
    from poll p join session s on s.id = p.session_id where p.id = ${id} for no key update of p`.execute(
    tx.sql,
  );
  return rows[0];
}

function judge(poll: Locked, answer: PollAnswer, takesPart: boolean): PollAnswer | Problem {
  // A draft is nothing to those who may answer.
  if (poll.state === 'draft') return new Problem('not_found');
  if (!takesPart) return new Problem('not_registered');
  if (poll.state !== 'open') return new Problem('poll_state');
  try {
    return checkAnswer(poll, answer, poll.language);
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
}
