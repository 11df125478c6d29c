// Measures how a large send leaves: from the transaction that queues a mail for each of so many people until a real SMTP
// server has taken the last of them, against nodemailer alone sending the same bytes over a pool of the same size, in
// turn (A B A B). Outbox, jobs, the check that it is still so, words, HTML, SMTP and the note in the row are all in it.
//   node scripts/build.mjs && node test/load/send.bench.mjs [--people 10000] [--rounds 2]
// The server is a process of its own on the loopback. The database is thrown away afterwards and waits for no disk.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import nodemailer from 'nodemailer';
import { buildServer, dist, root } from '../../scripts/lib/server-build.mjs';
import { startTestServices } from '../../scripts/lib/test-services.mjs';
import { circumstances, loadNow, median, row, spread, table, verdict } from './lib/measure.mjs';

const { values } = parseArgs({
  options: { people: { type: 'string', default: '10000' }, rounds: { type: 'string', default: '2' } },
});
/** As many as the house opens, see `libs/platform/src/mail/mailer.ts`. */
const connections = 5;
const people = Number(values.people);

await buildServer();
const services = await startTestServices();
Object.assign(process.env, services.env);
const load = (file) => import(pathToFileURL(path.join(dist, file)).href);
const sink = fork(path.join(root, 'test/load/lib/mail-sink.mjs'));
try {
  const [{ url }] = await once(sink, 'message');
  const kit = await load('test/kit/index.js');
  const { RegistrationMails } = await load('libs/reminders/src/index.js');
  const foyer = await kit.startFoyer({ env: { SMTP_URL: url } });
  await run(foyer, kit, RegistrationMails, url);
  await foyer.stop();
} finally {
  sink.disconnect();
  await services.stop();
}

async function run(foyer, kit, RegistrationMails, url) {
  circumstances(`${people} mails by SMTP on the loopback`);
  table(['round', 'Foyer', 'a second', 'ms CPU a mail', 'nodemailer alone', 'a second', 'ratio', 'load']);
  const [ours, bare, ratios] = [[], [], []];
  for (let round = 0; round <= Number(values.rounds); round++) {
    const count = round === 0 ? Math.min(500, people) : people;
    const event = await aFullEvent(foyer, kit, count, round);
    const cpu = process.cpuUsage();
    const sent = await timed(async () => {
      await foyer.database.write({ actor: null, address: null }, async (tx) => {
        await foyer.get(RegistrationMails).summaryPublished(tx, { event: event.id });
        return null;
      });
      await arrived(count);
    });
    const used = process.cpuUsage(cpu);
    const state = await ask('state');
    if (state.count !== count || state.people !== count)
      throw new Error(`not each once: ${JSON.stringify(state)}`);
    const { file } = await ask('keep');
    const mails = fs
      .readFileSync(file, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    fs.rmSync(path.dirname(file), { recursive: true });
    await ask('forget');
    const alone = await timed(() => sendAlone(url, mails));
    const same = await ask('state');
    if (same.count !== count || same.bytes !== state.bytes)
      throw new Error(`not the same bytes: ${JSON.stringify([state, same])}`);
    await ask('forget');
    // The first round only warms up.
    if (round === 0) continue;
    const [perSecond, bareSecond] = [(count / sent) * 1_000, (count / alone) * 1_000];
    ours.push(perSecond);
    bare.push(bareSecond);
    ratios.push(perSecond / bareSecond);
    const cpuMs = (used.user + used.system) / 1_000 / count;
    console.log(
      row([
        ...[round, `${(sent / 1_000).toFixed(1)} s`, perSecond.toFixed(0), cpuMs.toFixed(1)],
        ...[`${(alone / 1_000).toFixed(1)} s`, bareSecond.toFixed(0), (perSecond / bareSecond).toFixed(2)],
        loadNow(),
      ]),
    );
  }
  verdict({
    ...{ what: `${people} mails from the outbox`, target: 'none', held: true },
    ...{ measured: `${spread(ours, 0)} a second`, reference: `nodemailer alone ${spread(bare, 0)}` },
    ratio: median(ratios),
  });
}

/** The same messages, over a pool of the same size. */
async function sendAlone(url, mails) {
  const { hostname, port } = new URL(url);
  const transport = nodemailer.createTransport({
    ...{ pool: true, host: hostname, port: Number(port), ignoreTLS: true, maxConnections: connections },
    maxMessages: Infinity,
  });
  await Promise.all(
    mails.map(({ to, raw }) =>
      transport.sendMail({
        envelope: { from: 'no-reply@foyer.test', to: [to] },
        raw: Buffer.from(raw, 'latin1'),
      }),
    ),
  );
  transport.close();
}

/** An event with so many participants, made by SQL. */
async function aFullEvent(foyer, kit, count, round) {
  const event = await kit.anEvent(foyer, { summaryPublishedAt: foyer.clock.now() });
  const { CompiledQuery } = await import('kysely');
  const query = (text, parameters) => foyer.database.sql.executeQuery(CompiledQuery.raw(text, parameters));
  const { rows } = await query(
    `insert into organisation (name, country, match_key) values ($1, 'GE', $1) returning id`,
    [`Send ${round}`],
  );
  await query(
    `with made as (
      insert into person (email, name, language, time_zone)
      select 's' || i || '-${round}@example.org', 'Person ' || i, (array['en','az','ka','uk','lt','ro'])[1 + i % 6],
        'Asia/Tbilisi' from generate_series(1, $2::int) i
      returning id, name, language)
    insert into registration (event_id, person_id, state, name, category, organisation_id, country, language, time_zone,
      offers, needs, confirmed_at)
    select $1, id, 'confirmed', name, 'cluster', $3, 'GE', language, 'Asia/Tbilisi', '{}', '{}', $4 from made`,
    [event.id, count, rows[0].id, foyer.clock.now()],
  );
  return event;
}

async function ask(what) {
  const answer = once(sink, 'message');
  sink.send(what);
  return (await answer)[0];
}

async function arrived(count) {
  while ((await ask('state')).count < count) await new Promise((resolve) => setTimeout(resolve, 50));
}

async function timed(work) {
  const began = performance.now();
  await work();
  return performance.now() - began;
}
