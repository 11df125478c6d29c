import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';
import { CookieJar, createApi, createLive, type Live } from '@foyer/client';
import { streams } from '@foyer/contracts';
import { sql } from '@foyer/platform';
import { PollService } from '@foyer/qa';
import { MailPruning } from '@foyer/reminders';
import {
  aForm,
  anEvent,
  aParticipant,
  aPerson,
  aSession,
  callBy,
  signedIn,
  startFoyer,
  until,
  type Foyer,
} from '@foyer/test-kit';
import { aFullEvent, apiOf } from './full-event.js';

let foyer: Foyer;
beforeAll(async () => {
  foyer = await startFoyer();
});
afterAll(() => foyer.stop());

const windows: Live[] = [];
afterEach(() => {
  for (const window of windows.splice(0)) window.close();
});

/** A person's browser: signed in, with any number of windows. */
async function aBrowser(person: { id: string }) {
  const cookies = new CookieJar();
  cookies.store([`${await signedIn(foyer, person)}; Path=/`]);
  return {
    api: createApi({ baseUrl: foyer.url, cookies }),
    open: () => {
      const live = createLive({ url: foyer.url, cookies });
      windows.push(live);
      return live;
    },
  };
}
const stranger = () => createApi({ baseUrl: foyer.url });
async function stays(person: { id: string }) {
  const { rows } = await sql<{ open: boolean }>`
    select left_at is null as open from attendance where person_id = ${person.id} order by id`.execute(
    foyer.database.sql,
  );
  return rows.map(({ open }) => open);
}

it('takes somebody from the first look to a place, a change and a withdrawal', async () => {
  const event = await anEvent(foyer);
  const params = { event: event.slug };
  const person = await aPerson(foyer, { name: '' });
  const { api } = await aBrowser(person);

  await expect(stranger().call('getMyRegistration', { params })).rejects.toMatchObject({
    problem: { code: 'not_signed_in' },
  });
  expect(await api.call('getMyRegistration', { params })).toEqual({ registration: null, invitation: null });
  const body = aForm({ name: 'Rūta Kazlauskaitė', country: 'LT', organisation: 'VšĮ „Žalioji banga“' });
  const registered = await api.call('register', { params, body });
  expect(registered).toMatchObject({ ...body, state: 'confirmed' });
  expect(await api.call('getMyPlace', { params })).toEqual({
    guest: null,
    roles: ['attendee'],
    person: person.id,
  });
  expect(await api.call('getMe')).toMatchObject({ me: { name: 'Rūta Kazlauskaitė', language: 'ka' } });

  // The next one finds the organisation without its marks, and gets the directory's spelling of it.
  const found = await stranger().call('searchOrganisations', { query: { search: 'zalioji' } });
  expect(found.organisations).toMatchObject([{ name: 'VšĮ „Žalioji banga“', country: 'LT' }]);
  const changed = { ...body, organisation: 'Zalioji Banga', needs: ['Wind turbines'] };
  expect(await api.call('register', { params, body: changed })).toEqual({
    ...registered,
    needs: ['Wind turbines'],
  });

  await api.call('withdraw', { params });
  expect(await api.call('getMyRegistration', { params })).toMatchObject({
    registration: { id: registered.id, state: 'withdrawn' },
  });
  expect(await api.call('getMyPlace', { params })).toEqual({ guest: null, roles: [], person: person.id });
});

it('says by pointer what is wrong with a form', async () => {
  const event = await anEvent(foyer);
  const { api } = await aBrowser(await aPerson(foyer));
  const refused = (values: object) =>
    api.call('register', { params: { event: event.slug }, body: { ...aForm(), ...values } });
  await expect(refused({ country: 'ZZ', timeZone: 'Mars/Base', name: ' ' })).rejects.toMatchObject({
    problem: {
      code: 'invalid_input',
      errors: expect.arrayContaining([
        { pointer: '/country', message: 'unknown country' },
        { pointer: '/timeZone', message: 'unknown time zone' },
        expect.objectContaining({ pointer: '/name' }),
      ]),
    },
  });
  await expect(refused({ category: 'nobody' })).rejects.toMatchObject({
    problem: { code: 'invalid_input', errors: [{ pointer: '/category' }] },
  });
  await expect(refused({ name: 'CR\r\nLF' })).rejects.toMatchObject({ problem: { code: 'invalid_input' } });
  expect(await refused({ country: 'XK' })).toMatchObject({ country: 'XK' });
});

