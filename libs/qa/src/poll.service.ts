import { streamName, streams, type Poll, type PollKind } from '@foyer/contracts';
import { Clock, Database, Problem, sql, type Call, type Tx } from '@foyer/platform';
import { Inject, Injectable } from '@nestjs/common';
import type { PollStep } from './poll.entity.js';
import { hideText, hideWord } from './poll-hiding.js';
import { checkPoll, invalid, isPublicPoll } from './poll.rules.js';
import { readPoll } from './poll.rows.js';
import { logAnswerSteps, logPollStep } from './poll-steps.js';
import { mayModerate, takesPart } from './qa.policy.js';
import { SessionAccess } from './session-access.js';

type Found = Poll & { session: string };

/** Polls as moderators run them. Each method is one transaction. */
@Injectable()
export class PollService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(SessionAccess) private readonly sessions: SessionAccess,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Prepares a draft. @throws Problem forbidden; invalid_input where the options do not fit the kind */
  async create(
    call: Call,
    input: { session: string; kind: PollKind; question: string; options: string[]; most: number },
  ): Promise<Poll> {
    return this.database.write(call, async (tx) => {
      const moderator = await this.enter(call, input.session, tx);
      const { options, most } = checkPoll(input);
      const { rows } = await sql<{ id: string }>`
        insert into poll (session_id, kind, question, options, most)
        values (${input.session}, ${input.kind}, ${input.question}, ${options}::text[], ${most})
        returning id`.execute(tx.sql);
      const poll = await tellPoll(tx, rows[0]?.id ?? '');
      await this.log(tx, { ...poll, session: input.session }, moderator, 'poll-created');
      return poll;
    });
  }

  /** @throws Problem forbidden; poll_state for closing a draft */
  async open(call: Call, { poll: id, open }: { poll: string; open: boolean }): Promise<Poll> {
    return this.database.write(call, async (tx) => {
      const { poll, moderator } = await this.lock(call, id, tx);
      if (!open && poll.state === 'draft') throw new Problem('poll_state');
      if (open) await this.reopen(tx, poll, moderator);
      else if (poll.state === 'open') {
        await sql`update poll set state = 'closed' where id = ${id}`.execute(tx.sql);
        await this.log(tx, poll, moderator, 'poll-closed');
      }
      return tellPoll(tx, id);
    });
  }

  /** One poll of a session at most stands on the stage. @throws Problem forbidden; poll_state for a draft */
  async show(call: Call, { poll: id, shown }: { poll: string; shown: boolean }): Promise<Poll> {
    return this.database.write(call, async (tx) => {
      const { poll, moderator } = await this.lock(call, id, tx);
      if (!isPublicPoll(poll)) throw new Problem('poll_state');
      if (shown) {
        const { rows: others } = await sql<{ id: string }>`
          update poll set shown = false where session_id = ${poll.session} and shown and id <> ${id}
          returning id`.execute(tx.sql);
        for (const other of others) await tellPoll(tx, other.id);
      }
      await sql`update poll set shown = ${shown} where id = ${id}`.execute(tx.sql);
      // The one that gives way has no step of its own.
      if (shown !== poll.shown) await this.log(tx, poll, moderator, shown ? 'poll-shown' : 'poll-hidden');
      return tellPoll(tx, id);
    });
  }

  /**
   * Takes one word or text of a poll off everybody's screens, or shows it again.
   * @throws Problem forbidden; not_found where there is no such answer; invalid_input for a poll of choices
   */
  async hideAnswer(
    call: Call,
    { poll: id, answer, hidden }: { poll: string; answer: string; hidden: boolean },
  ): Promise<Record<string, never>> {
    return this.database.write(call, async (tx) => {
      const { poll, moderator } = await this.lock(call, id, tx);
      const hide = { words: hideWord, text: hideText, single: null, multiple: null, rating: null }[poll.kind];
      if (!hide) throw invalid('/poll', 'a poll of words or texts');
      const changed = await hide(tx, poll, answer, hidden);
      const step = hidden ? 'answer-hidden' : 'answer-shown';
      if (changed)
        await logAnswerSteps(tx, { poll, actor: moderator, step, at: this.clock.now() }, [changed]);
      return {};
    });
  }

  /** Only what nobody has seen. @throws Problem forbidden; poll_state unless it is a draft */
  async delete(call: Call, { poll: id }: { poll: string }): Promise<Record<string, never>> {
    return this.database.write(call, async (tx) => {
      const { poll, moderator } = await this.lock(call, id, tx);
      if (poll.state !== 'draft') throw new Problem('poll_state');
      await this.log(tx, poll, moderator, 'poll-deleted');
      await sql`delete from poll where id = ${id}`.execute(tx.sql);
      tx.change(streamName(streams.pollDesk, { session: poll.session }), { drop: { poll: [id] } });
      return {};
    });
  }

  /** Opens the ready-made rating of the session; the same one again. @throws Problem forbidden */
  async rateSession(call: Call, { session }: { session: string }): Promise<Poll> {
    return this.database.write(call, async (tx) => {
      const moderator = await this.enter(call, session, tx);
      const { numAffectedRows: made } = await sql`
        insert into poll (session_id, kind) values (${session}, 'rating')
        on conflict (session_id) where question is null do nothing`.execute(tx.sql);
      const { rows } = await sql<{ id: string }>`
        select id from poll where session_id = ${session} and question is null for no key update`.execute(
        tx.sql,
      );
      const id = rows[0]?.id ?? '';
      const poll = await readPoll(tx.sql, id);
      if (!poll) throw new Problem('not_found');
      if (made) await this.log(tx, poll, moderator, 'poll-created');
      await this.reopen(tx, poll, moderator);
      return tellPoll(tx, id);
    });
  }

  /** What is open stays as it is; what was closed begins another round. */
  private async reopen(tx: Tx, poll: Found, moderator: string): Promise<void> {
    if (poll.state === 'open') return;
    await sql`
      update poll set round = round + (case when state = 'closed' then 1 else 0 end), state = 'open',
        opened_at = ${this.clock.now()}
      where id = ${poll.id}`.execute(tx.sql);
    await this.log(tx, poll, moderator, poll.state === 'draft' ? 'poll-opened' : 'poll-reopened');
  }

  /** Moderators of a session come one after another. */
  private async enter(call: Call, session: string, tx: Tx): Promise<string> {
    const { actor } = await this.sessions.find(call, session, tx);
    if (!takesPart(actor)) throw new Problem('not_found');
    if (!mayModerate(actor) || !actor.person) throw new Problem('forbidden');
    await sql`
      insert into qa_room (session_id) values (${session})
      on conflict (session_id) do update set session_id = excluded.session_id`.execute(tx.sql);
    return actor.person;
  }

  /** The poll, so that no answer falls between reading and writing it. */
  private async lock(call: Call, id: string, tx: Tx): Promise<{ poll: Found; moderator: string }> {
    const before = await readPoll(tx.sql, id);
    if (!before) throw new Problem('not_found');
    const moderator = await this.enter(call, before.session, tx);
    await sql`select from poll where id = ${id} for no key update`.execute(tx.sql);
    const poll = await readPoll(tx.sql, id);
    if (!poll) throw new Problem('not_found');
    return { poll, moderator };
  }

  private log(
    tx: Tx,
    poll: Pick<Found, 'id' | 'session' | 'kind' | 'question'>,
    actor: string,
    step: PollStep['step'],
  ): Promise<void> {
    return logPollStep(tx, { poll, actor, step, at: this.clock.now() });
  }
}

/** Tells each audience what it may know of a poll that has changed. */
export async function tellPoll(tx: Tx, id: string): Promise<Poll> {
  const found = await readPoll(tx.sql, id);
  if (!found) throw new Problem('not_found');
  const { session, ...poll } = found;
  const put = { put: { poll: { [id]: poll } } };
  tx.change(streamName(streams.pollDesk, { session }), put);
  if (isPublicPoll(poll)) tx.change(streamName(streams.polls, { session }), put);
  return poll;
}
