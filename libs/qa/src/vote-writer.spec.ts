import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { sql, type Database } from '@foyer/platform';
import {
  aPerson,
  anEvent,
  aRole,
  aSession,
  callBy,
  databaseElsewhere,
  startRooms,
  type Rooms,
} from '@foyer/test-kit';
import { DeskService } from './desk.service.js';
import { QaModule } from './qa.module.js';
import { QaService } from './qa.service.js';
import { VoteWriter } from './vote-writer.js';
import { writeVotes } from './votes.sql.js';

let rooms: Rooms;
/** The voters of another process. */
let elsewhere: Database;
let votes: VoteWriter;
let otherVotes: VoteWriter;
beforeAll(async () => {
  rooms = await startRooms([QaModule]);
  votes = rooms.get(VoteWriter);
  elsewhere = await databaseElsewhere(rooms.env);
  otherVotes = new VoteWriter(elsewhere);
});
afterAll(async () => {
  await elsewhere.close();
  await rooms.stop();
});

async function aVote(people = 1, questions = 1) {
  const event = await anEvent(rooms);
  const session = await aSession(rooms, event);
  const owner = callBy(event.owner);
  const voters = [];
  for (let index = 0; index < people; index++) {
    const voter = await aPerson(rooms);
    await aRole(rooms, event, voter, 'attendee');
    voters.push(voter);
  }
  const asked: number[] = [];
  for (let index = 0; index < questions; index++) {
    const question = await rooms
      .get(QaService)
      .ask(owner, { session: session.id, text: `Q${index}`, anonymous: false });
    await rooms.get(QaService).approve(owner, { question: question.id });
    asked.push(question.id);
  }
  return { event, session, voters, asked, owner };
}

async function counted(session: string): Promise<{ id: number; votes: number; rows: number }[]> {
  const { rows } = await sql<{ id: number; votes: number; rows: number }>`
    select q.id, q.votes, (select count(*)::int from vote v where v.question_id = q.id) as rows
    from question q where q.session_id = ${session} order by q.id`.execute(rooms.database.sql);
  return rows;
}

it('keeps the last wish of each person, in one or two processes', async () => {
  const { session, voters, asked } = await aVote(12, 4);
  const wished = new Map<string, boolean>();
  const sent: Promise<unknown>[] = [];
  let seed = 7;
  for (let index = 0; index < 600; index++) {
    seed = (seed * 48_271) % 2_147_483_647;
    const voter = voters[seed % voters.length];
    const question = asked[(seed >> 8) % asked.length];
    if (!voter || question === undefined) continue;
    const up = (seed >> 16) % 3 > 0;
    // A person stays with one process, as one socket does.
    const writer = voters.indexOf(voter) % 2 ? votes : otherVotes;
    wished.set(`${voter.id} ${question}`, up);
    sent.push(writer.vote(callBy(voter), { question, up }));
    if (index % 40 === 0) await Promise.all(sent);
  }
  await Promise.all(sent);
  for (const { id, votes: count, rows } of await counted(session.id)) {
    const wanted = [...wished].filter(([key, up]) => up && key.endsWith(` ${id}`)).length;
    expect({ id, count, rows }).toEqual({ id, count: wanted, rows: wanted });
  }
  const { rows: log } = await sql<{ rev: number }>`
    select rev::int from stream_change where stream = ${`qa/${session.id}`} order by rev`.execute(
    rooms.database.sql,
  );
  expect(log.map((row) => row.rev)).toEqual(log.map((_, index) => index + 1));
});

it('takes back in one process what another has just acknowledged', async () => {
  const { session, voters, asked } = await aVote(1, 1);
  const [voter] = voters;
  const question = asked[0] ?? 0;
  if (!voter) throw new Error('nobody votes');
  for (let round = 0; round < 20; round++) {
    await votes.vote(callBy(voter), { question, up: true });
    await otherVotes.vote(callBy(voter), { question, up: false });
    expect(await counted(session.id)).toEqual([{ id: question, votes: 0, rows: 0 }]);
  }
});

