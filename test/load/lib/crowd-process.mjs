// The viewers, in a process of their own. Takes orders over the channel; `crowd.mjs` gives them.
import { gunzipSync } from 'node:zlib';
import { quantile } from './measure.mjs';
import { sharedDecoder, Viewer } from './wire.mjs';

let viewers = [];
/** What a few of them show, pushes applied one by one. */
let watched = [];
const watching = 5;

/** Runs `work` for all, so many at a time. */
async function each(list, concurrency, work) {
  let next = 0;
  await Promise.all(
    Array.from({ length: Math.min(concurrency, list.length) }, async () => {
      while (next < list.length) {
        const index = next++;
        await work(list[index], index);
      }
    }),
  );
}

const entriesOf = ({ gzip, entries }) => JSON.parse(gzip ? gunzipSync(Buffer.from(gzip, 'base64')) : entries);

function apply(state, change) {
  for (const [id, value] of Object.entries(change.put?.question ?? {})) state[id] = value;
  for (const [id, value] of Object.entries(change.patch?.question ?? {}))
    state[id] = { ...state[id], ...value };
}

const orders = {
  /** Connects members, by turns to each port, and lets them follow streams. @returns what it took */
  async connect({ ports, members, stream, also = [], concurrency = 50 }) {
    const decoders = ports.map(() => sharedDecoder());
    const took = [];
    const refusals = {};
    const began = performance.now();
    const first = viewers.length;
    watched = stream ? [] : watched;
    await each(members, concurrency, async ({ person, cookie }, index) => {
      const from = performance.now();
      const way = index % ports.length;
      const viewer = new Viewer({ port: ports[way], cookie, stream, decode: decoders[way] });
      try {
        const begun = stream && viewer.begun();
        await viewer.connected;
        if (stream) {
          const watch = watched.length < watching ? { state: {}, viewer } : null;
          if (watch) {
            watched.push(watch);
            viewer.onPush = ({ change }) => apply(watch.state, change);
          }
          const start = await begun;
          if (watch) {
            const { question = {} } = entriesOf(start);
            watch.state = { ...question, ...watch.state };
          }
        }
        for (const pattern of also) {
          await viewer.command('stream.follow', {
            stream: pattern.replace('{person}', person),
            packed: true,
          });
        }
        viewers.push(viewer);
        took.push(performance.now() - from);
      } catch (error) {
        refusals[error.message] = (refusals[error.message] ?? 0) + 1;
      }
    });
    const joined = viewers.slice(first);
    return {
      ...{ seconds: (performance.now() - began) / 1_000, joined: took.length, refusals },
      ...{ p50: quantile(took, 0.5), p99: quantile(took, 0.99) },
      bytes: quantile(
        joined.map((viewer) => viewer.bytes),
        0.5,
      ),
    };
  },

  /**
   * Votes: pairs of a viewer and a question, `inFlight` at a time or `perSecond` whatever becomes of them.
   * @param apart where each server knows its own votes alone: what one acknowledges, others never show
   * @returns once all are acknowledged and shown to everybody
   */
  async votes({ votes, inFlight, perSecond, apart = false }) {
    const [acks, seen] = [[], []];
    const refusals = {};
    let [taken, latest] = [0, 0];
    const before = viewers.map(({ bytes, pushes, gaps }) => ({ bytes, pushes, gaps }));
    const shown = [];
    const vote = async ([index, question]) => {
      const viewer = viewers[index];
      const from = performance.now();
      try {
        const { rev } = await viewer.command('question.vote', { question, up: true });
        acks.push(performance.now() - from);
        taken++;
        latest = Math.max(latest, rev);
        shown.push(viewer.seen(rev).then((at) => seen.push(at - from)));
      } catch (error) {
        refusals[error.message] = (refusals[error.message] ?? 0) + 1;
      }
    };
    const cpu = process.cpuUsage();
    const began = performance.now();
    if (perSecond) await openLoop(votes, perSecond, vote);
    else await each(votes, inFlight, vote);
    const seconds = (performance.now() - began) / 1_000;
    await Promise.all(shown);
    if (!apart) await Promise.all(viewers.map((viewer) => viewer.seen(latest)));
    const { user, system } = process.cpuUsage(cpu);
    const sums = viewers.map((viewer, index) => ({
      bytes: viewer.bytes - before[index].bytes,
      pushes: viewer.pushes - before[index].pushes,
      gaps: viewer.gaps - before[index].gaps,
    }));
    const sumOf = (key) => sums.reduce((sum, one) => sum + one[key], 0);
    return {
      ...{ taken, refusals, seconds, latest, clientCpu: (user + system) / 1_000_000 },
      ...{
        deliveries: sumOf('pushes'),
        gaps: sumOf('gaps'),
        bytesPerViewer: sumOf('bytes') / viewers.length,
      },
      ...{ ackP50: quantile(acks, 0.5), ackP99: quantile(acks, 0.99) },
      ...{ seenP50: quantile(seen, 0.5), seenP99: quantile(seen, 0.99) },
      shown: watched.map(({ state }) =>
        Object.values(state).reduce((sum, question) => sum + (question.votes ?? 0), 0),
      ),
    };
  },

  async close() {
    for (const viewer of viewers) viewer.close();
    viewers = [];
    return {};
  },

  /** How many are still connected. */
  async count() {
    return { connected: viewers.filter((viewer) => !viewer.ended).length };
  },
};

function openLoop(votes, perSecond, vote) {
  return new Promise((resolve) => {
    const began = performance.now();
    const running = [];
    let sent = 0;
    const timer = setInterval(() => {
      const due = Math.min(votes.length, Math.ceil(((performance.now() - began) / 1_000) * perSecond));
      while (sent < due) running.push(vote(votes[sent++]));
      if (sent < votes.length) return;
      clearInterval(timer);
      resolve(Promise.all(running));
    }, 5);
  });
}

process.on('message', ({ id, order, given }) => {
  orders[order](given).then(
    (answer) => process.send({ id, answer }),
    (error) => process.send({ id, error: error.stack }),
  );
});
process.on('disconnect', () => process.exit());
