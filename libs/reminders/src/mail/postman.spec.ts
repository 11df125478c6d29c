import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { createLogger, houseCall, Mailer, sql } from '@foyer/platform';
import {
  anEvent,
  aParticipant,
  aPerson,
  aSession,
  startRooms,
  TestMailbox,
  type Rooms,
} from '@foyer/test-kit';
import { HeldAddresses, type Account } from '@foyer/people';
import { RemindersModule } from '../reminders.module.js';
import { aboutEvent } from '../told/about-event.js';
import { RegistrationMails } from '../told/registration-mails.js';
import { MailHosts } from './mail-hosts.js';
import { Mails } from './mails.service.js';
import { Postman } from './postman.js';
import { Unsubscribe } from './unsubscribe.js';

let mailbox: TestMailbox;
let rooms: Rooms;
beforeAll(async () => {
  mailbox = await TestMailbox.start();
  rooms = await startRooms([RemindersModule], { SMTP_URL: mailbox.url });
});
afterAll(async () => {
  await rooms.stop();
  await mailbox.stop();
});

/** A participant with a mail that waits. */
async function aMail(
  values: { name?: string; email?: string; person?: Account } = {},
): Promise<{ person: Account; id: string }> {
  const event = await anEvent(rooms, { summaryPublishedAt: rooms.clock.now() });
  const given = values.person ?? (values.email ? await aPerson(rooms, { email: values.email }) : undefined);
  const person = await aParticipant(rooms, event, given ? { person: given } : {});
  if (values.name) {
    await sql`update person set name = ${values.name} where id = ${person.id}`.execute(rooms.database.sql);
  }
  await rooms.database.write(houseCall, async (tx) => {
    await rooms.get(RegistrationMails).summaryPublished(tx, { event: event.id });
    return null;
  });
  const { rows } = await sql<{ id: string }>`
    select id from mail where person_id = ${person.id} order by id desc limit 1`.execute(rooms.database.sql);
  return { person, id: rows[0]?.id ?? '' };
}
async function stateOf(id: string): Promise<{ state: string; error: string | null }> {
  const { rows } = await sql<{ state: string; error: string | null }>`
    select state, error from mail where id = ${id}`.execute(rooms.database.sql);
  return rows[0] ?? { state: 'gone', error: null };
}
const deliver = (ids: string[], last = false) => rooms.get(Postman).deliver(ids, last);

