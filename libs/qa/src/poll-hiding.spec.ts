import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { AgendaModule } from '@foyer/agenda';
import { applyChange, StreamChange, streamName, streams, type PollKind } from '@foyer/contracts';
import { houseCall, sql } from '@foyer/platform';
import { aPerson, anEvent, aRole, aSession, callBy, startRooms, type Rooms } from '@foyer/test-kit';
import { GuestModule } from './guest.module.js';
import { takeOver } from './guest-take-over.js';
import { LiveErasure } from './live-erasure.service.js';
import { readLog } from './moderation-log.rows.js';
import { PollAnswers } from './poll-answers.js';
import { PollModule } from './poll.module.js';
import { readAside, readOwnAnswers, readPoll, readResult, readTexts } from './poll.rows.js';
import { PollService } from './poll.service.js';
import { QaModule } from './qa.module.js';
import { QuestionFilters } from './question-filter.service.js';

let rooms: Rooms;
let polls: PollService;
let answers: PollAnswers;
beforeAll(async () => {
  rooms = await startRooms([QaModule, PollModule, GuestModule, AgendaModule]);
  polls = rooms.get(PollService);
  answers = rooms.get(PollAnswers);
});
afterAll(() => rooms.stop());

/** An open poll of an event, with its moderator and some who take part. */
async function aPoll(kind: PollKind, people = 3) {
  const event = await anEvent(rooms);
  const session = await aSession(rooms, event);
  const moderator = await aPerson(rooms);
  await aRole(rooms, event, moderator, 'moderator');
  const by = callBy(moderator);
  const options = kind === 'single' ? ['One', 'Two'] : [];
  const made = await polls.create(by, {
    session: session.id,
    kind,
    question: 'Asked',
    options,
    most: 5,
  });
  const poll = await polls.open(by, { poll: made.id, open: true });
  const audience = await Promise.all(Array.from({ length: people }, () => aPerson(rooms)));
  for (const person of audience) await aRole(rooms, event, person, 'attendee');
  const give = (place: number, given: { words?: string[]; text?: string }) =>
    answers.answer(callBy(audience[place] ?? moderator), {
      ...{ poll: poll.id, choices: [], words: [], text: null, ...given },
    });
  const hide = (answer: string, hidden = true, call = by) =>
    polls.hideAnswer(call, { poll: poll.id, answer, hidden });
  const results = streamName(streams.pollResults, { poll: poll.id, round: '1' });
  const aside = streamName(streams.pollAside, { poll: poll.id });
  return { event, session, moderator, by, audience, poll, give, hide, results, aside };
}
type Made = Awaited<ReturnType<typeof aPoll>>;

async function changesOf(stream: string): Promise<StreamChange[]> {
  const { rows } = await sql<{ change: unknown }>`
    select change from stream_change where stream = ${stream} order by rev`.execute(rooms.database.sql);
  return rows.map(({ change }) => StreamChange.parse(change));
}
/** What those see who have followed from the beginning, and that it is what a newcomer is told. */
async function seenOf({ poll, results, aside }: Made) {
  const [shown, off] = [await followed(results), await followed(aside)];
  const found = await readPoll(rooms.database.sql, poll.id);
  if (!found) throw new Error('no poll');
  expect(shown['result']?.[poll.id]).toEqual(await readResult(rooms.database.sql, found));
  expect(shown['text'] ?? {}).toEqual(await readTexts(rooms.database.sql, poll.id));
  expect({ word: {}, text: {}, ...off }).toEqual(await readAside(rooms.database.sql, poll.id));
  const result = await readResult(rooms.database.sql, found);
  return {
    total: result.total,
    words: Object.fromEntries(result.words.map(({ word, count }) => [word, count])),
    texts: Object.values(await readTexts(rooms.database.sql, poll.id)).map(({ text }) => text),
    aside: Object.values({ ...off['word'], ...off['text'] }),
  };
}
const followed = async (stream: string) =>
  (await changesOf(stream)).reduce<ReturnType<typeof applyChange>>(applyChange, {});

/** The numbers of texts, in the order in which they came. */
async function numbersOf({ poll }: Made): Promise<string[]> {
  const { rows } = await sql<{ number: number }>`
    select number from poll_answer where poll_id = ${poll.id} order by number`.execute(rooms.database.sql);
  return rows.map(({ number }) => String(number));
}
const stepsOf = async ({ session }: Made) =>
  (await readLog(rooms.database.sql, { session: session.id }))
    .filter(({ step }) => step.startsWith('answer'))
    .map(({ step, answer, actor }) => [step, answer, actor !== null])
    .reverse();

