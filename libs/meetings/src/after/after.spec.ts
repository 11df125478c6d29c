import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aBlock, anEvent, aParticipant, callBy, startRooms, type Rooms } from '@foyer/test-kit';
import type { Meeting } from '@foyer/contracts';
import type { EventEntity } from '@foyer/events';
import type { Person } from '@foyer/people';
import { houseCall, sql } from '@foyer/platform';
import { BookingsService } from '../bookings.service.js';
import { MeetingsModule } from '../meetings.module.js';
import { MeetingsQueries } from '../meetings.queries.js';
import { MeetingsService } from '../meetings.service.js';
import { RequestsService } from '../requests.service.js';
import { AfterService } from './after.service.js';
import { ContactsService } from './contacts.service.js';
import { tookPlace } from './took-place.js';

let rooms: Rooms;
let after: AfterService;
let contacts: ContactsService;
beforeAll(async () => {
  rooms = await startRooms([MeetingsModule]);
  [after, contacts] = [rooms.get(AfterService), rooms.get(ContactsService)];
});
afterAll(() => rooms.stop());

interface Met {
  event: EventEntity;
  ada: Person;
  ben: Person;
  meeting: Meeting;
}
/** Ada asked, Ben accepted, and the meeting is on. */
async function aMeeting(): Promise<Met> {
  const event = await anEvent(rooms);
  const [ada, ben] = [await aParticipant(rooms, event), await aParticipant(rooms, event)];
  const { slots } = await aBlock(rooms, event);
  const { id } = await rooms.get(RequestsService).request(callBy(ada), event.slug, { to: ben.id });
  const meeting = await rooms.get(BookingsService).accept(callBy(ben), event.slug, id, slots[0]?.id ?? '');
  rooms.clock.set(meeting.startsAt);
  return { event, ada, ben, meeting };
}
const over = ({ meeting }: Met): void => rooms.clock.set(meeting.endsAt);
const stateOf = async ({ event, ada }: Met): Promise<string | undefined> =>
  (await rooms.get(MeetingsQueries).mine(callBy(ada), event.slug)).meetings[0]?.state;
const enter = async ({ event, meeting }: Met, ...people: Person[]): Promise<void> => {
  for (const person of people) await rooms.get(MeetingsService).enter(callBy(person), event.slug, meeting.id);
};

describe('whether a meeting took place', () => {
  it.each([
    ['nobody spoke, both came', [], 2, true],
    ['nobody spoke, one came', [], 1, false],
    ['one says so, the other never reacts', [true], 0, true],
    ['both say so', [true, true], 0, true],
    ['both say it did not', [false, false], 2, false],
    ['they disagree and both came', [true, false], 2, true],
    ['they disagree and one came', [false, true], 1, false],
  ] as const)('%s', (_, said, came, held) => {
    expect(tookPlace(said, came)).toBe(held);
  });

  it('is said in one step with what came of it, also when the room has recorded nobody', async () => {
    const met = await aMeeting();
    const { event, ada, ben, meeting } = met;
    over(met);
    await rooms.get(MeetingsService).settleMissed();
    expect(await stateOf(met)).toBe('missed');
    expect(
      await after.say(callBy(ada), event.slug, meeting.id, { outcome: 'cooperation-possible' }),
    ).toMatchObject({ said: { held: true, missing: [] }, outcome: 'cooperation-possible', disputed: false });
    expect(await stateOf(met)).toBe('held');
    // Ben says the opposite: the room decides, both statements are kept, and Ben's word has no outcome.
    expect(
      await after.say(callBy(ben), event.slug, meeting.id, { held: false, missing: [ada.id] }),
    ).toMatchObject({ said: { held: false, missing: [ada.id] }, outcome: null, disputed: true });
    expect(await stateOf(met)).toBe('missed');
    expect(await after.mine(callBy(ada), event.slug)).toMatchObject([
      { said: { held: true }, disputed: true, outcome: 'cooperation-possible' },
    ]);
  });

  it('is decided by who came where the two disagree, in whatever order they speak', async () => {
    const met = await aMeeting();
    const { event, ada, ben, meeting } = met;
    await enter(met, ada, ben);
    over(met);
    await Promise.all([
      after.say(callBy(ada), event.slug, meeting.id, { held: true }),
      after.say(callBy(ben), event.slug, meeting.id, { held: false }),
    ]);
    expect(await stateOf(met)).toBe('held');
  });

  it('cannot be said before it begins, by others, or of somebody who is not of it', async () => {
    const met = await aMeeting();
    const { event, ada, meeting } = met;
    const stranger = await aParticipant(rooms, event);
    const say = (person: Person, missing: string[] = []) =>
      after.say(callBy(person), event.slug, meeting.id, { held: false, missing });
    await expect(say(stranger)).rejects.toMatchObject({ code: 'not_found' });
    await expect(say(ada, [stranger.id])).rejects.toMatchObject({ code: 'invalid_input' });
    rooms.clock.advance(-1);
    await expect(say(ada)).rejects.toMatchObject({ code: 'request_state' });
    // That somebody did not come is certain only at its end.
    rooms.clock.advance(1);
    await say(ada);
    expect(await stateOf(met)).toBe('booked');
  });
});

