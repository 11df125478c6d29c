import { expect } from '@jest/globals';
import { isProblem, type CommandAnswer, type CommandInput, type Follow, type Live } from '@foyer/client';
import { streams, type CommandName } from '@foyer/contracts';
import { sql } from '@foyer/platform';
import { DeskStream, OwnQuestionsStream, QuestionsStream } from '@foyer/qa';
import {
  aLive,
  anEvent,
  aPerson,
  aProxy,
  aRole,
  aSession,
  until,
  type Foyer,
  type Proxy,
} from '@foyer/test-kit';
import fc from 'fast-check';
import { tally } from '../faults/tally.js';

/** A room that people ask, moderate and vote in while what they depend on breaks. */

const crowd = 5;
/** A server that was killed is back within this many milliseconds, also on a machine that does much else. */
const patience = 60_000;

/** Somebody behind a wire that may be cut; the first of the crowd moderates. */
export interface Member {
  person: { id: string };
  wire: Proxy;
  client: Live;
  audience: Follow<typeof streams.questions>;
  own: Follow<typeof streams.ownQuestions>;
  desk: Follow<typeof streams.desk> | null;
}

/** @param targets the addresses of the servers; every new connection of one person goes to the next of them */
export async function aRoomOf(foyer: Foyer, targets: readonly string[]) {
  const event = await anEvent(foyer);
  const session = (await aSession(foyer, event)).id;
  const members: Member[] = [];
  for (let index = 0; index < crowd; index++) {
    const person = await aPerson(foyer);
    await aRole(foyer, event, person, index === 0 ? 'moderator' : 'attendee');
    // With two processes, every new connection goes to the other one.
    const wire = await aProxy(index % 2 ? targets : [...targets].reverse());
    const client = await aLive(foyer, person, { url: wire.url });
    members.push({
      person,
      wire,
      client,
      audience: client.follow(streams.questions, { session }),
      own: client.follow(streams.ownQuestions, { session, person: person.id }),
      desk: index === 0 ? client.follow(streams.desk, { session }) : null,
    });
  }
  const close = async (): Promise<void> => {
    for (const { client } of members) client.close();
    for (const { wire } of members) await wire.close();
  };
  return { session, members, close };
}

type Room = Awaited<ReturnType<typeof aRoomOf>>;

export type Step = {
  who: number;
  act: 'ask' | 'approve' | 'dismiss' | 'answer' | 'up' | 'down';
  which: number;
};

const step: fc.Arbitrary<Step> = fc.record({
  who: fc.nat({ max: crowd - 1 }),
  act: fc.constantFrom('ask', 'ask', 'approve', 'approve', 'dismiss', 'answer', 'up', 'up', 'up', 'down'),
  which: fc.nat(),
});
/** The acts that go on around a blow, and whom it hits. */
export const blow: fc.Arbitrary<Blow> = fc.record({
  /** The two acts that go on around the cut. */
  steps: fc.array(step, { minLength: 1, maxLength: 4 }),
  whom: fc.nat({ max: crowd - 1 }),
  what: fc.constantFrom('both' as const, 'answers' as const),
});
/** Some acts, with a blow in the middle of them. */
export interface Blow {
  steps: Step[];
  whom: number;
  what: 'both' | 'answers';
}

/**
 * Lets people act while blows fall, and holds against the record what was acknowledged and what every follower sees.
 * @param strike falls in the middle of each blow's acts
 * @param fault what the report of faults is told of it
 */