it('keeps fields that nobody may set out of a registration', async () => {
  const event = await anEvent(foyer);
  const person = await aPerson(foyer);
  const { api } = await aBrowser(person);
  const other = await aPerson(foyer);
  const body = { ...aForm(), state: 'invited', person: other.id, confirmedAt: '2020-01-01T00:00:00Z' };
  expect(await api.call('register', { params: { event: event.slug }, body })).toMatchObject({
    state: 'confirmed',
    confirmedAt: foyer.clock.now().toISOString(),
  });
});

it('shows participants to organisers alone, and an event’s to nobody else’s organisers', async () => {
  const event = await anEvent(foyer);
  const params = { event: event.slug };
  const { api } = await aBrowser(await aPerson(foyer));
  await api.call('register', { params, body: aForm() });
  const organiser = (await aBrowser(event.owner)).api;
  expect(await organiser.call('listParticipants', { params })).toMatchObject({
    participants: [{ state: 'confirmed', attended: false }],
    next: null,
    counts: { total: 1, categories: [{ category: 'cluster', participants: 1 }] },
  });
  const elsewhere = (await aBrowser((await anEvent(foyer)).owner)).api;
  for (const caller of [api, elsewhere]) {
    await expect(caller.call('listParticipants', { params })).rejects.toMatchObject({
      problem: { code: 'forbidden' },
    });
  }
  const draft = await anEvent(foyer, { state: 'draft' });
  await expect(elsewhere.call('listParticipants', { params: { event: draft.slug } })).rejects.toMatchObject({
    problem: { code: 'not_found' },
  });
});

it('decides places by doors: nobody sets a state, and other events’ people and settings are not there', async () => {
  const event = await anEvent(foyer);
  const other = await anEvent(foyer);
  const params = { event: event.slug };
  const organiser = (await aBrowser(event.owner)).api;
  const elsewhere = (await aBrowser(other.owner)).api;
  const body = { mode: 'approval', capacity: 1 } as const;
  await organiser.call('updateRegistrationSettings', { params, body });
  const person = await aPerson(foyer);
  const { api } = await aBrowser(person);
  const form = { ...aForm(), state: 'confirmed', queueNumber: 1 };
  const { id, state } = await api.call('register', { params, body: form });
  expect(state).toBe('pending');
  expect(await stranger().call('getPlaces', { params })).toMatchObject({ opening: 'approval', free: 1 });
  const received = await foyer.mailbox.waitFor(person.email, 'registration-state');
  expect(received.subject).toBe(`We have your registration: ${event.title.en}`);
  const acts = { act: 'approve' as const, registrations: [id] };
  const told = (code: string) => ({ problem: { code } });
  const asElsewhere = { params: { event: other.slug, registration: id } };
  await expect(elsewhere.call('getParticipant', asElsewhere)).rejects.toMatchObject(told('not_found'));
  await expect(elsewhere.call('editParticipant', { ...asElsewhere, body: aForm() })).rejects.toMatchObject(
    told('not_found'),
  );
  await expect(
    elsewhere.call('actOnParticipants', { params: { event: other.slug }, body: acts }),
  ).rejects.toMatchObject(told('not_found'));
  for (const caller of [api, elsewhere]) {
    const refusals = [
      caller.call('actOnParticipants', { params, body: acts }),
      caller.call('getRegistrationSettings', { params }),
      caller.call('updateRegistrationSettings', { params, body: { capacity: null } }),
      caller.call('addParticipant', { params, body: { ...aForm(), email: 'x@example.org' } }),
      caller.call('listInvitations', { params }),
      caller.call('checkInvitations', { params, body: { text: person.email } }),
      caller.call('sendInvitations', { params, body: { invitations: [{ email: 'x@example.org' }] } }),
      caller.call('remindInvited', { params, body: {} }),
    ];
    for (const refusal of refusals) await expect(refusal).rejects.toMatchObject(told('forbidden'));
  }
  expect(await organiser.call('actOnParticipants', { params, body: acts })).toMatchObject({ changed: 1 });
  expect(await api.call('getMyRegistration', { params })).toMatchObject({
    registration: { state: 'confirmed' },
  });
  const confirmed = await foyer.mailbox.waitFor(person.email, 'registration-confirmed');
  expect(confirmed.attachments.some(({ mimeType }) => mimeType === 'text/calendar')).toBe(true);
  await organiser.call('actOnParticipants', { params, body: { ...acts, act: 'withdraw' } });
  const removed = await foyer.mailbox.waitFor(person.email, 'registration-state', 2);
  expect(removed.subject).toBe(`You are no longer registered: ${event.title.en}`);
});