it('keeps a note for its writer alone, and lets no window write over what another saved', async () => {
  const met = await aMeeting();
  const { event, ada, ben, meeting } = met;
  const note = (text: string, version: number) =>
    after.note(callBy(ada), event.slug, meeting.id, { text, version });
  expect(await note('Sends samples', 0)).toBe(1);
  expect(await note('Sends samples in May', 1)).toBe(2);
  await expect(note('From another window', 1)).rejects.toMatchObject({ code: 'edit_conflict' });
  await expect(note('x', 7)).rejects.toMatchObject({ code: 'edit_conflict' });
  expect(await after.mine(callBy(ada), event.slug)).toMatchObject([
    { note: 'Sends samples in May', noteVersion: 2 },
  ]);
  expect(await after.mine(callBy(ben), event.slug)).toMatchObject([{ note: '', noteVersion: 0 }]);
  const both = await Promise.allSettled([note('one', 2), note('two', 2)]);
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
});

it('sets a day to follow up by the person’s own calendar, moves and removes it', async () => {
  const met = await aMeeting();
  const { event, ada, meeting } = met;
  await sql`update person set time_zone = 'Asia/Tbilisi' where id = ${ada.id}`.execute(rooms.database.sql);
  rooms.clock.set('2026-12-14T21:00:00Z');
  await sql`update meeting set starts_at = '2026-12-14T20:00:00Z', ends_at = '2026-12-14T20:20:00Z' where id = ${meeting.id}`.execute(
    rooms.database.sql,
  );
  const on = (followUpOn: string | null) => after.say(callBy(ada), event.slug, meeting.id, { followUpOn });
  // In Tbilisi it is the fifteenth already.
  await expect(on('2026-12-14')).rejects.toMatchObject({ code: 'invalid_input' });
  await expect(on('2031-12-14')).rejects.toMatchObject({ code: 'invalid_input' });
  expect(await on('2026-12-20')).toMatchObject({ followUpOn: '2026-12-20', said: null });
  const { rows } = await sql<{ at: Date }>`
    select follow_up_at as at from meeting_after where meeting_id = ${meeting.id}`.execute(
    rooms.database.sql,
  );
  expect(rows[0]?.at).toEqual(new Date('2026-12-20T05:00:00Z'));
  expect(await on(null)).toMatchObject({ followUpOn: null });
});

describe('contacts', () => {
  const share = (met: Met, from: Person, to: Person, shared: boolean, phone?: string) =>
    contacts.share(callBy(from), met.event.slug, to.id, { shared, phone });
  const seen = async (met: Met, by: Person) => (await contacts.list(callBy(by), met.event.slug)).contacts[0];

  it('are given once both have offered, exactly as shown, and not before', async () => {
    const met = await aMeeting();
    const { event, ada, ben } = met;
    expect(await share(met, ada, ben, true, '+995 555 12 34 56')).toMatchObject({
      state: 'offered',
      card: null,
      given: { email: ada.email, phone: '+995 555 12 34 56' },
    });
    expect(await seen(met, ben)).toMatchObject({ state: 'wanted', card: null });
    await expect(contacts.card(callBy(ben), event.slug, ada.id)).rejects.toMatchObject({ code: 'not_found' });
    expect(await share(met, ada, ben, false)).toMatchObject({ state: 'none', given: null });
    await share(met, ada, ben, true);
    expect(await share(met, ben, ada, true)).toMatchObject({
      state: 'exchanged',
      card: { email: ada.email, phone: null },
    });
    await expect(share(met, ben, ada, false)).rejects.toMatchObject({ code: 'contacts_exchanged' });
    // What was agreed on stays as it was given.
    await sql`update registration set name = 'Somebody else' where person_id = ${ada.id}`.execute(
      rooms.database.sql,
    );
    expect(await share(met, ada, ben, true, '1')).toMatchObject({
      state: 'exchanged',
      given: { phone: null },
    });
    expect((await seen(met, ben))?.card?.name).toBe(ada.name);
  });

  it('are exchanged for both or for nobody when one agrees while the other takes back', async () => {
    for (let round = 0; round < 8; round++) {
      const met = await aMeeting();
      const { ada, ben } = met;
      await share(met, ada, ben, true);
      await Promise.allSettled([share(met, ada, ben, false), share(met, ben, ada, true)]);
      const [hers, his] = [await seen(met, ada), await seen(met, ben)];
      expect([hers?.state, his?.state]).toEqual(
        hers?.state === 'exchanged' ? ['exchanged', 'exchanged'] : ['wanted', 'offered'],
      );
      expect([hers?.card === null, his?.card === null]).toEqual(
        hers?.state === 'exchanged' ? [false, false] : [true, true],
      );
    }
  });

  it('are for people of one meeting that has begun, and go with what somebody erases', async () => {
    const met = await aMeeting();
    const { event, ada, ben, meeting } = met;
    const stranger = await aParticipant(rooms, event);
    await expect(share(met, ada, stranger, true)).rejects.toMatchObject({ code: 'not_found' });
    await expect(share(met, ada, ada, true)).rejects.toMatchObject({ code: 'not_found' });
    rooms.clock.advance(-1);
    await expect(share(met, ada, ben, true)).rejects.toMatchObject({ code: 'request_state' });
    rooms.clock.advance(1);
    await share(met, ada, ben, true);
    await share(met, ben, ada, true);
    await after.note(callBy(ada), event.slug, meeting.id, { text: 'Mine', version: 0 });
    await rooms.database.write(houseCall, (tx) => after.erase(tx, { event: event.id, person: ada.id }));
    expect(await seen(met, ben)).toMatchObject({ state: 'none', card: null });
    expect(await after.mine(callBy(ada), event.slug)).toMatchObject([{ note: '' }]);
  });
});
