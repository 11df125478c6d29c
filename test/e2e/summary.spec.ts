import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createApi, CookieJar, type Api } from '@foyer/client';
import {
  aBlock,
  anEvent,
  aParticipant,
  aPerson,
  aSession,
  callBy,
  signedIn,
  startFoyer,
  type Foyer,
} from '@foyer/test-kit';
import { BookingsService, MeetingsService, RequestsService } from '@foyer/meetings';
import { sql } from '@foyer/platform';
import { QaService } from '@foyer/qa';

let foyer: Foyer;
beforeAll(async () => {
  foyer = await startFoyer({ worker: false });
});
afterAll(() => foyer.stop());

async function apiOf(person: { id: string } | null): Promise<Api> {
  const cookies = new CookieJar();
  if (person) cookies.store([await signedIn(foyer, person)]);
  return createApi({ baseUrl: foyer.url, cookies });
}

async function came(session: { id: string }, person: { id: string }): Promise<void> {
  await sql`
    insert into attendance (session_id, person_id, entered_at, left_at)
    values (${session.id}, ${person.id}, now(), now() + interval '10 minutes')`.execute(foyer.database.sql);
}

/** An event in which everything that could be counted wrongly has happened. */
async function aPlayedEvent() {
  const event = await anEvent(foyer);
  const session = await aSession(foyer, event);
  const [ana, bela, caro] = [
    await aParticipant(foyer, event, { organisation: 'One cluster' }),
    await aParticipant(foyer, event, { organisation: 'One cluster' }),
    await aParticipant(foyer, event, { organisation: 'Another association' }),
  ];
  await aParticipant(foyer, event, { organisation: 'Never counted', state: 'withdrawn' });
  await aParticipant(foyer, event, { organisation: 'Only invited', state: 'invited' });
  // Twice in the room, once counted; the organiser is there and no participant.
  for (const person of [ana, ana, bela, event.owner]) await came(session, person);

  const qa = foyer.get(QaService);
  const ask = async (text: string): Promise<number> =>
    (await qa.ask(callBy(ana), { session: session.id, text, anonymous: false })).id;
  await qa.open(callBy(event.owner), { session: session.id, open: true });
  const [answered, published, dismissed, withdrawn] = [
    await ask('Answered?'),
    await ask('Published?'),
    await ask('Set aside?'),
    await ask('Taken back?'),
  ];
  for (const question of [answered, published]) await qa.approve(callBy(event.owner), { question });
  await qa.dismiss(callBy(event.owner), { question: dismissed, reason: 'Asked before' });
  await qa.withdraw(callBy(ana), { question: withdrawn });
  for (const person of [bela, caro]) {
    await sql`insert into vote (question_id, person_id) values (${answered}, ${person.id})`.execute(
      foyer.database.sql,
    );
  }
  await qa.answer(callBy(event.owner), { question: answered });

  const { slots } = await aBlock(foyer, event);
  const [requests, bookings, meetings] = [
    foyer.get(RequestsService),
    foyer.get(BookingsService),
    foyer.get(MeetingsService),
  ];
  const booked = await requests.request(callBy(ana), event.slug, { to: bela.id });
  const meeting = await bookings.accept(callBy(bela), event.slug, booked.id, slots[0]?.id ?? '');
  // Accepted and called off: wanted by both, held by nobody.
  const calledOff = await requests.request(callBy(ana), event.slug, { to: caro.id });
  const cancelled = await bookings.accept(callBy(caro), event.slug, calledOff.id, slots[1]?.id ?? '');
  await meetings.cancel(callBy(caro), event.slug, cancelled.id);
  await requests.request(callBy(bela), event.slug, { to: caro.id });
  foyer.clock.set(new Date((slots[0]?.startsAt ?? foyer.clock.now()).getTime() + 60_000));
  for (const person of [ana, bela]) await meetings.enter(callBy(person), event.slug, meeting.id);
  await meetings.rate(callBy(bela), event.slug, meeting.id, 'cooperation-possible');
  return { event, ana };
}

describe('the summary', () => {
  it('counts what took place and nothing else', async () => {
    const { event } = await aPlayedEvent();
    const api = await apiOf(event.owner);
    const { summary, publishedAt } = await api.call('getSummary', { params: { event: event.slug } });
    expect(publishedAt).toBeNull();
    expect(summary).toMatchObject({
      participants: 3,
      organisations: 2,
      attended: 2,
      countries: [{ country: 'GE', participants: 3, organisations: 2 }],
      categories: [{ category: 'cluster', label: { en: 'Cluster' }, participants: 3, organisations: 2 }],
      questions: { asked: 3, approved: 2, answered: 1, votes: 2 },
      meetings: {
        requested: 3,
        accepted: 2,
        held: 1,
        outcomes: { 'no-interest': 0, informative: 0, 'cooperation-possible': 1 },
      },
    });
    expect(summary.sessions).toMatchObject([{ attended: 3, asked: 3, approved: 2, answered: 1, votes: 2 }]);
  });

  it('is for its organisers until it is published, and then for everybody', async () => {
    const { event, ana } = await aPlayedEvent();
    const [organiser, participant, stranger] = await Promise.all([
      apiOf(event.owner),
      apiOf(ana),
      apiOf(null),
    ]);
    const params = { event: event.slug };
    for (const api of [participant, stranger]) {
      await expect(api.call('getSummary', { params })).rejects.toMatchObject({ code: 'not_found' });
    }
    await expect(participant.call('publishSummary', { params })).rejects.toMatchObject({ code: 'forbidden' });
    const first = await organiser.call('publishSummary', { params });
    expect(await organiser.call('publishSummary', { params })).toEqual(first);
    // Three people: everybody learns that there were some, and nothing that points at one of them.
    const { summary } = await stranger.call('getSummary', { params });
    expect(summary).toMatchObject({
      ...{ participants: null, organisations: null, attended: null },
      countries: [{ country: 'GE', participants: null }],
      sessions: [{ attended: null, asked: 3 }],
      meetings: { held: 1, outcomes: { 'cooperation-possible': null } },
    });
    expect((await organiser.call('getSummary', { params })).summary.participants).toBe(3);
    const preview = await organiser.call('getSummary', { params, query: { view: 'public' } });
    expect(preview.summary).toEqual(summary);
  });

  it('is published once, however many press the button at once', async () => {
    const event = await anEvent(foyer);
    const api = await apiOf(event.owner);
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => api.call('publishSummary', { params: { event: event.slug } })),
    );
    expect(new Set(answers.map(({ publishedAt }) => publishedAt)).size).toBe(1);
    const { rows } = await sql`
      select 1 from outbox_fact where name = 'summary.published' and payload ->> 'event' = ${event.id}`.execute(
      foyer.database.sql,
    );
    expect(rows).toHaveLength(1);
  });

  it('says of an empty event that nothing took place', async () => {
    const event = await anEvent(foyer, { owner: await aPerson(foyer, { organiser: true }) });
    const { summary } = await (
      await apiOf(event.owner)
    ).call('getSummary', { params: { event: event.slug } });
    expect(summary).toMatchObject({
      participants: 0,
      organisations: 0,
      attended: 0,
      countries: [],
      sessions: [],
    });
  });
});
