// Votes in PostgreSQL and nothing else: no sign-in, no rights, no states of questions, no foreign keys. What is waiting
// leaves as one statement, one at a time for each room: the running commit is the time in which the next ones gather.
import pg from 'pg';

const tables = `
  create schema if not exists bare;
  create table if not exists bare.question (id int primary key, votes int not null);
  create table if not exists bare.vote (question_id int, person_id int, primary key (question_id, person_id));
  create index if not exists vote_person on bare.vote (person_id, question_id);
  create table if not exists bare.stream (name text primary key, rev int not null);
  create table if not exists bare.change (stream text, rev int, payload text, primary key (stream, rev));`;

const write = `
  with wish as materialized (select * from unnest($2::int[], $3::int[], $4::boolean[]) as w(q, p, up)),
    added as (insert into bare.vote select q, p from wish where up on conflict do nothing returning question_id),
    gone as (delete from bare.vote v using wish w
      where not w.up and v.question_id = w.q and v.person_id = w.p returning v.question_id),
    delta as materialized (select question_id, sum(d)::int as d
      from (select question_id, 1 as d from added union all select question_id, -1 from gone) each
      group by 1 having sum(d) <> 0),
    counted as (insert into bare.question as k select question_id, d from delta
      on conflict (id) do update set votes = k.votes + excluded.votes returning id, votes),
    raised as (insert into bare.stream as s select $1, 1 where exists (select from delta)
      on conflict (name) do update set rev = s.rev + 1 returning rev)
  insert into bare.change select $1, rev, (select json_object_agg(id, votes) from counted)::text from raised
  returning payload`;

/**
 * @param tell is told of each new count: stream, question, votes
 * @returns a function that takes a vote and says when it has been committed
 */
export async function durableVotes(url, tell) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(tables);
  const rooms = new Map();

  async function writeAll(stream, room) {
    while (room.wishes.size) {
      // In one order, so that no two groups wait for each other.
      const wishes = [...room.wishes.values()].sort((a, b) => a.question - b.question);
      room.wishes.clear();
      const column = (name) => `{${wishes.map((wish) => wish[name]).join(',')}}`;
      const values = [stream, column('question'), column('person'), column('up')];
      const { rows } = await client.query({ name: 'write', text: write, values });
      for (const { payload } of rows) {
        for (const [question, votes] of Object.entries(JSON.parse(payload))) tell(stream, question, votes);
      }
      for (const { taken } of wishes) for (const one of taken) one();
    }
    room.writing = false;
  }

  return (stream, { question, person, up }, taken) => {
    let room = rooms.get(stream);
    if (!room) rooms.set(stream, (room = { wishes: new Map(), writing: false }));
    const key = `${question} ${person}`;
    const waiting = room.wishes.get(key) ?? { question, person, up, taken: [] };
    room.wishes.set(key, waiting);
    waiting.up = up;
    waiting.taken.push(taken);
    if (room.writing) return;
    room.writing = true;
    setImmediate(writeAll, stream, room);
  };
}