it('tells organisers of an event nothing about people elsewhere, and links nothing about whom they do not know', async () => {
  const event = await anEvent(foyer);
  const params = { event: event.slug };
  const organiser = (await aBrowser(event.owner)).api;
  const member = await aPerson(foyer);
  const text = `${member.email}\nnobody-${event.slug}@example.org`;
  const { rows } = await organiser.call('checkInvitations', { params, body: { text } });
  expect(rows.map(({ problem, name }) => [problem, name])).toEqual([
    [null, ''],
    [null, ''],
  ]);
  const unknown = { params: { token: 'x'.repeat(43) } };
  await expect(stranger().call('getInvitation', unknown)).rejects.toMatchObject({
    problem: { code: 'not_found' },
  });
  await expect(stranger().call('declineInvitation', unknown)).rejects.toMatchObject({
    problem: { code: 'not_found' },
  });
});

it('lets seats and one’s own place be followed, by nobody else', async () => {
  const event = await anEvent(foyer);
  const session = await aSession(foyer, event, { seats: 1 });
  const person = await aPerson(foyer);
  const { api, open } = await aBrowser(person);
  const params = { event: event.slug };
  await api.call('register', { params, body: aForm() });
  const window = open();
  const seats: unknown[] = [];
  const follow = window.follow(streams.seats, { event: event.id }, () => {
    const now = window.peek(streams.seats, { event: event.id });
    if (now?.status === 'ready') seats.push(now.state.seat[session.id]);
  });
  await until('the seats to be there', () => seats.length > 0);
  await api.call('takeSeat', { params: { ...params, session: session.id } });
  await until('the seat to be taken', () => JSON.stringify(seats.at(-1)) === '{"taken":1,"waiting":0}');
  follow.stop();
  const other = (await aBrowser(await aPerson(foyer))).open();
  await expect(
    other.command('stream.follow', { stream: `place/${event.id}/${person.id}` }),
  ).rejects.toMatchObject({ problem: { code: 'not_found' } });
});

it('counts a person with two windows once, until the last one goes', async () => {
  const event = await anEvent(foyer);
  const session = await aSession(foyer, event);
  const other = await aSession(foyer, event);
  const person = await aPerson(foyer);
  const { api, open } = await aBrowser(person);
  const [one, two] = [open(), open()];
  const at = { session: session.id };
  await expect(one.command('session.enter', at)).rejects.toMatchObject({
    problem: { code: 'not_registered' },
  });
  await api.call('register', { params: { event: event.slug }, body: aForm() });

  const enteredAt = foyer.clock.now().toISOString();
  expect(await one.command('session.enter', at)).toEqual({ enteredAt });
  expect(await two.command('session.enter', at)).toEqual({ enteredAt });
  expect(await two.command('session.enter', { session: other.id })).toEqual({ enteredAt });
  expect(await stays(person)).toEqual([true, true]);
  one.close();
  await two.command('session.leave', { session: other.id });
  expect(await stays(person)).toEqual([true, false]);
  two.close();
  await until('the last window to count as left', async () => (await stays(person)).every((open) => !open));

  // Came and went and came, faster than the server answers: the order counts.
  const three = open();
  await Promise.all([
    three.command('session.enter', at),
    three.command('session.leave', at),
    three.command('session.enter', at),
  ]);
  expect(await stays(person)).toEqual([false, false, false, true]);
});

it('lets everybody leave whose session of signing in ends', async () => {
  const event = await anEvent(foyer);
  const session = await aSession(foyer, event);
  const { api, open } = await aBrowser(event.owner);
  await open().command('session.enter', { session: session.id });
  expect(await stays(event.owner)).toEqual([true]);
  await api.call('signOut');
  await until('the room to be left', async () => (await stays(event.owner)).every((open) => !open));
});

it('hides rooms of drafts and of blocked times', async () => {
  const draft = await anEvent(foyer, { state: 'draft' });
  const hidden = await aSession(foyer, draft);
  const blocker = await aSession(foyer, await anEvent(foyer), { kind: 'private-blocker' });
  const { open } = await aBrowser(await aPerson(foyer));
  const window = open();
  for (const { id } of [hidden, blocker]) {
    await expect(window.command('session.enter', { session: id })).rejects.toMatchObject({
      problem: { code: 'not_found' },
    });
  }
});

it('answers 429 with the time to wait when an address has searched too often', async () => {
  const search = () => fetch(`${foyer.url}/api/organisations?search=zalioji`);
  expect((await search()).status).toBe(200);
  const used = await sql`
    update limit_used set full_at = ${new Date(foyer.clock.now().getTime() + 60_000)}
    where key like 'organisations.search:address %'`.execute(foyer.database.sql);
  expect(used.numAffectedRows).toBe(1n);
  const refused = await search();
  expect(refused.status).toBe(429);
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(await refused.json()).toMatchObject({ code: 'too_many_requests' });
});