it('sends once, with headers that machines understand', async () => {
  const { person, id } = await aMail();
  await Promise.all([deliver([id]), deliver([id]), deliver([id])]);
  await deliver([id]);
  expect(mailbox.to(person.email)).toHaveLength(1);
  const [mail] = mailbox.to(person.email, 'summary');
  const header = (key: string) => mail?.headers.find((header) => header.key === key)?.value;
  const url = rooms.get(Unsubscribe).url(person.id, 'summary');
  expect(mail?.messageId).toBe(`<${id}@foyer.test>`);
  expect(header('auto-submitted')).toBe('auto-generated');
  expect(header('list-unsubscribe')).toBe(`<${url}>`);
  expect(header('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click');
  expect(mail?.from).toMatchObject({ address: 'no-reply@foyer.test', name: 'Foyer' });
  expect(mail?.date).toBe(rooms.clock.now().toISOString());
  expect(await stateOf(id)).toEqual({ state: 'sent', error: null });
});

it('queues one mail for one reason', async () => {
  const { person, id } = await aMail();
  const again = await sql<{ event: string }>`select event_id as event from mail where id = ${id}`.execute(
    rooms.database.sql,
  );
  await rooms.database.write(houseCall, async (tx) => {
    await rooms.get(RegistrationMails).summaryPublished(tx, { event: again.rows[0]?.event ?? '' });
    return null;
  });
  const { rows } = await sql`select id from mail where person_id = ${person.id}`.execute(rooms.database.sql);
  expect(rows).toHaveLength(1);
});

it('writes as its reader wants it now, however long it has waited', async () => {
  const { person, id } = await aMail();
  await sql`update person set language = 'ka', time_zone = 'Asia/Tbilisi' where id = ${person.id}`.execute(
    rooms.database.sql,
  );
  await deliver([id]);
  const [mail] = mailbox.to(person.email);
  expect(mail?.headers.find(({ key }) => key === 'content-language')?.value).toBe('ka');
  expect(mail?.text).toContain('გამარჯობა');
  expect(mail?.text).toContain('თბილისი');
});

it('tells of a release only what no later one has changed again', async () => {
  const event = await anEvent(rooms);
  const person = await aParticipant(rooms, event);
  const still = await aSession(rooms, event, { title: { en: 'Still so' } });
  const again = await aSession(rooms, event, { title: { en: 'Moved again' } });
  const gone = await aSession(rooms, event, { title: { en: 'Gone' } });
  const item = ({ id, title, startsAt, endsAt }: typeof still, kind: 'moved' | 'removed') => ({
    ...{ session: id, kind, part: 'starred' as const, title, before: null, clash: false },
    ...{ startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString() },
  });
  const about = { about: 'agenda-changed' as const, event: aboutEvent(event), note: null, more: 0 };
  const mails = [
    [item(still, 'moved'), item(again, 'moved'), item(gone, 'removed')],
    [item(again, 'moved'), item(still, 'removed')],
  ].map((items, place) => ({
    ...{ kind: 'agenda-changed' as const, event: event.id, person: person.id, expiresAt: null },
    ...{ dedupe: `release ${place} of ${event.id}`, content: { ...about, items } },
  }));
  await rooms.database.write(houseCall, (tx) => rooms.get(Mails).queueAlone(tx, mails));
  await sql`update session set ends_at = ends_at + interval '5 minutes' where id = ${again.id}`.execute(
    rooms.database.sql,
  );
  await sql`delete from session where id = ${gone.id}`.execute(rooms.database.sql);
  const { rows } = await sql<{ id: string }>`
    select id from mail where person_id = ${person.id} order by dedupe`.execute(rooms.database.sql);
  await deliver(rows.map(({ id }) => id));
  const [mail, ...more] = mailbox.to(person.email, 'agenda-changed');
  expect(mail?.text).toMatch(/Still so[\s\S]*Gone/);
  expect(mail?.text).not.toContain('Moved again');
  expect(more).toEqual([]);
  expect(await stateOf(rows[1]?.id ?? '')).toEqual({ state: 'suppressed', error: 'no longer so' });
});

it('lets no name become a header', async () => {
  const { person, id } = await aMail({ name: 'Eve\r\nBcc: all@example.org\r\n\r\nBEGIN:VALARM' });
  await deliver([id]);
  const [mail] = mailbox.to(person.email);
  expect(mailbox.to('all@example.org')).toEqual([]);
  expect(mail?.bcc ?? []).toEqual([]);
  expect(mail?.raw.split('\r\n\r\n')[0]).not.toMatch(/^(bcc|begin)\b/im);
  expect(mail?.to).toEqual([{ name: 'Eve Bcc: all@example.org BEGIN:VALARM', address: person.email }]);
});

it('sends again only what was in flight when the worker died, as the same message', async () => {
  const { person, id } = await aMail();
  const other = await aMail();
  await deliver([other.id]);
  // The server has taken it, and the answer never reaches us.
  let deaf = true;
  mailbox.beforeAck = async (mail) => {
    if (mail.recipient === person.email && deaf)
      throw Object.assign(new Error('died'), { responseCode: 452 });
  };
  await deliver([other.id, id]);
  expect((await stateOf(id)).state).toBe('queued');
  deaf = false;
  await deliver([other.id, id]);
  const copies = mailbox.to(person.email);
  expect(copies.map(({ messageId }) => messageId)).toEqual([`<${id}@foyer.test>`, `<${id}@foyer.test>`]);
  expect(mailbox.to(other.person.email)).toHaveLength(1);
});

it('gives up at once on what is refused for good, and after a day on what is put off', async () => {
  const refused = await aMail();
  const deferred = await aMail({ email: 'later@slow.example.org' });
  const fine = await aMail();
  mailbox.refuse = (recipient) =>
    recipient === refused.person.email
      ? { code: 550, at: 'recipient' }
      : recipient === deferred.person.email
        ? { code: 451, at: 'content' }
        : null;
  const batch = [refused.id, deferred.id, fine.id];
  await deliver(batch);
  expect(await stateOf(refused.id)).toMatchObject({ state: 'failed', error: expect.stringContaining('550') });
  expect(await stateOf(deferred.id)).toMatchObject({
    state: 'queued',
    error: expect.stringContaining('451'),
  });
  expect(await stateOf(fine.id)).toMatchObject({ state: 'sent' });
  // Each try is later than the one before; the row says when, and the tick finds it by that.
  const dueIn = async () => {
    const { rows } = await sql<{ minutes: number }>`
      select round(extract(epoch from look_at - ${rooms.clock.now()}::timestamptz) / 60)::int as minutes
      from mail where id = ${deferred.id}`.execute(rooms.database.sql);
    return rows[0]?.minutes ?? 0;
  };
  const waits: number[] = [];
  while ((await stateOf(deferred.id)).state === 'queued') {
    waits.push(await dueIn());
    rooms.clock.advance((waits.at(-1) ?? 0) * 60_000 + 1);
    await deliver([deferred.id]);
  }
  expect(waits).toEqual([1, 3, 10, 30, 60, 120, 240, 240, 240, 240, 240]);
  expect(await stateOf(deferred.id)).toMatchObject({ state: 'failed' });
  mailbox.refuse = () => null;
  await deliver(batch);
  expect(mailbox.to(refused.person.email)).toEqual([]);
  expect(mailbox.to(fine.person.email)).toHaveLength(1);
});

const holdOf = (address: string) => rooms.get(HeldAddresses).find(rooms.database.sql, address);

it('holds back an address that does not exist, and none for what is a rule or may pass', async () => {
  const answers = {
    gone: 'nobody@gone.example.org: 550 5.1.1',
    rule: 'somebody@rule.example.org: 550 5.7.1',
    full: 'somebody@full.example.org: 452 4.2.2',
    words: 'somebody@words.example.org: 550',
  };
  mailbox.refuse = (recipient) => {
    const said = Object.values(answers).find((answer) => answer.startsWith(recipient));
    if (!said) return null;
    const [code = '550', status] = said.split(': ')[1]?.split(' ') ?? [];
    const text = recipient.includes('words') ? 'blocked by our spam policy' : 'so it is';
    return { code: Number(code), at: 'recipient', text: [status, text].filter(Boolean).join(' ') };
  };
  const mails = await Promise.all(
    Object.values(answers).map((answer) => aMail({ email: answer.split(': ')[0] ?? '' })),
  );
  await deliver(mails.map(({ id }) => id));
  expect(await Promise.all(mails.map(async ({ id }) => (await stateOf(id)).state))).toEqual([
    ...['failed', 'failed', 'queued', 'failed'],
  ]);
  const holds = await Promise.all(mails.map(({ person }) => holdOf(person.email)));
  expect(holds[0]).toMatchObject({ reason: 'bounced', source: 'smtp', code: '550 5.1.1' });
  expect(holds.slice(1)).toEqual([null, null, null]);
  mailbox.refuse = () => null;
  // Of any event, and also what was queued before.
  const [gone] = mails;
  if (!gone) throw new Error('no mail');
  await sql`update mail set state = 'queued', error = null where id = ${gone.id}`.execute(rooms.database.sql);
  await deliver([gone.id]);
  expect(await stateOf(gone.id)).toEqual({ state: 'suppressed', error: 'held' });
  const later = await aMail({ person: gone.person });
  expect(await stateOf(later.id)).toEqual({ state: 'suppressed', error: 'held' });
  expect(mailbox.to(gone.person.email)).toEqual([]);
});

it('keeps to the pace of a domain, and pauses when its servers ask for it', async () => {
  const { clock, database, env, get } = rooms;
  const hosts = new MailHosts(database, clock, { ...env, MAIL_PER_MINUTE: 12 });
  // Twelve a minute are two at once and one more every five seconds, whoever asks.
  const [first, second] = await Promise.all([hosts.take('pace.test', 2), hosts.take('pace.test', 3)]);
  expect(first.granted + second.granted).toBe(2);
  const later = [...first.laterAt, ...second.laterAt].map(
    (at) => (at.getTime() - clock.now().getTime()) / 1_000,
  );
  expect(Math.min(...later)).toBe(5);
  clock.advance(5_000);
  expect((await hosts.take('pace.test', 5)).granted).toBe(1);
  const busy = await aMail({ email: 'first@busy.example.org' });
  const next = await aMail({ email: 'next@busy.example.org' });
  let full = true;
  mailbox.refuse = (recipient) =>
    recipient === busy.person.email && full ? { code: 421, at: 'content' } : null;
  await deliver([busy.id]);
  await deliver([next.id]);
  expect(await stateOf(next.id)).toEqual({ state: 'queued', error: 'busy' });
  full = false;
  const due = () => database.write(houseCall, (tx) => get(Mails).handOverDue(tx));
  await due();
  expect((await stateOf(next.id)).state).toBe('queued');
  clock.advance(61_000);
  await due();
  await deliver([busy.id, next.id]);
  expect([await stateOf(busy.id), await stateOf(next.id)].map(({ state }) => state)).toEqual([
    'sent',
    'sent',
  ]);
  mailbox.refuse = () => null;
});

it('sets aside what cannot be written, and sends the others of its batch', async () => {
  const [poison, fine] = [await aMail(), await aMail()];
  await sql`update mail set content = '{"about": "nothing"}' where id = ${poison.id}`.execute(
    rooms.database.sql,
  );
  await deliver([poison.id, fine.id]);
  expect(await stateOf(poison.id)).toEqual({ state: 'aside', error: 'unwritable ZodError' });
  expect((await stateOf(fine.id)).state).toBe('sent');
});

it('waits for a server that is away, without asking for each mail', async () => {
  const nowhere = new Mailer({ ...rooms.env, SMTP_URL: 'smtp://127.0.0.1:9' }, rooms.clock);
  const { database, clock, env, get } = rooms;
  const away = new Postman(
    ...([database, nowhere, get(Unsubscribe), get(MailHosts), get(HeldAddresses), clock, env] as const),
    createLogger('test', 'silent'),
  );
  const ids = [(await aMail()).id, (await aMail()).id];
  await expect(away.deliver(ids, false)).rejects.toMatchObject({ outcome: 'away' });
  // The last try of the job is not the last of the mails.
  await away.deliver(ids, true);
  nowhere.close();
  for (const id of ids) expect((await stateOf(id)).state).toBe('queued');
  await deliver(ids);
  for (const id of ids) expect((await stateOf(id)).state).toBe('sent');
});

it('does not send what was stopped, or what is no longer so', async () => {
  const stopped = await aMail();
  await rooms.get(Unsubscribe).stop(rooms.get(Unsubscribe).token(stopped.person.id, 'summary'));
  await deliver([stopped.id]);
  expect(await stateOf(stopped.id)).toEqual({ state: 'suppressed', error: 'stopped' });
  const event = await anEvent(rooms, { startsAt: new Date(rooms.clock.now().getTime() + 1_000_000) });
  const person = await aParticipant(rooms, event);
  const { rows } = await sql<{
    id: string;
  }>`select id from registration where person_id = ${person.id}`.execute(rooms.database.sql);
  await rooms.database.write(houseCall, async (tx) => {
    const fact = { event: event.id, person: person.id, registration: rows[0]?.id ?? '' };
    await rooms.get(RegistrationMails).confirmed(tx, fact);
    return null;
  });
  await sql`update registration set state = 'withdrawn' where person_id = ${person.id}`.execute(
    rooms.database.sql,
  );
  const mail = await sql<{ id: string }>`select id from mail where person_id = ${person.id}`.execute(
    rooms.database.sql,
  );
  await deliver([mail.rows[0]?.id ?? '']);
  expect(await stateOf(mail.rows[0]?.id ?? '')).toEqual({ state: 'suppressed', error: 'no longer so' });
  expect([...mailbox.to(person.email), ...mailbox.to(stopped.person.email)]).toEqual([]);
});

it('finds mail again whose job was lost', async () => {
  const { id } = await aMail();
  const factsAbout = async () =>
    (
      await sql`select from outbox_fact where name = 'mail.queued' and payload -> 'mails' ? ${id}`.execute(
        rooms.database.sql,
      )
    ).rows.length;
  expect(await factsAbout()).toBe(1);
  await sql`delete from outbox_fact`.execute(rooms.database.sql);
  const look = () => rooms.database.write(houseCall, (tx) => rooms.get(Mails).handOverDue(tx));
  await look();
  expect(await factsAbout()).toBe(0);
  rooms.clock.advance(61 * 60_000);
  await look();
  await look();
  expect(await factsAbout()).toBe(1);
});