it('takes a word off for everybody, whoever gives it and when, and shows it again', async () => {
  const made = await aPoll('words');
  const { give, hide, results, session, audience, poll } = made;
  await give(0, { words: ['good', 'bad'] });
  await give(1, { words: ['Bad'] });
  expect(await seenOf(made)).toMatchObject({ total: 2, words: { bad: 2, good: 1 }, aside: [] });
  await hide('bad');
  const before = (await changesOf(results)).length;
  expect(await seenOf(made)).toMatchObject({ total: 2, aside: [{ word: 'bad', held: false }] });
  // Also of those who give it later, and again.
  await give(2, { words: ['bad', 'new'] });
  await give(1, { words: ['bad'] });
  expect(await seenOf(made)).toMatchObject({ total: 3, words: { good: 1, new: 1 } });
  expect(JSON.stringify((await changesOf(results)).slice(before - 1))).not.toContain('bad');
  const [own] = await readOwnAnswers(rooms.database.sql, [
    { session: session.id, person: audience[1]?.id ?? '' },
  ]);
  expect(own?.[poll.id]?.words).toEqual(['bad']);

  // What is so already changes nothing.
  const same = (await changesOf(results)).length;
  await hide('bad');
  await hide('good', false);
  expect((await changesOf(results)).length).toBe(same);
  await hide('bad', false);
  expect(await seenOf(made)).toMatchObject({ words: { bad: 3, good: 1, new: 1 }, aside: [] });
  expect(await stepsOf(made)).toEqual([
    ['answer-hidden', 'bad', true],
    ['answer-shown', 'bad', true],
  ]);
});

it('takes a text off by its number, which stays so when its writer puts it otherwise', async () => {
  const made = await aPoll('text');
  const { give, hide, results } = made;
  await give(0, { text: 'One' });
  await give(1, { text: 'Two' });
  const [, two = ''] = await numbersOf(made);
  await hide(two);
  expect(await seenOf(made)).toMatchObject({ texts: ['One'], aside: [{ text: 'Two', held: false }] });
  expect(await stepsOf(made)).toEqual([['answer-hidden', 'Two', true]]);
  const before = (await changesOf(results)).length;
  await give(1, { text: 'Two, again' });
  expect(await seenOf(made)).toMatchObject({ total: 2, texts: ['One'], aside: [{ text: 'Two, again' }] });
  expect(JSON.stringify((await changesOf(results)).slice(before - 1))).not.toContain('Two');
  // Those words were the writer's to replace.
  expect(await stepsOf(made)).toEqual([['answer-hidden', null, true]]);
  await hide(two, false);
  expect(await seenOf(made)).toMatchObject({ texts: ['One', 'Two, again'], aside: [] });
});

it('is for moderators, and for answers that are there', async () => {
  const made = await aPoll('words');
  const { give, hide, audience } = made;
  await give(0, { words: ['good', '__proto__'] });
  const [person] = audience;
  await expect(hide('good', true, callBy(person ?? { id: '' }))).rejects.toMatchObject({ code: 'forbidden' });
  await expect(hide('good', true, callBy(await aPerson(rooms)))).rejects.toMatchObject({ code: 'not_found' });
  await expect(hide('goo')).rejects.toMatchObject({ code: 'not_found' });
  await hide('__proto__');
  expect(await seenOf(made)).toMatchObject({ words: { good: 1 }, aside: [{ word: '__proto__' }] });
  const text = await aPoll('text');
  for (const name of ['1', 'x', '-1', '99999999999999999999'])
    await expect(text.hide(name)).rejects.toMatchObject({ code: 'not_found' });
  await expect((await aPoll('single')).hide('0')).rejects.toMatchObject({ code: 'invalid_input' });
});

it('holds what the lists hold until a moderator shows it, and not again after that', async () => {
  const made = await aPoll('words');
  const { event, by, give, hide } = made;
  await rooms.get(QuestionFilters).save(by, event.slug, {
    ...{ words: { en: ['casino*'] }, starter: ['ka'], links: true, version: 0 },
  });
  await give(0, { words: ['Casinos', 'good', 'იდიოტი', 'bit.ly/x'] });
  expect(await seenOf(made)).toMatchObject({
    total: 1,
    words: { good: 1, 'bit.ly/x': 1 },
    aside: expect.arrayContaining([
      { word: 'casinos', held: true },
      { word: 'იდიოტი', held: true },
    ]),
  });
  expect(JSON.stringify(await changesOf(made.results))).not.toContain('casinos');
  await give(1, { words: ['casinos'] });
  await hide('casinos', false);
  await give(2, { words: ['casinos'] });
  expect(await seenOf(made)).toMatchObject({
    words: { casinos: 3 },
    aside: [{ word: 'იდიოტი', held: true }],
  });
  await hide('casinos');
  expect((await seenOf(made)).aside).toContainEqual({ word: 'casinos', held: false });
  const steps = await stepsOf(made);
  expect(steps.slice(0, 2)).toEqual(
    expect.arrayContaining([
      ['answer-held', 'casinos', false],
      ['answer-held', 'იდიოტი', false],
    ]),
  );
  expect(steps.slice(2)).toEqual([
    ['answer-shown', 'casinos', true],
    ['answer-hidden', 'casinos', true],
  ]);
});