it('asks an event’s own questions through its doors, and lets nobody else in', async () => {
  const event = await anEvent(foyer);
  const other = await anEvent(foyer);
  const params = { event: event.slug };
  const { api: owner } = await aBrowser(event.owner);
  const { api: foreign } = await aBrowser(other.owner);
  const person = await aPerson(foyer);
  const { api } = await aBrowser(person);

  const desk = await owner.call('getFormDesk', { params });
  const words = { en: 'You may show me.' };
  await owner.call('saveForm', {
    params,
    body: {
      ...desk,
      questions: [
        { key: 'diet', kind: 'text', label: { en: 'Diet' }, required: true },
        { key: 'cv', kind: 'file', label: { en: 'CV' } },
      ],
      consents: [{ key: 'photos', title: { en: 'Photos' }, wording: words }],
    },
  });
  await expect(owner.call('saveForm', { params, body: desk })).rejects.toMatchObject({
    problem: { code: 'edit_conflict' },
  });
  expect(await stranger().call('getForm', { params })).toMatchObject({
    version: 1,
    questions: [{ key: 'diet' }, { key: 'cv' }],
    consents: [{ key: 'photos', version: 1, required: false }],
  });
  await expect(api.call('register', { params, body: aForm() })).rejects.toMatchObject({
    problem: { code: 'invalid_input', errors: [{ pointer: '/answers/diet', message: 'needs an answer' }] },
  });
  const file = await api.call('uploadAnswerFile', { params, body: new File(['Ten years.'], 'cv.txt') });
  const { id } = await api.call('register', {
    params,
    body: {
      ...aForm(),
      answers: { diet: 'none', cv: file.id },
      consents: { photos: { given: true, version: 1, language: 'lt' } },
    },
  });
  const theirs = { ...params, registration: id };
  expect(await owner.call('getParticipantAnswers', { params: theirs })).toMatchObject({
    answers: { diet: 'none', cv: file.id },
    files: [{ name: 'cv.txt', size: 10 }],
  });
  const read = await owner.call('getParticipantAnswerFile', { params: { ...theirs, file: file.id } });
  expect(await read.text()).toBe('Ten years.');
  expect(await (await api.call('getMyAnswerFile', { params: { ...params, file: file.id } })).text()).toBe(
    'Ten years.',
  );
  for (const refused of [
    foreign.call('getParticipantAnswers', { params: { event: other.slug, registration: id } }),
    foreign.call('saveParticipantAnswers', {
      params: { event: other.slug, registration: id },
      body: { answers: {} },
    }),
    foreign.call('getParticipantAnswerFile', {
      params: { event: other.slug, registration: id, file: file.id },
    }),
    foreign.call('getMyAnswerFile', { params: { ...params, file: file.id } }),
    foreign.call('getFile', { params: { file: file.id } }),
  ]) {
    await expect(refused).rejects.toMatchObject({ problem: { code: 'not_found' } });
  }
  for (const refused of [
    api.call('getFormDesk', { params }),
    api.call('saveForm', { params, body: desk }),
    api.call('listConsentLog', { params }),
    api.call('getParticipantAnswers', { params: theirs }),
    foreign.call('getParticipantAnswers', { params: theirs }),
  ]) {
    await expect(refused).rejects.toMatchObject({ problem: { code: 'forbidden' } });
  }
  const taken = { ...params, consent: 'photos' };
  const body = { given: false, version: 1, language: 'en' as const };
  expect(await api.call('setConsent', { params: taken, body })).toMatchObject({
    consents: [{ given: false }],
  });
  const { entries } = await owner.call('listConsentLog', { params, query: { limit: 1 } });
  expect(entries).toMatchObject([{ consent: 'photos', given: true, wording: words.en, cause: 'form' }]);
  await api.call('eraseMyData', { params });
  expect(await api.call('getMyData', { params })).toMatchObject({ answers: [], files: [] });
  await expect(
    owner.call('getParticipantAnswerFile', { params: { ...theirs, file: file.id } }),
  ).rejects.toMatchObject({ problem: { code: 'not_found' } });
});