it('refuses one wish without spoiling the others', async () => {
  const { session, event, voters, asked, owner } = await aVote(2, 2);
  const outsider = await aPerson(rooms);
  const [one, two] = asked;
  await rooms.get(QaService).answer(owner, { question: two ?? 0 });
  const [first, second] = voters;
  if (!first || !second) throw new Error('nobody votes');
  const outcomes = await Promise.allSettled([
    votes.vote(callBy(first), { question: one ?? 0, up: true }),
    votes.vote(callBy(second), { question: two ?? 0, up: true }),
    votes.vote(callBy(outsider), { question: one ?? 0, up: true }),
    votes.vote(callBy(event.owner), { question: one ?? 0, up: true }),
    votes.vote(callBy(first), { question: 2_000_000_000, up: true }),
  ]);
  expect(
    outcomes.map((outcome) => (outcome.status === 'fulfilled' ? 'taken' : String(outcome.reason.code))),
  ).toEqual(['taken', 'question_state', 'not_registered', 'taken', 'not_found']);
  expect((await counted(session.id)).map((question) => question.rows)).toEqual([2, 0]);
});

it.each([true, false])(
  'says which question stands for one that everybody has seen, all the way (taking back: %s)',
  async (takesBack) => {
    const { voters, asked, owner, session } = await aVote(2, 3);
    const [first, second] = voters;
    const [one = 0, two = 0, three = 0] = asked;
    if (!first || !second) throw new Error('nobody votes');
    const asksHidden = rooms
      .get(QaService)
      .ask(callBy(first), { session: session.id, text: 'Never seen', anonymous: false });
    const hidden = (await asksHidden).id;
    for (const [question, into] of [
      [one, two],
      [two, three],
      [hidden, three],
    ] as const) {
      await rooms.get(DeskService).merge(owner, { question, into });
    }
    const taken = votes.vote(callBy(second), { question: three, up: !takesBack });
    const outcomes = await Promise.allSettled(
      [one, two, hidden].map((question) => votes.vote(callBy(first), { question, up: true })),
    );
    expect(outcomes).toEqual([
      {
        status: 'rejected',
        reason: expect.objectContaining({ code: 'question_state', params: { into: three } }),
      },
      {
        status: 'rejected',
        reason: expect.objectContaining({ code: 'question_state', params: { into: three } }),
      },
      { status: 'rejected', reason: expect.objectContaining({ code: 'question_state', params: {} }) },
    ]);
    expect(await taken).toMatchObject({ up: !takesBack });
  },
);

it('tells whose vote was taken, also where nobody can say what stands for a refused one', async () => {
  const { voters, asked, owner, session, event } = await aVote(1, 2);
  const [one = 0, two = 0] = asked;
  const [voter] = voters;
  if (!voter) throw new Error('nobody votes');
  await votes.vote(callBy(voter), { question: one, up: true });
  await rooms.get(DeskService).merge(owner, { question: one, into: two });
  const place = { session: session.id, event: event.id, stream: `qa/${session.id}` };
  // The votes go out by a statement that is prepared; whatever is asked besides finds nobody.
  const gone = {
    getExecutor: () => {
      throw new Error('the connection is gone');
    },
  };
  const away = new Proxy(rooms.database, {
    get: (database, name): unknown => (name === 'sql' ? gone : Reflect.get(database, name)),
  });
  const written = await writeVotes(away, place, [
    { question: one, person: event.owner.id, up: true },
    { question: two, person: event.owner.id, up: true },
  ]);
  expect(written).toMatchObject({ changed: true });
  expect([...written.refused]).toEqual([[0, { code: 'question_state', into: null }]]);
  expect((await counted(session.id)).find(({ id }) => id === two)).toMatchObject({ votes: 2 });
});

it('answers with the revision that shows the vote, and a repeat changes nothing', async () => {
  const { session, voters, asked } = await aVote(1, 1);
  const [voter] = voters;
  if (!voter) throw new Error('nobody votes');
  const question = asked[0] ?? 0;
  const { rev } = await votes.vote(callBy(voter), { question, up: true });
  expect(await votes.vote(callBy(voter), { question, up: true })).toEqual({ up: true, rev });
  const { rows } = await sql<{ change: unknown }>`
    select change from stream_change where stream = ${`qa/${session.id}`} and rev = ${rev}`.execute(
    rooms.database.sql,
  );
  expect(rows).toEqual([{ change: { patch: { question: { [question]: { votes: 1 } } } } }]);
});
