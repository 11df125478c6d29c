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
  for (const { name, sql: query } of independentChecks) {
    const { rows } = await rooms.database.sql.executeQuery(CompiledQuery.raw(query, ['ict-networking-2020']));
    expect([name, rows]).toEqual([name, []]);
  }
}, 240_000);
