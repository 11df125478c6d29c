import fs from 'node:fs';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { ImportService } from '@foyer/exchange';
import { independentChecks, rehearse, type RehearsalOptions, type RehearsalReport } from '@foyer/rehearsal';
import { CompiledQuery } from 'kysely';
import { Processes } from '@foyer/test-kit';
import { killsAmid } from './told/killed.js';
import { readTold } from './told/read-told.js';
import { MailSince } from './told/test-mail.js';

/** A killed worker's jobs are given to another one after half a minute. */
const patience = 600_000;
/** Letters that a worker has on their way at once: so many may come again after it was killed. */
const lanes = 4;

let servers: Processes;
beforeAll(async () => {
  servers = await Processes.start({ apis: 1, workers: 1, env: { FOYER_DEMO: '1' } });
}, 300_000);
afterAll(() => servers?.stop());

it(
  'plays S1 from files to the summary, disturbed: everybody is told once of what is so, and every figure agrees',
  async () => {
    const event = 'ict-networking-2020';
    const report = await play('s1', 12, {
      event,
      organiser: 'organiser@example.org',
      habits: { votes: 1, requests: 2 },
    });
    expect(report.told).toMatchObject({ participants: 60, organisations: 44, countries: 8 });
    // It would also add up if nothing had happened.
    const { questions, meetings } = report.told;
    const { moved, cancelled } = report.disturbed;
    expect(Object.values({ ...questions, ...meetings, moved, cancelled })).not.toContain(0);
    expect(report.mails.byKind).toMatchObject({
      'registration-confirmed': 60,
      'event-reminder': 120,
      summary: 60,
    });
    expect(await faults(event)).toEqual([]);
    // It would also hold if it looked at nothing: somebody's time is no longer taken.
    await servers.foyer.database.sql.executeQuery(
      CompiledQuery.raw(
        `delete from commitment where (person_id, ref) in (
        select c.person_id, c.ref from commitment c join event e on e.id = c.event_id
        where e.slug = $1 and c.kind = 'meeting' limit 1)`,
        [event],
      ),
    );
    expect(await faults(event)).toEqual(['the time of everybody in a meeting is taken for it, exactly once']);
  },
  patience,
);

it(
  'plays S3 so',
  async () => {
    const event = 'integration-4-0';
    const report = await play('s3', 3, {
      event,
      organiser: 'olena.koval@example.test',
      habits: { requests: 1 },
    });
    expect(report.told).toMatchObject({ participants: 12, organisations: 12, countries: 6 });
    // Of twelve people it is chance whether one of each thing happens.
    const { questions, meetings } = report.told;
    expect([questions.asked, meetings.requested]).not.toContain(0);
    expect(await faults(event)).toEqual([]);
  },
  patience,
);

/** Imports an event's files and plays it; the worker is killed amid the mails of the first release. */
async function play(
  files: string,
  killedAfter: number,
  options: Pick<RehearsalOptions, 'event' | 'organiser' | 'habits'>,
): Promise<RehearsalReport> {
  const { foyer, workers, balancer } = servers;
  const [worker] = workers;
  if (!worker) throw new Error('there is no worker');
  const folder = new URL(`../fixtures/${files}/`, import.meta.url);
  const file = (name: string) => ({ name, content: fs.readFileSync(new URL(name, folder), 'utf8') });
  await foyer
    .get(ImportService)
    .run({ event: file('event.yaml'), people: file('people.csv'), publish: true }, () => undefined);
  const mailbox = new MailSince(foyer.mailbox);
  const outage = killsAmid('agenda-changed', killedAfter, foyer.mailbox, worker);
  const report = await rehearse({ ...options, url: balancer.url, mailbox, disturbed: { outage } });
  const { faults, repeated } = await readTold(report.facts, mailbox.mails);
  expect(faults).toEqual({
    ...{ missing: [], doubled: [], stale: [], unexpected: [] },
    ...{ language: [], time: [], calendar: [], headers: [] },
  });
  expect(repeated).toBeLessThanOrEqual(lanes);
  expect(report.mails).toMatchObject({ missing: [], doubled: [], unexpected: [] });
  expect(report.differences).toEqual([]);
  expect(report.told).toEqual(report.counted);
  expect(report.ok).toBe(true);
  return report;
}

/** Which of the checks by plain SQL find a fault. */
async function faults(event: string): Promise<string[]> {
  const found: string[] = [];
  for (const { name, sql } of independentChecks) {
    const { rows } = await servers.foyer.database.sql.executeQuery(CompiledQuery.raw(sql, [event]));
    if (rows.length > 0) found.push(name);
  }
  return found;
}
