import { AgendaModule } from '@foyer/agenda';
import type { LocalisedText, OutcomeVerdict } from '@foyer/contracts';
import {
  AfterService,
  BookingsService,
  ContactsService,
  MeetingsModule,
  RequestsService,
} from '@foyer/meetings';
import { sql } from '@foyer/platform';
import { RegistrationModule } from '@foyer/registration';
import {
  anEvent,
  aBlock,
  aParticipant,
  aPerson,
  aRole,
  aSession,
  aSpeaker,
  callBy,
  startRooms,
  testNow,
  type Rooms,
} from '@foyer/test-kit';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { OutcomesService } from './outcomes.service.js';
import { PeriodService } from './period.service.js';
import { RecapService } from './recap.service.js';
import { ReportService } from './report.service.js';
import { SummaryModule } from './summary.module.js';

let rooms: Rooms;
beforeAll(async () => {
  rooms = await startRooms([AgendaModule, RegistrationModule, MeetingsModule, SummaryModule]);
});
afterAll(() => rooms.stop());

const run = async (query: ReturnType<typeof sql>) => (await query.execute(rooms.database.sql)).rows;

/** A session with two who rated it, a poll, and a question of each fate. */
async function aPlayedSession() {
  const event = await anEvent(rooms);
  const session = await aSession(rooms, event, { title: { en: 'Finding partners' } });
  const [ana, bela] = [
    await aParticipant(rooms, event, { organisation: 'One cluster' }),
    await aParticipant(rooms, event, { organisation: 'One cluster' }),
  ];
  for (const [person, left] of [
    [ana, '09:10'],
    [bela, '09:25'],
  ] as const) {
    await run(sql`insert into attendance (session_id, person_id, entered_at, left_at)
      values (${session.id}, ${person.id}, '2026-12-14T09:00:00Z', ${`2026-12-14T${left}:00Z`})`);
  }
  await run(sql`
    with rating as (
      insert into poll (session_id, kind, question, state) values (${session.id}, 'rating', null, 'closed') returning id
    ) insert into poll_answer (poll_id, person_id, choices)
      select id, ${ana.id}::uuid, array[4] from rating union all select id, ${bela.id}::uuid, array[2] from rating`);
  await run(sql`
    with words as (
      insert into poll (session_id, kind, question, state) values (${session.id}, 'words', 'Why?', 'open') returning id
    ), off as (
      insert into poll_word (poll_id, word, hidden) select id, word, word = 'off' from words, unnest(array['off', 'trade']) word
    ) insert into poll_answer (poll_id, person_id, words)
      select id, ${ana.id}::uuid, array['trade', 'trust', 'off'] from words
      union all select id, ${bela.id}::uuid, array['trust'] from words`);
  const states = ['approved', 'answered', 'merged', 'dismissed', 'pending', 'withdrawn'];
  await run(sql`
    insert into question (session_id, person_id, text, state, reply, asked_at)
    select ${session.id}, ${ana.id}, state, state, case when state = 'answered' then 'Like this.' end, now()
    from unnest(${states}::text[]) as state`);
  rooms.clock.set(new Date('2026-12-14T10:00:00Z'));
  return { event, session, ana, bela, by: callBy(event.owner) };
}

describe('the report', () => {
  it('counts what became of everything, each once', async () => {
    const { event, by } = await aPlayedSession();
    const report = await rooms.get(ReportService).get(by, event.slug);
    expect(report).toMatchObject({
      people: { participants: 2, organisations: 1, attended: 2, countries: 1, guests: 0 },
      categories: [{ category: 'cluster', participants: 2, organisations: 1, attended: 2 }],
      organisations: [{ name: 'One cluster', country: 'GE', participants: 2, attended: 2 }],
      questions: { asked: 5, published: 2, answered: 1, merged: 1, dismissed: 1, waiting: 1, votes: 0 },
      polls: [
        {
          ...{ question: 'Why?', kind: 'words', answers: 2 },
          results: [
            { said: 'trust', count: 2 },
            { said: 'trade', count: 1 },
          ],
        },
      ],
      satisfaction: { answers: 2, average: 4, counts: [0, 0, 1, 0, 1] },
    });
    const [session] = report.sessions;
    expect(session).toMatchObject({ came: 2, peak: 2, averageMinutes: 17.5, rating: { average: 4 } });
    expect(session?.curve.present.slice(0, 30)).toEqual([
      ...Array<number>(10).fill(2),
      ...Array<number>(15).fill(1),
      ...Array<number>(5).fill(0),
    ]);
  });
});

