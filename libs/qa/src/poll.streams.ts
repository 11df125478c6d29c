import type { Poll } from '@foyer/contracts';
import {
  Database,
  Problem,
  ServesStream,
  type Call,
  type Sql,
  type StreamEntries,
  type StreamParams,
  type StreamSource,
} from '@foyer/platform';
import { Inject, Injectable } from '@nestjs/common';
import { isPublicPoll, maySeeResults } from './poll.rules.js';
import {
  hasAnswered,
  readAside,
  readOwnAnswers,
  readPoll,
  readPolls,
  readResult,
  readTexts,
} from './poll.rows.js';
import { mayFollowOwn, mayModerate, takesPart } from './qa.policy.js';
import { SessionAccess } from './session-access.js';

const byId = (polls: readonly Poll[]): Record<string, Poll> =>
  Object.fromEntries(polls.map((poll) => [poll.id, poll]));

/** What there is to answer, and what is closed. */
@ServesStream('polls')
@Injectable()
export class PollsStream implements StreamSource<'polls'> {
  constructor(@Inject(SessionAccess) private readonly sessions: SessionAccess) {}

  async admit(call: Call, { session }: StreamParams<'polls'>): Promise<void> {
    const actor = await this.sessions.actorIn(call, session);
    if (!takesPart(actor)) throw new Problem('not_found');
  }

  async snapshot(database: Sql, { session }: StreamParams<'polls'>): Promise<StreamEntries<'polls'>> {
    return { poll: byId(await readPolls(database, session, false)) };
  }
}

@ServesStream('pollDesk')
@Injectable()
export class PollDeskStream implements StreamSource<'pollDesk'> {
  constructor(@Inject(SessionAccess) private readonly sessions: SessionAccess) {}

  async admit(call: Call, { session }: StreamParams<'pollDesk'>): Promise<void> {
    const actor = await this.sessions.actorIn(call, session);
    if (!mayModerate(actor)) throw new Problem('not_found');
  }

  async snapshot(database: Sql, { session }: StreamParams<'pollDesk'>): Promise<StreamEntries<'pollDesk'>> {
    return { poll: byId(await readPolls(database, session, true)) };
  }
}

/** Results are in no other stream. */
@ServesStream('pollResults')
@Injectable()
export class PollResultsStream implements StreamSource<'pollResults'> {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(SessionAccess) private readonly sessions: SessionAccess,
  ) {}

  async admit(call: Call, { poll: id, round }: StreamParams<'pollResults'>): Promise<void> {
    // As of one instant: between two readings it could open again.
    const { poll, answered } = await this.database.snapshot(async (database) => ({
      poll: await readPoll(database, id),
      answered: call.actor !== null && (await hasAnswered(database, id, call.actor.person)),
    }));
    if (!poll) throw new Problem('not_found');
    const actor = await this.sessions.actorIn(call, poll.session);
    if (!maySeeResults(actor, poll, Number(round), answered)) throw new Problem('not_found');
  }

  /** Of a round that is over there is nothing: it may have been followed by people who have not answered since. */
  async snapshot(
    database: Sql,
    { poll: id, round }: StreamParams<'pollResults'>,
  ): Promise<StreamEntries<'pollResults'>> {
    const poll = await readPoll(database, id);
    if (!poll || poll.round !== Number(round) || !isPublicPoll(poll)) return { result: {}, text: {} };
    return { result: { [id]: await readResult(database, poll) }, text: await readTexts(database, id) };
  }
}

/** What moderators and word lists have taken off the screens is in no other stream but its writer's own. */
@ServesStream('pollAside')
@Injectable()
export class PollAsideStream implements StreamSource<'pollAside'> {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(SessionAccess) private readonly sessions: SessionAccess,
  ) {}

  async admit(call: Call, { poll: id }: StreamParams<'pollAside'>): Promise<void> {
    const poll = await readPoll(this.database.sql, id);
    if (!poll) throw new Problem('not_found');
    const actor = await this.sessions.actorIn(call, poll.session);
    if (!mayModerate(actor)) throw new Problem('not_found');
  }

  snapshot(database: Sql, { poll }: StreamParams<'pollAside'>): Promise<StreamEntries<'pollAside'>> {
    return readAside(database, poll);
  }
}

/** Answers have no changes here: who gives one knows it from the answer of the command. */
@ServesStream('pollAnswers', { alwaysWhole: true })
@Injectable()
export class PollAnswersStream implements StreamSource<'pollAnswers'> {
  constructor(@Inject(SessionAccess) private readonly sessions: SessionAccess) {}

  async admit(call: Call, { session, person }: StreamParams<'pollAnswers'>): Promise<void> {
    const actor = await this.sessions.actorIn(call, session);
    if (!mayFollowOwn(actor, person)) throw new Problem('not_found');
  }

  async snapshot(database: Sql, params: StreamParams<'pollAnswers'>): Promise<StreamEntries<'pollAnswers'>> {
    const [answer = {}] = await readOwnAnswers(database, [params]);
    return { answer };
  }

  async snapshots(
    database: Sql,
    asked: readonly StreamParams<'pollAnswers'>[],
  ): Promise<StreamEntries<'pollAnswers'>[]> {
    return (await readOwnAnswers(database, asked)).map((answer) => ({ answer }));
  }
}