export async function weather(
  foyer: Foyer,
  { session, members }: Room,
  blows: readonly Blow[],
  strike: (blow: Blow) => unknown,
  fault: { rows: readonly number[]; load: string } = { rows: [], load: '' },
): Promise<void> {
  const asked: number[] = [];
  const votes: Vote[] = [];
  const sent: Promise<unknown>[] = [];
  let texts = 0;
  for (const blow of blows) {
    const { steps, whom } = blow;
    const { wire } = at(members, whom);
    await until('there is a wire to break', () => wire.connections() > 0, patience);
    for (const [index, { who, act, which }] of steps.entries()) {
      if (index === Math.floor(steps.length / 2)) await strike(blow);
      const { client } = at(members, who);
      const moderator = at(members, 0).client;
      if (act === 'ask') {
        const asking = persist(client, 'question.ask', { session, text: `Question ${texts++}` });
        sent.push(asking.then(({ id }) => asked.push(id)));
      } else if (asked.length) {
        const question = at(asked, which % asked.length);
        if (act === 'up' || act === 'down') {
          const vote: Vote = { person: at(members, who).person.id, question, up: act === 'up', taken: false };
          votes.push(vote);
          const voting = persist(client, 'question.vote', { question, up: vote.up });
          sent.push(voting.then(() => (vote.taken = true), onlyState));
        } else if (act === 'dismiss') {
          sent.push(persist(moderator, 'question.dismiss', { question, reason: 'Not now' }).catch(onlyState));
        } else {
          sent.push(persist(moderator, `question.${act}`, { question }).catch(onlyState));
        }
      }
    }
  }
  await Promise.all(sent);
  expect(asked.length).toBe(texts);
  await settled(foyer, session, members);
  const { rows } = await sql<{ questions: number; texts: number; miscounted: number }>`
    select count(*)::int as questions, count(distinct text)::int as texts,
      (count(*) filter (where votes <> (select count(*) from vote v where v.question_id = question.id)))::int as miscounted
    from question where session_id = ${session}`.execute(foyer.database.sql);
  const [{ questions, texts: different, miscounted } = { questions: 0, texts: 0, miscounted: -1 }] = rows;
  expect(miscounted).toBe(0);
  const wrong = await wrongVotes(foyer, votes);
  tally({
    ...fault,
    acknowledged: texts + wrong.of,
    lost: texts - different + wrong.votes,
    doubled: questions - different,
  });
}

interface Vote {
  person: string;
  question: number;
  up: boolean;
  taken: boolean;
}
/** Of those who voted once on a question: how many, and whose vote is not as they were told. */
async function wrongVotes(foyer: Foyer, votes: readonly Vote[]): Promise<{ of: number; votes: number }> {
  const once = votes.filter(
    (vote) =>
      vote.taken &&
      votes.every(
        (other) => other === vote || other.person !== vote.person || other.question !== vote.question,
      ),
  );
  const { rows } = await sql<{ person: string; question: string }>`
    select person_id as person, question_id::text as question from vote
    where question_id = any(${once.map(({ question }) => question)}::int[])`.execute(foyer.database.sql);
  const kept = new Set(rows.map(({ person, question }) => `${person} ${question}`));
  const wrong = once.filter(({ person, question, up }) => kept.has(`${person} ${question}`) !== up);
  return { of: once.length, votes: wrong.length };
}

/** Every follower's state becomes what a snapshot from the database says. */
async function settled(foyer: Foyer, session: string, members: Member[]): Promise<void> {
  const database = foyer.database.sql;
  const audience = await foyer.get(QuestionsStream).snapshot(database, { session });
  const desk = await foyer.get(DeskStream).snapshot(database, { session });
  for (const member of members) {
    await becomes(() => member.audience.get().state, audience);
    if (member.desk) await becomes(() => member.desk?.get().state, desk);
    const person = member.person.id;
    const own = await foyer.get(OwnQuestionsStream).snapshot(database, { session, person });
    // Votes are in it as they were when following began.
    await becomes(() => member.own.get().state?.question, own.question);
  }
}

async function becomes(seen: () => unknown, wanted: unknown): Promise<void> {
  const text = canonical(wanted);
  await until('the follower agrees', () => canonical(seen()) === text, patience).catch(() => undefined);
  expect(seen()).toEqual(wanted);
}

/** JSON with sorted keys: equality that is cheap to ask for often. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

/**
 * Sends a command until the server has a decision: a machine under great load may answer that it is not available
 * for the moment. The id stays the same, so that nothing is done twice.
 */
async function persist<N extends CommandName>(
  client: Live,
  name: N,
  input: CommandInput<N>,
): Promise<CommandAnswer<N>> {
  const id = crypto.randomUUID();
  for (;;) {
    try {
      return await client.command(name, input, { id });
    } catch (error) {
      if (!isProblem(error, 'unavailable')) throw error;
    }
  }
}

/** Refused because somebody was faster: the only problem that may come up. */
function onlyState(error: unknown): void {
  if (!isProblem(error, 'question_state')) throw error;
}

export function at<T>(list: readonly T[], index: number): T {
  const item = list[index];
  if (item === undefined) throw new Error(`nothing at ${index}`);
  return item;
}
