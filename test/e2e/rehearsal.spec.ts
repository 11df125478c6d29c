import fs from 'node:fs';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { ExchangeModule, ImportService } from '@foyer/exchange';
import { freePort } from '@foyer/platform/embedded';
import { independentChecks, rehearse } from '@foyer/rehearsal';
import { CompiledQuery } from 'kysely';
import { startFoyer, startRooms, type Foyer, type Rooms } from '@foyer/test-kit';

const folder = new URL('../fixtures/s1/', import.meta.url);
const file = (name: string) => ({ name, content: fs.readFileSync(new URL(name, folder), 'utf8') });

let foyer: Foyer;
let rooms: Rooms;
beforeAll(async () => {
  // The server's own mailbox, as in the demo: the rehearsal reads its mail there.
  foyer = await startFoyer({ env: { SMTP_URL: '', MAILBOX_PORT: String(await freePort()) } });
  rooms = await startRooms([ExchangeModule]);
});
afterAll(async () => {
  await foyer.stop();
  await rooms.stop();
});

it('plays S1 from files to the summary: every figure agrees, every mail that was due came once', async () => {
  await rooms
    .get(ImportService)
    .run({ event: file('event.yaml'), people: file('people.csv'), publish: true }, () => undefined);
  const report = await rehearse({
    url: foyer.url,
    event: 'ict-networking-2020',
    organiser: 'organiser@example.org',
    habits: { votes: 1, requests: 2 },
  });
  expect(report.mails).toMatchObject({ missing: [], doubled: [], unexpected: [] });
  expect(report.told).toEqual(report.counted);
  expect(report.told).toMatchObject({ participants: 60, organisations: 44, countries: 8 });
  // It would also add up if nothing had happened.
  for (const count of [...Object.values(report.told.questions), ...Object.values(report.told.meetings)]) {
    expect(count).toBeGreaterThan(0);
  }
  expect(report.mails.byKind).toMatchObject({
    'registration-confirmed': 60,
    'event-reminder': 120,
    'meeting-booked': 2 * report.counted.meetings.accepted,
    summary: 60,
  });
  expect(report.ok).toBe(true);
  expect(await faults()).toEqual([]);
  // It would also hold if it looked at nothing: somebody's time is no longer taken.
  const { event } = await anEventId();
  await rooms.database.sql.executeQuery(
    CompiledQuery.raw(
      `delete from commitment where (person_id, ref) in (
        select person_id, ref from commitment where event_id = $1 and kind = 'meeting' limit 1)`,
      [event],
    ),
  );
  expect(await faults()).toEqual(['the time of everybody in a meeting is taken for it, exactly once']);
}, 240_000);

const slug = 'ict-networking-2020';

async function anEventId(): Promise<{ event: string }> {
  const { rows } = await rooms.database.sql.executeQuery<{ event: string }>(
    CompiledQuery.raw('select id as event from event where slug = $1', [slug]),
  );
  return rows[0] ?? { event: '' };
}

/** Which of the checks by plain SQL find a fault. */
async function faults(): Promise<string[]> {
  const found: string[] = [];
  for (const { name, sql } of independentChecks) {
    const { rows } = await rooms.database.sql.executeQuery(CompiledQuery.raw(sql, [slug]));
    if (rows.length > 0) found.push(name);
  }
  return found;
}