it('leaves of who is erased no word in any table, and what was counted', async () => {
  const word = 'Verschwindewort';
  const { event, member, things } = await aFullEvent(foyer);
  const mine = await apiOf(foyer, member);
  const params = { event: event.slug };
  const form = aForm({ name: `${word} member`, about: word, offers: [word] });
  await mine.call('register', { params, body: { ...form, answers: {}, consents: {} } });
  const [question, poll] = [things['question']?.[0], things['poll']?.[0]];
  await sql`update question set text = ${word}, author = ${word}, organisation = ${word} where id = ${question}`.execute(
    foyer.database.sql,
  );
  await sql`insert into vote (question_id, person_id) values (${question}, ${member.id})`.execute(
    foyer.database.sql,
  );
  const { rows: answered } = await sql<{ poll: string; answer: string }>`
    with cloud as (insert into poll (session_id, kind, question, state)
      select session_id, 'words', 'Why?', 'open' from poll where id = ${poll} returning id),
    texts as (insert into poll_answer (poll_id, person_id, text) values (${poll}, ${member.id}, ${word})
      returning poll_id, number)
    select poll_id as poll, number::text as answer from texts union all select id, ${word} from cloud`.execute(
    foyer.database.sql,
  );
  for (const { poll: asked, answer } of answered) {
    if (asked !== poll)
      await sql`insert into poll_answer (poll_id, person_id, words)
        values (${asked}, ${member.id}, array[${word}])`.execute(foyer.database.sql);
    await foyer.get(PollService).hideAnswer(callBy(event.owner), { poll: asked, answer, hidden: true });
  }
  await sql`update meeting_after set note = ${word} where person_id = ${member.id}`.execute(
    foyer.database.sql,
  );
  // Through the door: others are told of it, by mail and in the app.
  const [reads, hears] = [await aParticipant(foyer, event), await aParticipant(foyer, event)];
  await mine.call('requestMeeting', { params, body: { to: reads.id, message: word } });
  const asked = await (
    await apiOf(foyer, hears)
  ).call('requestMeeting', { params, body: { to: member.id, message: 'Shall we meet?' } });
  await mine.call('declineRequest', { params: { ...params, request: asked.id }, body: { reason: word } });
  const { rows: met } = await sql<{ person: string }>`
    delete from contact_exchange where ${member.id} in (low_id, high_id)
    returning case when low_id = ${member.id} then high_id else low_id end as person`.execute(
    foyer.database.sql,
  );
  const offered = met[0]?.person ?? '';
  // They have met by now.
  await sql`
    update meeting set starts_at = ${foyer.clock.now()}::timestamptz - interval '1 hour', ends_at = ${foyer.clock.now()}
    where id in (select meeting_id from meeting_person where person_id = ${member.id})`.execute(
    foyer.database.sql,
  );
  await mine.call('shareContact', { params: { ...params, person: offered }, body: { shared: true } });
  const { rows: tables } = await sql<{ name: string }>`
    select table_name as name from information_schema.tables
    where table_schema = 'public' and table_type = 'BASE TABLE'
      -- Short-lived: an hour and two days.
      and table_name not in ('stream_change', 'command_done')`.execute(foyer.database.sql);
  const holding = async (): Promise<string[]> => {
    const all = tables.map(
      ({ name }) => sql`select ${name} as name from ${sql.table(name)} t where t::text ~ ${word} or
        (${name} = 'mail' and t::text ~ ${member.id})`,
    );
    const { rows } = await sql<{ name: string }>`${sql.join(all, sql` union `)}`.execute(foyer.database.sql);
    return rows.map(({ name }) => name).sort();
  };
  const others = async (table: 'mail' | 'notification'): Promise<number> => {
    const { rows } = await sql<{ count: number }>`
      select count(*)::int as count from ${sql.table(table)} t
      where person_id in (${reads.id}, ${hears.id}, ${offered}) and content::text ~ ${word}`.execute(
      foyer.database.sql,
    );
    return rows[0]?.count ?? 0;
  };
  await until(
    'all three were told',
    async () => (await others('mail')) === 3 && (await others('notification')) === 3,
  );
  expect(await holding()).toEqual(
    expect.arrayContaining([
      'contact_exchange',
      'meeting_after',
      'meeting_request',
      'poll_answer',
      'poll_step',
      'poll_word',
      'question',
      'registration',
    ]),
  );

  await mine.call('eraseMyData', { params });
  await until('nothing is left', async () => {
    await foyer.worker?.get(MailPruning, { strict: false }).prune();
    return (await holding()).length === 0;
  });
  const { rows } = await sql`
    select (select count(*)::int from registration where person_id = ${member.id}) as registrations,
      (select count(*)::int from vote where question_id = ${question}) as votes`.execute(foyer.database.sql);
  expect(rows).toEqual([{ registrations: 1, votes: 1 }]);
});
