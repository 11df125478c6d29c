import fs from 'node:fs';
import { RegistrationForm, type PersonRow } from '@foyer/contracts';
import { ExchangeModule, ImportService, readEventFile, readPeople, toLocalTime } from '@foyer/exchange';
import { BookingsService, MeetingsModule, MeetingsQueries, RequestsService } from '@foyer/meetings';
import { Accounts, PeopleModule } from '@foyer/people';
import { Database, houseCall, sql, type Call } from '@foyer/platform';
import { QaModule, QaService, VoteWriter } from '@foyer/qa';
import { RegistrationModule, RegistrationService } from '@foyer/registration';
import { demoSlug, liveSession } from '../look/demo.js';
import type { OpenRooms } from './rooms.js';
import { questions, requests, undecided } from './script.js';

export const demoModules = [PeopleModule, ExchangeModule, RegistrationModule, QaModule, MeetingsModule];
const earlierSession = 'what-clusters-share';
const organiser = { email: 'organiser@demo.foyer.test', name: 'Natia Kobalia' };
const moderator = 'moderator';

const minute = 60_000;
const read = (name: string): string => fs.readFileSync(new URL(name, import.meta.url), 'utf8');

/**
 * Makes the demo through the same doors as everybody's events. Each step looks first whether it was done: after an
 * interruption the next call goes on.
 * @param anchor the moment that the times of `event.yaml` count from
 */
export async function makeDemo({ get }: OpenRooms, anchor: Date): Promise<void> {
  const content = read('event.yaml').replace(/@([+-]\d+)/g, (_, minutes: string) =>
    toLocalTime(new Date(anchor.getTime() + Number(minutes) * minute), 'Europe/Kyiv'),
  );
  const people = { name: 'people.csv', content: read('people.csv') };
  const database = get(Database);
  await database.write(houseCall, async (tx) => {
    await get(Accounts).ensure(tx, [{ ...organiser, language: 'en', timeZone: 'Europe/Kyiv' }]);
    await get(Accounts).setOrganiser(tx, organiser.email, true);
  });
  await get(ImportService).run({ event: { name: 'event.yaml', content }, people, publish: true });
  const rows = readPeople(people.name, people.content, readEventFile('event.yaml', content).event);
  const ids = await database.write(houseCall, async (tx) => [
    ...(await get(Accounts).ensure(
      tx,
      rows.map(({ email }) => ({ email })),
    )),
  ]);
  const byName = new Map(ids.map(([email, id]) => [nameOf(email), id]));
  const as = (name: string): Call => callBy(byName.get(name));
  const coming = rows.filter(({ email }) => !undecided.includes(nameOf(email)));
  for (const row of coming) {
    await get(RegistrationService).register(as(nameOf(row.email)), demoSlug, formOf(row));
  }
  const others = coming.map(({ email }) => nameOf(email)).filter((name) => name !== moderator);
  await attend(
    database,
    others.slice(0, 28).flatMap((name) => byName.get(name) ?? []),
  );
  await ask({ get }, as, others);
  await meet({ get }, as, byName);
}

const nameOf = (email: string): string => email.slice(0, email.indexOf('@'));

function callBy(person: string | undefined): Call {
  if (person === undefined) throw new Error('the demo speaks of somebody who is not in it');
  return { actor: { person, session: person, organiser: false }, address: null };
}

function formOf({
  email: _,
  time_zone: timeZone,
  job_title: jobTitle,
  ...rest
}: PersonRow): RegistrationForm {
  return RegistrationForm.parse({ ...rest, timeZone, jobTitle });
}

/** Who listened to the session before. */
async function attend(database: Database, people: readonly string[]): Promise<void> {
  await sql`
    insert into attendance (session_id, person_id, entered_at, left_at)
    select s.id, p.id, s.starts_at, s.ends_at
    from event e join session s on s.event_id = e.id and s.slug = ${earlierSession}
    cross join unnest(${people}::uuid[]) as p(id)
    where e.slug = ${demoSlug} and not exists (select from attendance a where a.session_id = s.id)`.execute(
    database.sql,
  );
}

async function ask({ get }: OpenRooms, as: (name: string) => Call, others: string[]): Promise<void> {
  const { rows } = await sql<{ session: string; asked: boolean }>`
    select s.id as session, exists (select from question q where q.session_id = s.id) as asked
    from event e join session s on s.event_id = e.id and s.slug = ${liveSession}
    where e.slug = ${demoSlug}`.execute(get(Database).sql);
  const live = rows[0];
  if (!live || live.asked) return;
  for (const { by, text, anonymous = false, state, votes } of questions) {
    const { id } = await get(QaService).ask(as(by), { session: live.session, text, anonymous });
    if (state === 'pending') continue;
    await get(QaService).approve(as(moderator), { question: id });
    const voters = others.filter((name) => name !== by).slice(0, votes);
    await Promise.all(voters.map((name) => get(VoteWriter).vote(as(name), { question: id, up: true })));
    if (state === 'answered') await get(QaService).answer(as(moderator), { question: id });
  }
}

async function meet(
  { get }: OpenRooms,
  as: (name: string) => Call,
  ids: ReadonlyMap<string, string>,
): Promise<void> {
  for (const { by, to, message, accepted } of requests) {
    const [asker, asked] = [ids.get(by), ids.get(to)];
    if (asker === undefined || asked === undefined) continue;
    const { rows } = await sql`
      select from meeting_request r join event e on e.id = r.event_id
      where e.slug = ${demoSlug} and r.asker_id = ${asker} and r.asked_id = ${asked}`.execute(
      get(Database).sql,
    );
    if (rows.length) continue;
    const request = await get(RequestsService).request(as(by), demoSlug, {
      to: asked,
      ...(message === undefined ? {} : { message }),
    });
    if (!accepted) continue;
    const [slot] = await get(MeetingsQueries).mutualSlots(as(to), demoSlug, request.id);
    if (slot) await get(BookingsService).accept(as(to), demoSlug, request.id, slot.id);
  }
}
