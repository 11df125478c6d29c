import type { Language, Poll, PollAnswer } from '@foyer/contracts';
import { thoseWhoMayAskSql } from '@foyer/events';
import { Clock, Database, houseCall, Problem, sql, type Call, type Tx } from '@foyer/platform';
import { Inject, Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import { checkAnswer } from './poll.rules.js';
import { readResult } from './poll.rows.js';
import { tellResults } from './poll-hiding.js';
import { holdsBy, holdWords, logHeld, tellTexts, type WrittenText } from './poll-holding.js';
import type { Lists } from './question-marks.js';

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
  /** The event's own and its ready-made lists; null where nobody has saved any. */
  listed: Lists['words'] | null;
  starter: Lists['starter'] | null;
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

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

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
      const at = this.clock.now();
      const kept = await this.database.write(houseCall, (tx) => writeAnswers(tx, poll, batch, at));
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
async function writeAnswers(tx: Tx, id: string, batch: readonly Waiting[], at: Date): Promise<Kept> {
  const poll = await lockPoll(tx, id);
  const kept: Kept = new Map();
  if (!poll) return kept;
  const people = batch.map(({ person }) => person);
  const { rows } = await thoseWhoMayAskSql(poll.event, sql`${people}::uuid[]`).execute(tx.sql);
  const taking = new Set(rows.map(({ person_id }) => person_id));
  for (const { person, answer } of batch) kept.set(person, judge(poll, answer, taking.has(person)));
  const holds =
    poll.kind === 'words' || poll.kind === 'text'
      ? holdsBy({ words: poll.listed ?? {}, starter: poll.starter ?? [] })
      : null;
  const given = [...kept].flatMap(([person, answer]) => {
    if (answer instanceof Problem) return [];
    return [{ person, ...answer, held: answer.text !== null && holds?.(answer.text) === true }];
  });
  if (given.length === 0) return kept;
  const words = new Set(holds ? given.flatMap((answer) => answer.words) : []);
  const held = await holdWords(
    tx,
    id,
    [...words].filter((word) => holds?.(word)),
  );
  const texts = await putAnswers(tx, id, given);
  tellResults(tx, poll, { put: { result: { [id]: await readResult(tx.sql, poll) } } });
  if (poll.kind === 'text') held.push(...tellTexts(tx, poll, texts));
  await logHeld(tx, id, held, at);
  return kept;
}

/**
 * A text that is off the screens stays so when it is put otherwise, and the lists look at new words alone: one that a
 * moderator has shown is not held again for being sent twice.
 * @returns the texts among them
 */
async function putAnswers(
  tx: Tx,
  poll: string,
  given: readonly (PollAnswer & { person: string; held: boolean })[],
): Promise<WrittenText[]> {
  const { rows } = await sql<Omit<WrittenText, 'text'> & { text: string | null }>`
    insert into poll_answer as a (poll_id, person_id, choices, words, text, hidden, held)
    select ${poll}, person, choices, words, text, held, held
    from jsonb_to_recordset(${JSON.stringify(given)}::jsonb)
      as g(person uuid, choices int[], words text[], text text, held boolean)
    order by person
    on conflict (poll_id, person_id) do update
      set choices = excluded.choices, words = excluded.words, text = excluded.text, at = now(),
        hidden = a.hidden or (excluded.hidden and a.text is distinct from excluded.text),
        held = case when a.hidden or a.text is not distinct from excluded.text then a.held else excluded.held end
    returning new.number, new.text, new.hidden, new.held, old.hidden as was`.execute(tx.sql);
  return rows.flatMap(({ text, ...one }) => (text === null ? [] : [{ ...one, text }]));
}

async function lockPoll(tx: Tx, id: string): Promise<Locked | undefined> {
  const { rows } = await sql<Locked>`
    select p.id, p.kind, p.options, p.most, p.state, p.round, s.event_id as event, s.language,
      f.words as listed, f.starter
    from poll p join session s on s.id = p.session_id left join question_filter f on f.event_id = s.event_id
    where p.id = ${id} for no key update of p`.execute(tx.sql);
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
