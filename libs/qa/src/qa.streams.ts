import {
  Problem,
  ServesStream,
  type Call,
  type Sql,
  type StreamEntries,
  type StreamParams,
  type StreamSource,
} from '@foyer/platform';
import { Inject, Injectable } from '@nestjs/common';
import { readLooking } from './looking.js';
import { mayFollowOwn, mayModerate, takesPart } from './qa.policy.js';
import { readDesk, readMerged, readOwn, readPublic, readRoom, readVotes } from './qa.rows.js';
import { SessionAccess } from './session-access.js';

const byId = <T extends { id: number }>(questions: T[]): Record<string, T> =>
  Object.fromEntries(questions.map((question) => [question.id, question]));

/** What the audience follows. */
@ServesStream('questions')
@Injectable()
export class QuestionsStream implements StreamSource<'questions'> {
  constructor(@Inject(SessionAccess) private readonly sessions: SessionAccess) {}

  async admit(call: Call, { session }: StreamParams<'questions'>): Promise<void> {
    const actor = await this.sessions.actorIn(call, session);
    if (!takesPart(actor)) throw new Problem('not_found');
  }

  async snapshot(database: Sql, { session }: StreamParams<'questions'>): Promise<StreamEntries<'questions'>> {
    const questions = await readPublic(database, session);
    return {
      question: byId(questions),
      room: { [session]: await readRoom(database, session) },
      merged: await readMerged(database, session),
    };
  }
}

/** What moderators follow: also what waits and what was set aside. */
@ServesStream('desk')
@Injectable()
export class DeskStream implements StreamSource<'desk'> {
  constructor(@Inject(SessionAccess) private readonly sessions: SessionAccess) {}

  async admit(call: Call, { session }: StreamParams<'desk'>): Promise<void> {
    const actor = await this.sessions.actorIn(call, session);
    if (!mayModerate(actor)) throw new Problem('not_found');
  }

  async snapshot(database: Sql, { session }: StreamParams<'desk'>): Promise<StreamEntries<'desk'>> {
    const questions = await readDesk(database, session);
    return {
      question: byId(questions),
      room: { [session]: await readRoom(database, session) },
      looking: await readLooking(database, session),
    };
  }
}

/**
 * What one person asked and voted for. Votes have no changes here (that would write each of them twice): a
 * follower gets them as they are when it begins, and knows its own from then on.
 */
@ServesStream('ownQuestions', { alwaysWhole: true })
@Injectable()
export class OwnQuestionsStream implements StreamSource<'ownQuestions'> {
  constructor(@Inject(SessionAccess) private readonly sessions: SessionAccess) {}

  async admit(call: Call, { session, person }: StreamParams<'ownQuestions'>): Promise<void> {
    const actor = await this.sessions.actorIn(call, session);
    if (!mayFollowOwn(actor, person)) throw new Problem('not_found');
  }

  async snapshot(
    database: Sql,
    params: StreamParams<'ownQuestions'>,
  ): Promise<StreamEntries<'ownQuestions'>> {
    const [entries] = await this.snapshots(database, [params]);
    return entries ?? { question: {}, vote: {} };
  }

  async snapshots(
    database: Sql,
    asked: readonly StreamParams<'ownQuestions'>[],
  ): Promise<StreamEntries<'ownQuestions'>[]> {
    const questions = await readOwn(database, asked);
    const votes = await readVotes(database, asked);
    return asked.map((_, place) => ({
      question: byId(questions[place] ?? []),
      vote: Object.fromEntries((votes[place] ?? []).map((id) => [id, { up: true as const }])),
    }));
  }
}
