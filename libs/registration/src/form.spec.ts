import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { FormQuestion, plainForm, type FormDesk } from '@foyer/contracts';
import type { EventEntity } from '@foyer/events';
import { sql } from '@foyer/platform';
import { aForm, anEvent, aPerson, callBy, startRooms, type Rooms } from '@foyer/test-kit';
import { AnswerFiles } from './answer-files.js';
import { AnswersService } from './answers.service.js';
import { ConsentLogQueries } from './consents.queries.js';
import { FormQueries } from './form.queries.js';
import { FormService } from './form.service.js';
import { MyDataService } from './my-data.service.js';
import { readAnswers } from './read-answers.js';
import { RegistrationModule } from './registration.module.js';
import { RegistrationQueries } from './registration.queries.js';
import { RegistrationService } from './registration.service.js';

let rooms: Rooms;
let forms: FormService;
let answers: AnswersService;
let registrations: RegistrationService;
beforeAll(async () => {
  rooms = await startRooms([RegistrationModule]);
  forms = rooms.get(FormService);
  answers = rooms.get(AnswersService);
  registrations = rooms.get(RegistrationService);
});
afterAll(() => rooms.stop());

type Organised = EventEntity & { owner: { id: string } };
const desk = (event: Organised) => rooms.get(FormQueries).desk(callBy(event.owner), event.slug);
/** Saves the form with changes, as somebody who has just read it. */
async function save(
  event: Organised,
  change: (form: FormDesk) => Partial<Parameters<FormService['save']>[2]>,
) {
  const before = await desk(event);
  return forms.save(callBy(event.owner), event.slug, { ...before, moves: [], ...change(before) });
}
const question = (values: Partial<FormQuestion> & Pick<FormQuestion, 'key'>): FormQuestion =>
  FormQuestion.parse({ kind: 'text', label: { en: values.key }, ...values });
const diet = question({ key: 'diet', required: true });
const photos = {
  ...{ key: 'photos', required: true, archived: false },
  title: { en: 'Photos' },
  wording: { en: 'You may show me.', ka: 'შეგიძლიათ მაჩვენოთ.' },
};
const yes = (version = 1) => ({ given: true, version, language: 'ka' as const });

/** Somebody registered. @returns their call and registration */
async function register(
  event: EventEntity,
  values: Partial<Parameters<RegistrationService['register']>[2]> = {},
) {
  const person = await aPerson(rooms);
  const call = callBy(person);
  const { id } = await registrations.register(call, event.slug, { ...aForm(), ...values });
  return { call, id, person };
}

