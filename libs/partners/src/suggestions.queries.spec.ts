import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { anEvent, aParticipant, aPerson, callBy, startRooms, type Rooms } from '@foyer/test-kit';
import type { EventEntity } from '@foyer/events';
import type { Person } from '@foyer/people';
import { MeetingsModule, RequestsService } from '@foyer/meetings';
import { houseCall, sql } from '@foyer/platform';
import { RegistrationEntity, RegistrationModule, RegistrationService } from '@foyer/registration';
import { PartnersModule } from './partners.module.js';
import { SuggestionQueries } from './suggestions.queries.js';

let rooms: Rooms;
beforeAll(async () => {
  rooms = await startRooms([MeetingsModule, PartnersModule, RegistrationModule]);
});
afterAll(() => rooms.stop());

async function names(who: Person, event: EventEntity, search?: string): Promise<string[]> {
  const partners = await rooms.get(SuggestionQueries).list(callBy(who), event.slug, { search, limit: 50 });
  return partners.map((partner) => partner.name);
}

it('puts first whom both sides would gain from, and says why', async () => {
  const event = await anEvent(rooms);
  const me = await aParticipant(rooms, event, {
    organisation: 'Baltic Timber',
    offers: ['Mediere', 'Şərab'],
    needs: ['Logistics', 'საჰაერო გადაზიდვა'],
  });
  await aParticipant(rooms, event, { name: 'No match' });
  await aParticipant(rooms, event, { name: 'One way', needs: ['MEDIERE', 'sərab'] });
  await aParticipant(rooms, event, { name: 'Both ways', needs: ['mèdiere'], offers: ['LOGISTICS'] });
  await aParticipant(rooms, event, {
    name: 'Colleague',
    organisation: 'Baltic Timber',
    needs: ['Mediere'],
    offers: ['Logistics', 'საჰაერო გადაზიდვა'],
  });
  await aParticipant(rooms, event, { name: 'Hidden', listed: false, needs: ['Mediere'] });
  await aParticipant(rooms, event, { name: 'Gone', state: 'withdrawn', needs: ['Mediere'] });
  expect(await names(me, event)).toEqual(['Both ways', 'One way', 'No match', 'Colleague']);
  const [first, second] = await rooms.get(SuggestionQueries).list(callBy(me), event.slug, { limit: 2 });
  expect(first).toMatchObject({ theySeek: ['mèdiere'], theyOffer: ['LOGISTICS'] });
  expect(second).toMatchObject({ theySeek: ['MEDIERE', 'sərab'], theyOffer: [] });
});

it('finds by words of any script, without case and accents, and forgives a slip', async () => {
  const event = await anEvent(rooms);
  const me = await aParticipant(rooms, event);
  await aParticipant(rooms, event, { name: 'ნინო ბერიძე', offers: ['ხელნაკეთი ღვინო'] });
  await aParticipant(rooms, event, { name: 'Günel Əliyeva', organisation: 'İpək Yolu Klasteri' });
  await aParticipant(rooms, event, { name: 'Оксана Шевченко', needs: ['Логістика'] });
  await aParticipant(rooms, event, { name: 'Ștefan Ionescu', about: 'Furniture 100% oak' });
  expect(await names(me, event, 'ღვინო')).toEqual(['ნინო ბერიძე']);
  expect(await names(me, event, 'gunel')).toEqual(['Günel Əliyeva']);
  expect(await names(me, event, 'ipek yolu')).toEqual(['Günel Əliyeva']);
  expect(await names(me, event, 'ЛОГІСТИКА')).toEqual(['Оксана Шевченко']);
  expect(await names(me, event, 'логистика')).toEqual(['Оксана Шевченко']);
  expect(await names(me, event, 'შევჩენკო')).toEqual(['Оксана Шевченко']);
  expect(await names(me, event, 'shevchenko')).toEqual(['Оксана Шевченко']);
  expect(await names(me, event, 'Beridze')).toEqual(['ნინო ბერიძე']);
  expect(await names(me, event, 'aliyeva')).toEqual(['Günel Əliyeva']);
  expect(await names(me, event, 'хელნაკეტი')).toEqual(['ნინო ბერიძე']);
  expect(await names(me, event, 'stefan ionesku')).toEqual(['Ștefan Ionescu']);
  expect(await names(me, event, '100%')).toEqual(['Ștefan Ionescu']);
  expect(await names(me, event, '_')).toEqual([]);
  expect(await names(me, event, 'stefan gunel')).toEqual([]);
});

it('leaves out whom I have a request with, and comes back to them when it is taken back', async () => {
  const event = await anEvent(rooms);
  const [me, other] = [await aParticipant(rooms, event), await aParticipant(rooms, event, { name: 'Other' })];
  const { id } = await rooms.get(RequestsService).request(callBy(me), event.slug, { to: other.id });
  expect(await names(me, event)).toEqual([]);
  expect(await names(other, event)).toEqual([]);
  await rooms.get(RequestsService).withdraw(callBy(me), event.slug, id);
  expect(await names(me, event)).toEqual(['Other']);
  const again = await rooms.get(RequestsService).request(callBy(me), event.slug, { to: other.id });
  await rooms.get(RequestsService).decline(callBy(other), event.slug, again.id, {});
  expect(await names(me, event)).toEqual([]);
});

it('finds somebody from when they are confirmed until they withdraw', async () => {
  const event = await anEvent(rooms);
  const me = await aParticipant(rooms, event, { needs: ['Cold chain'] });
  const other = await aParticipant(rooms, event, {
    ...{ name: 'Ona Petraitė', offers: ['cold CHAIN'], state: 'invited' as const },
  });
  const kept = async (): Promise<number> => {
    const { rows } = await sql<{ words: number }>`
      select (select count(*) from partner_term t where t.person_id = ${other.id})::int
        + (select count(*) from partner_document d where d.person_id = ${other.id})::int as words`.execute(
      rooms.database.sql,
    );
    return rows[0]?.words ?? 0;
  };
  expect(await names(me, event, 'petraite')).toEqual([]);
  expect(await kept()).toBe(0);
  const confirm = () =>
    rooms.database.write(houseCall, async (tx) => {
      await tx.em.nativeUpdate(RegistrationEntity, { person: other.id }, { state: 'confirmed' });
    });
  await confirm();
  expect(await names(me, event, 'petraite')).toEqual(['Ona Petraitė']);
  const found = await rooms.get(SuggestionQueries).list(callBy(me), event.slug, { limit: 9 });
  expect(found).toMatchObject([{ name: 'Ona Petraitė', theyOffer: ['cold CHAIN'] }]);
  await rooms.get(RegistrationService).withdraw(callBy(other), event.slug);
  expect(await names(me, event, 'petraite')).toEqual([]);
  expect(await kept()).toBe(0);
  await confirm();
  expect(await names(me, event, 'cold chain')).toEqual(['Ona Petraitė']);
});

it('is for confirmed participants', async () => {
  const event = await anEvent(rooms);
  const stranger = await aPerson(rooms);
  await expect(names(stranger, event)).rejects.toMatchObject({ code: 'not_registered' });
});