describe('an expectation', () => {
  const [model, priorities] = [{ en: 'A new model' }, { en: 'Clear priorities', ka: 'პრიორიტეტები' }];
  const judged = (expected: LocalisedText, version: number, verdict: OutcomeVerdict = 'reached') => ({
    ...{ expected, version, verdict },
    text: { en: 'Signed.' },
  });
  const expecting = (slug: string, outcomes: LocalisedText[]) =>
    run(sql`update event set expected_outcomes = ${JSON.stringify(outcomes)}::jsonb where slug = ${slug}`);

  it('keeps what is written of it when others are put before it, and when it is put otherwise', async () => {
    const event = await anEvent(rooms, { expectedOutcomes: [model, priorities] });
    const by = callBy(event.owner);
    const outcomes = rooms.get(OutcomesService);
    await outcomes.judge(by, event.slug, judged(priorities, 0, 'partly'));
    await expecting(event.slug, [priorities, model]);
    expect(await outcomes.list(by, event.slug)).toMatchObject([
      { expected: priorities, verdict: 'partly', version: 1, reworded: false },
      { expected: model, verdict: null, version: 0 },
    ]);
    await outcomes.judge(by, event.slug, judged(priorities, 1));
    await expecting(event.slug, [{ en: 'Clear priorities for 2027' }, model]);
    expect(await outcomes.list(by, event.slug)).toMatchObject([
      { verdict: 'reached', text: { en: 'Signed.' }, version: 2, reworded: true },
      { verdict: null },
    ]);
  });

  it('is written by one of eight at once, and not where it reads otherwise by now', async () => {
    const event = await anEvent(rooms, { expectedOutcomes: [model] });
    const by = callBy(event.owner);
    const outcomes = rooms.get(OutcomesService);
    const tried = await Promise.allSettled(
      Array.from({ length: 8 }, () => outcomes.judge(by, event.slug, judged(model, 0))),
    );
    expect(tried.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const gone = outcomes.judge(by, event.slug, judged(priorities, 1));
    await expect(gone).rejects.toMatchObject({ code: 'edit_conflict' });
    const stranger = outcomes.judge(callBy(await aPerson(rooms)), event.slug, judged(model, 1));
    await expect(stranger).rejects.toMatchObject({ code: 'forbidden' });
  });
});

describe('a recap', () => {
  it('tells one person what they asked and came to, and a speaker how it went', async () => {
    const { event, session, ana, bela } = await aPlayedSession();
    const speaker = await aPerson(rooms);
    await aSpeaker(rooms, session, { person: speaker.id });
    await aRole(rooms, event, speaker, 'speaker');
    await run(sql`insert into session_material (session_id, kind, title, url, position)
      values (${session.id}, 'link', 'Slides', 'https://slides.example.org/', 0)`);
    const recaps = rooms.get(RecapService);
    const mine = await recaps.get(callBy(ana), event.slug);
    expect(mine.questions.map(({ state }) => state)).toEqual([
      ...['approved', 'answered', 'merged', 'dismissed', 'pending'],
    ]);
    expect(mine.questions[1]).toMatchObject({ reply: 'Like this.', session: session.slug });
    expect(mine).toMatchObject({
      ...{ met: [], spoken: [] },
      sessions: [{ session: session.slug, came: true, starred: false, materials: [{ title: 'Slides' }] }],
    });
    expect((await recaps.get(callBy(bela), event.slug)).questions).toEqual([]);
    const { spoken } = await recaps.get(callBy(speaker), event.slug);
    // Two have rated: a speaker could guess who gave what.
    expect(spoken).toMatchObject([{ came: 2, peak: 2, rating: null }]);
    expect(spoken[0]?.questions.map(({ text }) => text)).toEqual(['approved', 'answered']);
    const stranger = recaps.get(callBy(await aPerson(rooms)), event.slug);
    await expect(stranger).rejects.toMatchObject({ code: 'not_registered' });
  });
});

describe('a period', () => {
  it('counts each person and organisation once, tells who is new, and keeps targets with their dates', async () => {
    const owner = await aPerson(rooms, { organiser: true });
    const series = { slug: `series-${owner.id.slice(-6)}`, name: { en: 'Clusters abroad' }, link: null };
    const at = (day: string) => ({
      ...{ owner, series, startsAt: new Date(`${day}T08:00:00Z`), endsAt: new Date(`${day}T12:00:00Z`) },
    });
    rooms.clock.set(new Date('2026-10-01T08:00:00Z'));
    const [before, first, second] = [
      await anEvent(rooms, at('2025-11-03')),
      await anEvent(rooms, at('2026-03-02')),
      await anEvent(rooms, at('2026-06-01')),
    ];
    const ahead = await anEvent(rooms, at('2026-12-01'));
    const foreign = await anEvent(rooms, { ...at('2026-05-01'), owner: await aPerson(rooms) });
    const [old, fresh] = [await aPerson(rooms), await aPerson(rooms)];
    for (const event of [before, first, second])
      await aParticipant(rooms, event, { person: old, organisation: `Old of ${series.slug}` });
    for (const event of [first, second, ahead, foreign])
      await aParticipant(rooms, event, { person: fresh, organisation: `New of ${series.slug}` });
    const periods = rooms.get(PeriodService);
    const asked = { from: '2026-01-01', to: '2026-12-31', series: series.slug };
    const targets = { events: 2, newPeople: 20 };
    await periods.setTargets(callBy(owner), { ...asked, targets });
    rooms.clock.set(new Date('2026-10-02T08:00:00Z'));
    await periods.setTargets(callBy(owner), { ...asked, targets: { events: 3, newPeople: 20 } });
    const { report, series: choices } = await periods.get(callBy(owner), asked);
    expect(choices).toEqual([{ slug: series.slug, name: series.name }]);
    expect(report.totals).toEqual({
      ...{ events: 2, participants: 2, organisations: 2, countries: 1, meetings: 0 },
      ...{ newPeople: 1, newOrganisations: 1 },
    });
    expect(report.events).toMatchObject([
      { slug: first.slug, held: true, participants: 2, newPeople: 1 },
      { slug: second.slug, held: true, participants: 2, newPeople: 0, newOrganisations: 0 },
      { slug: ahead.slug, held: false, participants: 0 },
    ]);
    expect(report.targets).toEqual([
      { measure: 'events', target: 3, setAt: '2026-10-02T08:00:00.000Z' },
      { measure: 'newPeople', target: 20, setAt: '2026-10-01T08:00:00.000Z' },
    ]);
    const empty = await periods.get(callBy(fresh), asked);
    expect(empty).toMatchObject({ series: [], report: { events: [], targets: [], totals: { events: 0 } } });
  });

  it('holds whom one met with one’s own notes, contacts given for one’s own, and days to get back', async () => {
    rooms.clock.set(testNow);
    const event = await anEvent(rooms);
    const { slots } = await aBlock(rooms, event);
    const [ana, ben] = [
      await aParticipant(rooms, event, { organisation: 'Wool of Kakheti' }),
      await aParticipant(rooms, event, { organisation: 'Looms of Brașov' }),
    ];
    const request = await rooms.get(RequestsService).request(callBy(ana), event.slug, { to: ben.id });
    const { id: meeting } = await rooms
      .get(BookingsService)
      .accept(callBy(ben), event.slug, request.id, slots[0]?.id ?? '');
    rooms.clock.set(new Date((slots[0]?.endsAt.getTime() ?? 0) + 60_000));
    await run(sql`update meeting set state = 'held' where id = ${meeting}`);
    const [after, contacts, recaps] = [
      rooms.get(AfterService),
      rooms.get(ContactsService),
      rooms.get(RecapService),
    ];
    await after.note(callBy(ana), event.slug, meeting, { text: 'Sends samples', version: 0 });
    await after.say(callBy(ana), event.slug, meeting, { outcome: 'informative', followUpOn: '2026-12-20' });
    await contacts.share(callBy(ana), event.slug, ben.id, { shared: true });
    expect(await recaps.get(callBy(ana), event.slug)).toMatchObject({
      met: [{ meeting, name: ben.name, outcome: 'informative', note: 'Sends samples' }],
      followUps: [
        {
          ...{ meeting, on: '2026-12-20', note: 'Sends samples' },
          people: [{ name: ben.name, organisation: 'Looms of Brașov' }],
        },
      ],
      contacts: [],
    });
    await contacts.share(callBy(ben), event.slug, ana.id, { shared: true, phone: '+40 700 000 000' });
    // Done with: the day is taken away.
    await after.say(callBy(ana), event.slug, meeting, { followUpOn: null });
    expect(await recaps.get(callBy(ana), event.slug)).toMatchObject({
      followUps: [],
      contacts: [{ person: ben.id, card: { email: ben.email, phone: '+40 700 000 000' } }],
    });
    // What one noted is one’s own.
    expect(await recaps.get(callBy(ben), event.slug)).toMatchObject({
      met: [{ name: ana.name, outcome: null, note: '' }],
      ...{ followUps: [], contacts: [{ person: ana.id }] },
    });
  });
});