it('holds texts by the lists, also those that were shown and are put otherwise', async () => {
  const made = await aPoll('text');
  const { event, by, give, hide, results } = made;
  await give(1, { text: 'To the casino, before any list' });
  await rooms.get(QuestionFilters).save(by, event.slug, {
    ...{ words: { en: ['casino*'] }, starter: [], links: true, version: 0 },
  });
  await give(0, { text: 'Meet at the CASINO' });
  expect(await seenOf(made)).toMatchObject({
    texts: ['To the casino, before any list'],
    aside: [{ text: 'Meet at the CASINO', held: true }],
  });
  const [, held = ''] = await numbersOf(made);
  await give(0, { text: 'Meet at the hall' });
  expect((await seenOf(made)).aside).toEqual([{ text: 'Meet at the hall', held: true }]);
  expect(JSON.stringify(await changesOf(results))).not.toContain('Meet');
  await hide(held, false);
  await give(0, { text: 'Meet at the casino after all' });
  expect(await seenOf(made)).toMatchObject({
    texts: ['To the casino, before any list'],
    aside: [{ text: 'Meet at the casino after all', held: true }],
  });
  await hide(held, false);
  await give(0, { text: 'Meet at the casino after all' });
  expect((await seenOf(made)).texts).toContain('Meet at the casino after all');
  // A moderator's decision stays theirs.
  await hide(held);
  await give(0, { text: 'Casino!' });
  expect((await seenOf(made)).aside).toEqual([{ text: 'Casino!', held: false }]);
});

it('shows a word no more that is taken off while fifty people give it', async () => {
  const made = await aPoll('words', 51);
  const { give, hide, poll, audience, results } = made;
  const other = new PollAnswers(rooms.database, rooms.clock);
  await give(50, { words: ['bad'] });
  const said = { poll: poll.id, choices: [], words: ['bad', 'good'], text: null };
  const [first, second] = [audience.slice(0, 25), audience.slice(25, 50)];
  await Promise.all([
    ...first.map((person, place) => (place % 2 ? answers : other).answer(callBy(person), said)),
    hide('bad'),
    ...second.map((person, place) => (place % 2 ? answers : other).answer(callBy(person), said)),
  ]);
  expect(await seenOf(made)).toMatchObject({ total: 51, words: { good: 50 } });
  const seen = (await changesOf(results)).map((change) => JSON.stringify(change).includes('bad'));
  expect(seen.lastIndexOf(true)).toBeLessThan(seen.indexOf(false));
  expect((await stepsOf(made)).length).toBe(1);
}, 30_000);

const erase = (event: { id: string }, person: { id: string } | undefined) =>
  rooms.database.write(houseCall, async (tx) => {
    await rooms.get(LiveErasure).erase(tx, { event: event.id, person: person?.id ?? '' });
    return null;
  });

it('keeps nothing of who is erased, and of others what they have said', async () => {
  const words = await aPoll('words');
  await words.give(0, { words: ['shared', 'mine', 'first'] });
  await words.give(0, { words: ['shared', 'mine'] });
  await words.give(1, { words: ['shared', 'theirs'] });
  for (const word of ['shared', 'mine', 'theirs']) await words.hide(word);
  await erase(words.event, words.audience[0]);
  expect(await seenOf(words)).toMatchObject({ total: 1, aside: [{ word: 'shared' }, { word: 'theirs' }] });
  expect(await stepsOf(words)).toEqual([
    ['answer-hidden', 'shared', true],
    ['answer-hidden', null, true],
    ['answer-hidden', 'theirs', true],
  ]);
  const texts = await aPoll('text');
  await texts.give(0, { text: 'My own words' });
  await texts.give(1, { text: 'Not mine' });
  for (const number of await numbersOf(texts)) await texts.hide(number);
  await texts.give(0, { text: 'Other words of mine' });
  await erase(texts.event, texts.audience[0]);
  expect(await seenOf(texts)).toMatchObject({ total: 1, aside: [{ text: 'Not mine' }] });
  const { rows } = await sql`
    select answer from poll_step where poll_id = ${texts.poll.id} and number is not null order by id`.execute(
    rooms.database.sql,
  );
  expect(rows).toEqual([{ answer: null }, { answer: 'Not mine' }]);
});

it('counts no word back that is taken off while people are erased', async () => {
  const made = await aPoll('words', 12);
  const { event, audience, give, hide } = made;
  for (const place of audience.keys()) await give(place, { words: ['bad', 'good'] });
  const [gone, stay] = [audience.slice(0, 8), audience.slice(8)];
  await Promise.all([
    ...gone.slice(0, 4).map((person) => erase(event, person)),
    hide('bad'),
    ...gone.slice(4).map((person) => erase(event, person)),
  ]);
  expect(await seenOf(made)).toMatchObject({ total: stay.length, words: { good: 4 } });
});

it('forgets a text that a guest has answered otherwise since, with their account', async () => {
  const made = await aPoll('text');
  const [guest, account] = made.audience.map(({ id }) => id);
  await made.give(0, { text: 'As a guest' });
  const [number = ''] = await numbersOf(made);
  await made.hide(number);
  await made.give(1, { text: 'As myself' });
  await rooms.database.write(houseCall, async (tx) => {
    await takeOver(tx, guest ?? '', account ?? '');
    return null;
  });
  expect(await seenOf(made)).toMatchObject({ total: 1, texts: ['As myself'], aside: [] });
  expect(await stepsOf(made)).toEqual([['answer-hidden', null, true]]);
});
