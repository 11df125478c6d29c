// Who comes in, looked up in PostgreSQL, and what a room begins with, kept in memory: the least that letting signed-in
// people into a room takes. No limits, no revocation, no revisions.
import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import pg from 'pg';

const gatherMilliseconds = 8;
const whoMayJoin = `
  select encode(s.token_hash, 'hex') as hash, s.person_id as person from sign_in_session s
  join event_role r on r.person_id = s.person_id
  where s.token_hash = any($1::bytea[]) and s.expires_at > now()`;
const everything = `select id, text, author, votes, asked_at from question where session_id = $1 and state = 'approved'`;

/** @returns `identify`, which resolves with who has that cookie, and `start`, with the questions of a room, packed */
export async function bareJoins(url) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  let waiting = new Map();
  const starts = new Map();

  async function lookUp() {
    const asked = waiting;
    waiting = new Map();
    const hashes = [...asked.keys()].map((hash) => Buffer.from(hash, 'hex'));
    const { rows } = await client.query({ name: 'who', text: whoMayJoin, values: [hashes] });
    const found = new Map(rows.map(({ hash, person }) => [hash, person]));
    for (const [hash, tell] of asked) tell(found.get(hash));
  }

  async function pack(stream) {
    const { rows } = await client.query(everything, [stream.split('/')[1]]);
    const question = Object.fromEntries(rows.map(({ id, ...value }) => [id, value]));
    return gzipSync(JSON.stringify({ question })).toString('base64');
  }

  return {
    identify: (cookie) =>
      new Promise((tell) => {
        const token = cookie.slice(cookie.indexOf('=') + 1);
        if (waiting.size === 0) setTimeout(lookUp, gatherMilliseconds);
        waiting.set(createHash('sha256').update(token).digest('hex'), tell);
      }),
    start: (stream) => {
      if (!starts.has(stream)) starts.set(stream, pack(stream));
      return starts.get(stream);
    },
  };
}