it('is plain until it is saved, and then refuses who began from an older one', async () => {
  const event = await anEvent(rooms);
  const plain = await desk(event);
  expect(plain).toMatchObject({ version: 0, ...plainForm, editedBy: null });
  const first = await forms.save(callBy(event.owner), event.slug, { ...plain, moves: [], questions: [diet] });
  expect(first).toMatchObject({ version: 1, questions: [{ key: 'diet' }], editedBy: event.owner.name });
  await expect(
    forms.save(callBy(event.owner), event.slug, { ...plain, moves: [], questions: [] }),
  ).rejects.toMatchObject({ code: 'edit_conflict' });
  const racing = await Promise.allSettled(
    Array.from({ length: 8 }, () =>
      forms.save(callBy(event.owner), event.slug, { ...first, moves: [], questions: [diet] }),
    ),
  );
  expect(racing.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  expect((await desk(event)).version).toBe(2);
});

it('holds what is answered to the form, all faults at once', async () => {
  const event = await anEvent(rooms);
  await save(event, () => ({
    questions: [
      diet,
      question({ key: 'cluster', categories: ['cluster'] }),
      question({
        key: 'why',
        required: true,
        condition: { join: 'all', tests: [{ of: 'diet', test: 'is', value: 'other' }] },
      }),
    ],
    builtIn: { ...plainForm.builtIn, jobTitle: 'required' },
    consents: [photos],
  }));
  const call = callBy(await aPerson(rooms));
  await expect(
    registrations.register(call, event.slug, { ...aForm(), answers: { spam: 1, diet: 'other' } }),
  ).rejects.toMatchObject({
    code: 'invalid_input',
    errors: [
      { pointer: '/jobTitle' },
      { pointer: '/answers/spam' },
      { pointer: '/answers/why' },
      { pointer: '/consents/photos' },
    ],
  });
  const form = { ...aForm({ jobTitle: 'Cook' }), consents: { photos: yes() } };
  await registrations.register(call, event.slug, {
    ...form,
    answers: { diet: 'none', cluster: 'IT', why: 'hidden' },
  });
  expect(await answers.mine(call, event.slug)).toMatchObject({
    answers: { diet: 'none', cluster: 'IT' },
    consents: [{ consent: 'photos', given: true, version: 1, language: 'ka', outdated: false }],
  });
  // Asked for in full each time: what is left out is taken back.
  await registrations.register(call, event.slug, { ...form, answers: { diet: 'vegan' }, consents: {} });
  expect((await answers.mine(call, event.slug)).answers).toEqual({ diet: 'vegan' });
});

it('archives what has been answered instead of losing it', async () => {
  const event = await anEvent(rooms);
  const options = ['bus', 'train'].map((key) => ({ key, label: { en: key }, archived: false }));
  const travel = question({ key: 'travel', kind: 'choice', options });
  await save(event, () => ({ questions: [travel, diet] }));
  const { call } = await register(event, { answers: { travel: 'bus', diet: 'none' } });
  const kept = await save(event, () => ({ questions: [{ ...travel, options: options.slice(1) }] }));
  expect(kept.questions).toMatchObject([
    {
      key: 'travel',
      options: [
        { key: 'train', archived: false },
        { key: 'bus', archived: true },
      ],
    },
    { key: 'diet', archived: true },
  ]);
  expect(kept.use.answers).toEqual({ travel: 1, diet: 1 });
  expect(await answers.mine(call, event.slug)).toMatchObject({
    answers: { travel: 'bus', diet: 'none' },
    archived: [{ key: 'diet' }],
  });
  // Changing the place leaves the answer to what is no longer asked where it is.
  await registrations.register(call, event.slug, { ...aForm(), answers: { travel: 'train' } });
  expect((await answers.mine(call, event.slug)).answers).toEqual({ travel: 'train', diet: 'none' });
  await expect(
    save(event, (form) => ({ questions: form.questions.map((one) => ({ ...one, kind: 'text' as const })) })),
  ).rejects.toMatchObject({ code: 'invalid_input', errors: [{ pointer: '/questions/0/kind' }] });
  // Nobody has answered this one: it goes.
  await save(event, (form) => ({ questions: [...form.questions, question({ key: 'spare' })] }));
  const without = await save(event, (form) => ({
    questions: form.questions.filter(({ key }) => key !== 'spare'),
  }));
  expect(without.questions.map(({ key }) => key)).toEqual(['travel', 'diet']);
});

it('keeps categories that people are in, hides them, or moves the people', async () => {
  const event = await anEvent(rooms);
  const cluster = { key: 'cluster', label: { en: 'Cluster' } };
  const ministry = { key: 'ministry', label: { en: 'Ministry' } };
  await save(event, () => ({ categories: [cluster, ministry] }));
  const { call } = await register(event);
  await expect(save(event, () => ({ categories: [ministry] }))).rejects.toMatchObject({
    code: 'invalid_input',
    errors: [{ pointer: '/categories', message: 'cluster has people in it' }],
  });
  await save(event, () => ({ categories: [{ ...cluster, hidden: true }, ministry] }));
  await expect(register(event)).rejects.toMatchObject({ errors: [{ pointer: '/category' }] });
  await registrations.register(call, event.slug, aForm());
  const moved = await save(event, () => ({
    categories: [ministry],
    moves: [{ from: 'cluster', into: 'ministry' }],
  }));
  expect(moved.use.categories).toEqual({ ministry: 1 });
  const { registration } = await rooms.get(RegistrationQueries).mine(call, event.slug);
  expect(registration).toMatchObject({ category: 'ministry' });
});

it('lets nobody slip into a category that is being given up', async () => {
  const event = await anEvent(rooms);
  const ministry = { key: 'ministry', label: { en: 'Ministry' } };
  const results = await Promise.allSettled([
    ...Array.from({ length: 6 }, () => register(event)),
    save(event, () => ({ categories: [ministry] })),
    ...Array.from({ length: 6 }, () => register(event)),
  ]);
  const { categories, use } = await desk(event);
  const keys = categories.map(({ key }) => key);
  for (const used of Object.keys(use.categories)) expect(keys).toContain(used);
  expect(results).toHaveLength(13);
});

it('never rewrites what was agreed to', async () => {
  const event = await anEvent(rooms);
  await save(event, () => ({ consents: [photos, { ...photos, key: 'news', required: false }] }));
  const { call, person } = await register(event, { consents: { photos: yes(), news: yes() } });
  const newer = { ...photos, wording: { en: 'You may show me everywhere.' } };
  const saved = await save(event, ({ consents }) => ({ consents: [newer, ...consents.slice(1)] }));
  expect(saved.consents).toMatchObject([{ version: 2 }, { version: 1 }]);
  expect(saved.use.consents).toMatchObject({ photos: { given: 0, earlier: 1 }, news: { given: 1 } });
  const [, state] = (await answers.mine(call, event.slug)).consents;
  expect(state).toMatchObject({ consent: 'photos', version: 1, wording: photos.wording, outdated: true });
  // The next change of the registration needs the new words.
  await expect(
    registrations.register(call, event.slug, { ...aForm(), consents: { photos: yes(1) } }),
  ).rejects.toMatchObject({ errors: [{ pointer: '/consents/photos' }] });
  await registrations.register(call, event.slug, { ...aForm(), consents: { photos: yes(2) } });

  const set = (consent: string, given: boolean, version: number) =>
    answers.setConsent(call, { event: event.slug, consent }, { given, version, language: 'ka' });
  await expect(set('photos', false, 2)).rejects.toMatchObject({ errors: [{ pointer: '/given' }] });
  await set('news', false, 1);
  await set('news', false, 1);
  await expect(set('news', true, 2)).rejects.toMatchObject({ errors: [{ pointer: '/version' }] });
  await expect(set('spam', true, 1)).rejects.toMatchObject({ code: 'not_found' });
  const { entries } = await rooms.get(ConsentLogQueries).log(callBy(event.owner), event.slug, { limit: 100 });
  expect(entries.map(({ consent, version, given, cause }) => [consent, version, given, cause])).toEqual([
    ['photos', 1, true, 'form'],
    ['news', 1, true, 'form'],
    ['photos', 2, true, 'form'],
    ['news', 1, false, 'page'],
  ]);
  // Georgian readers of words that are there in English alone have read the English ones.
  expect(entries[2]).toMatchObject({
    language: 'en',
    wording: 'You may show me everywhere.',
    email: person.email,
  });
  await expect(
    sql`update consent_log set given = true where event_id = ${event.id}`.execute(rooms.database.sql),
  ).rejects.toThrow('only added');
});

it('shows organisers what was answered, lets them mend it, and notes who did', async () => {
  const event = await anEvent(rooms);
  const other = await anEvent(rooms);
  await save(event, () => ({ questions: [diet, question({ key: 'size' })] }));
  const { id, call } = await register(event, { answers: { diet: 'none' } });
  const owner = callBy(event.owner);
  await answers.saveFor(owner, { event: event.slug, registration: id }, { size: 'XL' });
  expect(await answers.ofParticipant(owner, event.slug, id)).toMatchObject({
    answers: { size: 'XL' },
    changes: [
      { by: event.owner.name, byOrganiser: true, questions: ['diet', 'size'] },
      { byOrganiser: false, questions: ['diet'] },
    ],
  });
  await answers.saveFor(owner, { event: event.slug, registration: id }, { size: 'XL' });
  expect((await answers.ofParticipant(owner, event.slug, id)).changes).toHaveLength(2);
  await expect(
    answers.saveFor(owner, { event: event.slug, registration: id }, { size: 7 }),
  ).rejects.toMatchObject({ errors: [{ pointer: '/answers/size' }] });

  // Neither the participant nor the organiser of another event sees or writes any of it.
  await expect(answers.ofParticipant(call, event.slug, id)).rejects.toMatchObject({ code: 'forbidden' });
  await expect(answers.ofParticipant(callBy(other.owner), other.slug, id)).rejects.toMatchObject({
    code: 'not_found',
  });
  await expect(
    answers.saveFor(callBy(other.owner), { event: other.slug, registration: id }, {}),
  ).rejects.toMatchObject({ code: 'not_found' });
  await expect(rooms.get(FormQueries).desk(call, event.slug)).rejects.toMatchObject({ code: 'forbidden' });
});

it('gives people their data, of nobody else, and erases it', async () => {
  const event = await anEvent(rooms);
  await save(event, () => ({ questions: [diet], consents: [photos] }));
  const given = { answers: { diet: 'none' }, consents: { photos: yes() } };
  const { call, id } = await register(event, { ...given, about: 'Hello', needs: ['Glass'] });
  const { id: neighbour, call: theirs } = await register(event, given);
  const data = rooms.get(MyDataService);
  expect(await data.read(call, event.slug)).toMatchObject({
    registration: { id, about: 'Hello' },
    answers: [{ key: 'diet', question: { en: 'diet' }, answer: 'none' }],
    consents: [{ consent: 'photos', given: true, wording: photos.wording.ka, cause: 'form' }],
  });
  const all = await readAnswers(rooms.database.sql, event.id);
  expect(all.answers).toEqual(new Map([id, neighbour].map((one) => [one, { diet: 'none' }])));
  expect(all.consents.get(id)).toMatchObject([{ consent: 'photos', given: true }]);

  await data.erase(call, event.slug);
  await data.erase(call, event.slug);
  expect(await data.read(call, event.slug)).toMatchObject({
    registration: { id, state: 'withdrawn', name: '–', needs: [], listed: false },
    answers: [],
    consents: [{ given: true }, { given: false, cause: 'erasure' }],
  });
  expect((await answers.mine(theirs, event.slug)).answers).toEqual({ diet: 'none' });
  await expect(data.erase(callBy(await aPerson(rooms)), event.slug)).rejects.toMatchObject({
    code: 'not_found',
  });
  // Who comes back begins anew.
  await registrations.register(call, event.slug, { ...aForm(), ...given });
  expect((await answers.mine(call, event.slug)).answers).toEqual({ diet: 'none' });
});

it('keeps files that are answers for their owner and the organisers alone', async () => {
  const event = await anEvent(rooms);
  const other = await anEvent(rooms);
  const cv = question({ key: 'cv', kind: 'file' });
  await save(event, () => ({ questions: [cv] }));
  const files = rooms.get(AnswerFiles);
  const person = callBy(await aPerson(rooms));
  const stranger = callBy(await aPerson(rooms));
  const upload = (call: typeof person, name = 'cv.txt') =>
    files.take(call, event.slug, new File(['What I have done.'], name));
  const { id: file } = await upload(person);
  const foreign = await upload(stranger);
  await expect(
    registrations.register(person, event.slug, { ...aForm(), answers: { cv: foreign.id } }),
  ).rejects.toMatchObject({ code: 'invalid_input', errors: [{ pointer: '/answers/cv' }] });
  const { id } = await registrations.register(person, event.slug, { ...aForm(), answers: { cv: file } });
  expect(await answers.mine(person, event.slug)).toMatchObject({
    answers: { cv: file },
    files: [{ id: file, name: 'cv.txt' }],
  });
  const named = { event: event.slug, registration: id, file };
  expect((await files.mine(person, event.slug, file)).bytes.toString()).toBe('What I have done.');
  expect((await files.ofParticipant(callBy(event.owner), named)).name).toBe('cv.txt');
  await expect(files.mine(stranger, event.slug, file)).rejects.toMatchObject({ code: 'not_found' });
  await expect(files.ofParticipant(person, named)).rejects.toMatchObject({ code: 'forbidden' });
  await expect(
    files.ofParticipant(callBy(other.owner), { ...named, event: other.slug }),
  ).rejects.toMatchObject({ code: 'not_found' });
  // The organisers' correction is the participant's to read; the file before it is gone.
  const { id: better } = await upload(callBy(event.owner), 'better.txt');
  await answers.saveFor(callBy(event.owner), named, { cv: better });
  expect((await files.mine(person, event.slug, better)).name).toBe('better.txt');
  await expect(files.ofParticipant(callBy(event.owner), named)).rejects.toMatchObject({ code: 'not_found' });
  await rooms.get(MyDataService).erase(person, event.slug);
  expect(
    (await sql`select from file where id = any(${[file, better]}::uuid[])`.execute(rooms.database.sql)).rows,
  ).toEqual([]);
});
