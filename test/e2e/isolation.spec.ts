import { randomUUID } from 'node:crypto';
import {
  auditOf,
  commands,
  mostFollowedAtOnce,
  streams,
  streamName,
  type CommandName,
  type RouteId,
  type Stream,
  type StreamId,
} from '@foyer/contracts';
import type { Account } from '@foyer/people';
import { sql } from '@foyer/platform';
import {
  anEvent,
  aPerson,
  aParticipant,
  aRawLive,
  callDoor,
  doorInput,
  thingsIn,
  routeIds,
  routeOf,
  sampleOf,
  signedIn,
  startFoyer,
  type DoorAnswer,
  type Foyer,
  type Known,
  type RawLive,
} from '@foyer/test-kit';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aFullEvent, mark, type FullEvent } from './full-event.js';
import { rowCounts, rowsChangedBy } from './rows-changed.js';

/**
 * Goes through every door, command and stream of the contracts as somebody who has no business there. What is new in
 * the contracts is tried by itself; a parameter that stands for a thing which the full event does not have fails.
 */
let foyer: Foyer;
let victim: FullEvent;
let own: { id: string; slug: string; owner: Account };
/** Cookies: who runs another event, who only takes part in this one, and its owner. */
let stranger: string;
let member: string;
let bystander: string;
let owner: string;
let speaker: string;
let asked: string;
let invited: string;
let met: string;
/** Came in as guests, without an account: here, and in another event. */
let guest: string;
let foreignGuest: string;

const streamIds = Object.keys(streams) as StreamId[];
const commandNames = Object.keys(commands) as CommandName[];
const asObject = (value: unknown): object => (typeof value === 'object' && value !== null ? value : {});

const common: Known = {
  timeZone: ['Asia/Tbilisi'],
  country: ['GE'],
  categories: [[{ key: 'cluster', label: { en: 'Cluster' } }]],
  category: ['cluster'],
  colour: ['#123456'],
  startsAt: ['2026-12-14T10:00:00.000Z'],
  endsAt: ['2026-12-14T11:00:00.000Z'],
};
/** Doors that belong to no event: whose things they name. */
const outside: Partial<Record<RouteId, (things: Known) => Known>> = {
  revokeSignInSession: (things) => ({ session: things['signInSession'] ?? [] }),
  renamePasskey: ({ passkey = [] }) => ({ passkey }),
  deletePasskey: ({ passkey = [] }) => ({ passkey }),
  unlinkIdentity: ({ identity = [] }) => ({ identity }),
  // None is set up here; test/e2e/providers.spec.ts tries those that are.
  startProviderSignIn: () => ({ provider: ['none'] }),
  signInByProvider: () => ({ provider: ['none'] }),
  removePushDevice: ({ pushDevice = [] }) => ({ pushDevice }),
  testPushDevice: ({ pushDevice = [] }) => ({ pushDevice }),
  getFile: ({ file = [] }) => ({ file }),
};
/** Doors whose address is a secret: whoever has it may; others cannot know it. Their own tests try wrong ones. */
const bySecret: readonly string[] = ['token', 'code'];

beforeAll(async () => {
  foyer = await startFoyer({ worker: false });
  victim = await aFullEvent(foyer);
  own = await anEvent(foyer, { guests: 'ask' });
  await aParticipant(foyer, own, { person: own.owner });
  [stranger, member, bystander, owner, speaker, asked, invited, met] = [
    await signedIn(foyer, own.owner),
    await signedIn(foyer, victim.member),
    await signedIn(foyer, victim.bystander),
    await signedIn(foyer, victim.event.owner),
    await signedIn(foyer, victim.speaker),
    await signedIn(foyer, victim.asked),
    await signedIn(foyer, victim.invited),
    await signedIn(foyer, victim.met),
  ];
  guest = await aGuestOf(victim.event);
  foreignGuest = await aGuestOf(own);
});
afterAll(() => foyer.stop());

/** Comes in through the door. @returns the cookie */
async function aGuestOf({ slug }: { slug: string }): Promise<string> {
  const answer = await fetch(`${foyer.url}/api/events/${slug}/guests`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ key: randomUUID(), name: 'A guest' }),
  });
  return answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
}

/** Doors by which somebody goes: what they had is gone then. */
const leaves: readonly RouteId[] = ['withdraw', 'eraseMyData', 'signOut'];
/** Doors whose things the full event cannot have for all of this test. */
const unprovable: readonly RouteId[] = [];

const isLetIn = ({ status }: DoorAnswer) => status < 300 || status === 409 || status === 422;
const isOfEvent = (id: RouteId) => routeOf(id).path.startsWith('/events/:event');
const isOrganisers = (id: RouteId) => isOfEvent(id) && routeOf(id).problems.includes('forbidden');
const namesThings = (id: RouteId) => thingsIn(routeOf(id).params).some((name) => name !== 'event');

/** Known things of the victim, under its own slug or under another. */
const thingsUnder = (slug: string): Known => ({ ...common, ...victim.things, event: [slug] });

async function send(id: RouteId, known: Known, cookie?: string, optional: 'none' | 'known' = 'none') {
  const route = routeOf(id);
  const unknown = thingsIn(route.params).filter((name) => !known[name]);
  if (unknown.length)
    throw new Error(
      `${id}: add to full-event.ts what ":${unknown.join('", ":')}" stands for, or to bySecret`,
    );
  const things = {
    ...known,
    ...(route.path.includes('/imports') ? { file: known['importedFile'] ?? [] } : {}),
  };
  return callDoor(foyer, route, await doorInput(route, things, optional), cookie);
}
const told = (id: string, { status, text }: DoorAnswer) => `${id}: ${status} ${text.slice(0, 300)}`;

/** Does something and says what has become of the victim's rows by it. */
const changedBy = (work: () => Promise<void>) => rowsChangedBy(foyer, victim.ids, work);

describe('doors', () => {
  it('lead nobody from their own event to the things of another', async () => {
    const wrong: string[] = [];
    const changed = await changedBy(async () => {
      for (const id of routeIds) {
        if (!isOfEvent(id) || !namesThings(id)) continue;
        const answer = await send(id, thingsUnder(own.slug), stranger);
        if (answer.status !== 404) wrong.push(told(id, answer));
      }
    });
    expect({ wrong, changed }).toEqual({ wrong: [], changed: [] });
  });

  it('take no thing of another event in a body either', async () => {
    const wrong: string[] = [];
    const changed = await changedBy(async () => {
      for (const id of routeIds) {
        if (!isOfEvent(id)) continue;
        const answer = await send(id, thingsUnder(own.slug), stranger, 'known');
        if (answer.status >= 500 || answer.text.includes(mark)) wrong.push(told(id, answer));
      }
    });
    expect({ wrong, changed }).toEqual({ wrong: [], changed: [] });
  });

  it('that belong to no event show and change nothing of others', async () => {
    const wrong: string[] = [];
    const changed = await changedBy(async () => {
      for (const id of routeIds) {
        const { path, access } = routeOf(id);
        if (isOfEvent(id) || access === 'demo' || !namesThings(id)) continue;
        if (bySecret.some((name) => path.includes(`:${name}`))) continue;
        const answer = await send(id, outside[id]?.(victim.things) ?? {}, stranger);
        if (answer.status !== 404) wrong.push(told(id, answer));
      }
    });
    expect({ wrong, changed }).toEqual({ wrong: [], changed: [] });
    const { rows } = await sql`
      select from sign_in_session where person_id = ${victim.member.id}`.execute(foyer.database.sql);
    expect(rows.length).toBeGreaterThan(0);
  });

  it.each([
    ['who only takes part', () => bystander],
    ['an outsider', () => stranger],
    ['a guest', () => guest],
    ['nobody', () => undefined],
  ])('of organisers stay shut to %s', async (_, cookie) => {
    const wrong: string[] = [];
    const refused =
      cookie() === undefined || cookie() === guest
        ? ['not_signed_in', 'not_found', 'forbidden']
        : ['not_found', 'forbidden'];
    const changed = await changedBy(async () => {
      for (const id of routeIds) {
        if (!isOrganisers(id)) continue;
        const answer = await send(id, thingsUnder(victim.event.slug), cookie());
        if (!refused.includes(answer.code ?? '')) wrong.push(told(id, answer));
      }
    });
    expect({ wrong, changed }).toEqual({ wrong: [], changed: [] });
  });
});

describe('what waits or was set aside', () => {
  it('leaves by no door, page or file but those of moderators and its asker', async () => {
    const { rows } = await sql<{ id: number }>`
      insert into question (session_id, person_id, text, author, state, reason, asked_at)
      select s.id, ${victim.member.id}, 'hush-' || w.state, 'Hush', w.state, 'hush-reason', now()
      from session s cross join (values ('pending'), ('dismissed'), ('withdrawn')) as w(state)
      where s.event_id = ${victim.event.id} and s.questions
      returning id`.execute(foyer.database.sql);
    expect(rows.length).toBeGreaterThan(0);
    const shown: string[] = [];
    const look = (id: string, text: string): void => {
      if (/hush/i.test(text)) shown.push(id);
    };
    const things = thingsUnder(victim.event.slug);
    for (const cookie of [bystander, speaker, guest, stranger, undefined]) {
      for (const id of routeIds) {
        const { method, path, access } = routeOf(id);
        if (method !== 'GET' || access === 'demo' || bySecret.some((name) => path.includes(`:${name}`)))
          continue;
        if (isOfEvent(id)) look(id, (await send(id, things, cookie, 'known')).text);
      }
      const headers = cookie === undefined ? undefined : { cookie };
      for (const page of ['', '/summary', '.ics', '/changes']) {
        look(page, await (await fetch(`${foyer.url}/e/${victim.event.slug}${page}`, { headers })).text());
      }
    }
    expect(shown).toEqual([]);
    await sql`delete from question where text like 'hush-%'`.execute(foyer.database.sql);
  });
});

/** The stream of the victim's things. */
function streamOf(id: StreamId, given: Record<string, unknown> = {}): string {
  const { things, event } = victim;
  const known: Known = { ...things, event: [event.id], session: [things['session']?.[0]] };
  const stream = streams[id];
  const unknown = thingsIn(stream.params).filter((name) => !known[name]);
  if (unknown.length)
    throw new Error(`${id}: add to full-event.ts what "{${unknown.join('", "')}}" stands for`);
  return streamName<Stream>(stream, {
    ...asObject(sampleOf(stream.params, { known, optional: 'all' })),
    ...given,
  });
}

const connections: RawLive[] = [];
afterAll(() => connections.forEach(({ close }) => close()));
async function connect(cookie?: string, auth?: Record<string, unknown>): Promise<RawLive> {
  const connection = await aRawLive(foyer, cookie, auth);
  connections.push(connection);
  return connection;
}

describe('a guest', () => {
  /** Doors that know guests; a new one belongs here. To all others a guest is nobody. */
  const doors: readonly RouteId[] = [
    'signIn',
    'askForPasskey',
    'signInByPasskey',
    'startProviderSignIn',
    'signInByProvider',
    'demoSignIn',
    'getMyPlace',
    'getSessionCode',
    'findByCode',
    'enterAsGuest',
  ];

  it('is nobody to every door but those made for guests, and changes nothing', async () => {
    expect(routeIds.filter((id) => routeOf(id).guests)).toEqual(doors);
    const wrong: string[] = [];
    const changed = await changedBy(async () => {
      for (const id of routeIds) {
        const { access, path, guests } = routeOf(id);
        if (guests || access === 'demo' || bySecret.some((name) => path.includes(`:${name}`))) continue;
        if (id === 'requestCode') continue;
        const things = isOfEvent(id)
          ? thingsUnder(victim.event.slug)
          : (outside[id]?.(victim.things) ?? common);
        const answer = await send(id, things, guest);
        const nobody = access === 'anyone' ? await send(id, things) : null;
        const same = nobody ? answer.status === nobody.status : answer.code === 'not_signed_in';
        if (!same) wrong.push(told(id, answer));
      }
    });
    expect({ wrong, changed }).toEqual({ wrong: [], changed: [] });
  });

  it('is known to every socket command and stream made for guests, and to no other', async () => {
    const names = commandNames.filter((name) => !['stream.leave', 'stream.follow'].includes(name));
    // Whoever is nowhere may leave.
    const entering = names.filter((name) => name !== 'session.leave');
    const [here, elsewhere] = [await connect(guest), await connect(foreignGuest)];
    const wrong: string[] = [];
    const changed = await changedBy(async () => {
      for (const name of entering) {
        const input = sampleOf(commands[name].input, { known: victim.things });
        const refused = commands[name].guests ? ['not_found', 'not_registered'] : ['not_signed_in'];
        const answer = await elsewhere.say(name, input);
        if (!refused.includes(answer)) wrong.push(`${name} from another event: ${answer}`);
        if (commands[name].guests) continue;
        const own = await here.say(name, input);
        if (own !== 'not_signed_in') wrong.push(`${name}: ${own}`);
      }
    });
    expect({ wrong, changed }).toEqual({ wrong: [], changed: [] });
    expect(names.filter((name) => commands[name].guests)).toEqual([
      ...[
        'session.enter',
        'session.leave',
        'question.ask',
        'question.withdraw',
        'question.vote',
        'poll.answer',
        'reaction.send',
      ],
      'question.reword',
    ]);
  });
});

describe('streams', () => {
  /** What anybody may follow of a published event, and what whoever takes part may. */
  const open: readonly StreamId[] = ['agenda', 'running', 'seats', 'announcements'];
  const shared: readonly StreamId[] = [...open, 'questions', 'polls', 'signs', 'presence'];
  /** What everybody has of themselves, also who takes no part. */
  const ofOneself: readonly StreamId[] = ['stars', 'ownPlace', 'notifications'];

  const refusedTo = async (cookie: string | undefined, ids: readonly StreamId[], given = {}) => {
    const socket = await connect(cookie);
    const answers = await Promise.all(
      ids.map(
        async (id) => [id, await socket.say('stream.follow', { stream: streamOf(id, given) })] as const,
      ),
    );
    // Asked for while connecting, they are refused alike.
    const names = ids.map((id) => streamOf(id, given));
    for (let from = 0; from < names.length; from += mostFollowedAtOnce) {
      const asked = names.slice(from, from + mostFollowedAtOnce);
      const other = await connect(cookie, { follow: asked.map((stream) => ({ stream })) });
      expect(await Promise.all(asked.map((_, index) => other.begun(index)))).toEqual(
        answers.slice(from, from + mostFollowedAtOnce).map(([, answer]) => answer),
      );
    }
    return answers.filter(([, answer]) => !['not_found', 'forbidden', 'not_registered'].includes(answer));
  };
  const others = (known: readonly StreamId[]) => streamIds.filter((id) => !known.includes(id));

  it('are followed by those alone whom they are for', async () => {
    // A new stream that more people may follow belongs into one of the lists above.
    expect(await refusedTo(stranger, others(open))).toEqual([]);
    expect(await refusedTo(undefined, others(open))).toEqual([]);
    expect(await refusedTo(bystander, others(shared))).toEqual([]);
    expect(await refusedTo(guest, others(shared))).toEqual([]);
    expect(await refusedTo(foreignGuest, others(open))).toEqual([]);
    const looking = await connect(guest);
    for (const id of shared) expect(await looking.say('stream.follow', { stream: streamOf(id) })).toBe('ok');
    const seen = shared.map((id) => streamOf(id));
    const coming = await connect(guest, { follow: seen.map((stream) => ({ stream })) });
    for (const index of seen.keys()) expect(await coming.begun(index)).toBe('ok');
    // One's own event before somebody else's name, and the other way round.
    const personal = streamIds.filter((id) => thingsIn(streams[id].params).includes('person'));
    expect(await refusedTo(stranger, personal, { event: own.id })).toEqual([]);
    expect(
      await refusedTo(
        stranger,
        personal.filter((id) => !ofOneself.includes(id)),
        { person: own.owner.id },
      ),
    ).toEqual([]);
    const socket = await connect(owner);
    for (const id of shared) expect(await socket.say('stream.follow', { stream: streamOf(id) })).toBe('ok');
  });
});

describe('commands', () => {
  const known = () => ({ ...victim.things, stream: [`qa-desk/${String(victim.things['session']?.[0])}`] });
  /** What whoever takes part may send; a new command that is not among these has to be refused to them. */
  const ofParticipants: readonly CommandName[] = [
    ...(['session.enter', 'session.leave', 'question.ask', 'question.withdraw', 'question.vote'] as const),
    ...(['poll.answer', 'reaction.send'] as const),
  ];
  const always: readonly CommandName[] = ['stream.leave', 'session.leave'];

  it('of others are refused, and change nothing', async () => {
    const names = commandNames.filter((name) => !always.includes(name));
    const wrong: string[] = [];
    const changed = await changedBy(async () => {
      for (const [cookie, tried] of [
        [stranger, names],
        [bystander, names.filter((name) => !ofParticipants.includes(name))],
      ] as const) {
        const socket = await connect(cookie);
        for (const name of tried) {
          const answer = await socket.say(name, sampleOf(commands[name].input, { known: known() }));
          if (!['not_found', 'forbidden', 'not_registered'].includes(answer))
            wrong.push(`${name}: ${answer}`);
        }
      }
    });
    expect({ wrong, changed }).toEqual({ wrong: [], changed: [] });
  });
});

describe('fields that a caller has no say in', () => {
  const extra = () => ({
    ...{ state: 'confirmed', votes: 1_000, number: 1, roles: ['owner'], role: 'owner', organiser: true },
    ...{ person: victim.member.id, owner: own.owner.id, confirmedAt: '2020-01-01T00:00:00Z', attended: true },
    ...{ public: true, kept: true, byOrganiser: true, listed: true, queueNumber: 1, table: 1 },
  });
  /** What they would like to have, and what others said. */
  async function standing(): Promise<unknown> {
    const read = async (query: ReturnType<typeof sql>) => (await query.execute(foyer.database.sql)).rows;
    return [
      await read(sql`select event_id, person_id, role from event_role order by 1, 2, 3`),
      await read(sql`select id, email, organiser from person order by id`),
      await read(sql`select id, person_id, state, confirmed_at from registration order by id`),
      await read(sql`select id, person_id, state, votes from question where text <> 'mine' order by id`),
      await read(sql`select meeting_id, person_id, entered_at, outcome from meeting_person order by 1, 2`),
      await read(sql`select meeting_id, person_id, said_held, rating, note from meeting_after order by 1, 2`),
      await read(sql`select low_id, high_id, low_card, high_card from contact_exchange order by 1, 2`),
      await read(sql`select id, asker_id, asked_id, state from meeting_request
        where asker_id <> ${victim.bystander.id} order by 1`),
    ];
  }

  it('change nothing of roles, states, votes or of other people', async () => {
    const before = await standing();
    const wrong: string[] = [];
    const things = { ...thingsUnder(victim.event.slug), meeting: victim.ids, registration: victim.ids };
    let taken = 0;
    for (const id of routeIds) {
      const route = routeOf(id);
      if (route.method === 'GET' || route.access !== 'signed-in' || isOrganisers(id) || leaves.includes(id))
        continue;
      if (bySecret.some((name) => route.path.includes(`:${name}`))) continue;
      const input = await doorInput(route, { ...things, ...outside[id]?.(victim.things) });
      const body = Buffer.isBuffer(input.body) ? input.body : { ...asObject(input.body), ...extra() };
      const answer = await callDoor(foyer, route, { ...input, body }, bystander);
      if (answer.status >= 500) wrong.push(told(id, answer));
      if (answer.status < 300) taken++;
    }
    const socket = await connect(bystander);
    const session = victim.things['session']?.[0];
    await socket.say('question.ask', {
      session,
      text: 'mine',
      anonymous: false,
      ...extra(),
      state: 'approved',
    });
    await socket.say('question.vote', { question: victim.things['question']?.[0], up: false, ...extra() });
    expect({ wrong, standing: await standing() }).toEqual({ wrong: [], standing: before });
    expect(taken).toBeGreaterThan(5);
    const { rows } = await sql`
      select state, votes, person_id as person from question where text = 'mine'`.execute(foyer.database.sql);
    expect(rows).toEqual([{ state: 'pending', votes: 0, person: victim.bystander.id }]);
  });
});

describe('an address', () => {
  it('is answered the same whether somebody has an account by it or not', async () => {
    const { email: known } = await aPerson(foyer);
    const doors = routeIds.filter((id) => {
      const { access, path, body } = routeOf(id);
      const given = access === 'demo' ? null : sampleOf(body, { optional: 'all' });
      return JSON.stringify(given)?.includes('"email"') && !path.includes(':speaker');
    });
    expect(doors).toEqual(expect.arrayContaining(['requestCode', 'createSpeaker']));
    for (const id of doors) {
      const told: unknown[] = [];
      for (const address of [known, `nobody-${doors.length}@example.org`]) {
        const before = await rowCounts(foyer);
        const things = { ...thingsUnder(victim.event.slug), email: [address] };
        const answer = await send(id, things, id === 'requestCode' ? undefined : owner, 'known');
        // An account is all that there is more of.
        const rows = Object.entries(await rowCounts(foyer)).filter(([name]) => name !== 'person');
        const written = rows.filter(([name, count]) => count !== before[name]);
        const text = answer.text
          .replaceAll(address, '')
          .replace(/[0-9a-f-]{36}|sample-\d+|\dsample/g, 'sample');
        told.push([answer.status, text, written.map(([name, count]) => [name, count - (before[name] ?? 0)])]);
      }
      expect([id, told[0]]).toEqual([id, told[1]]);
    }
  });
});

describe('a draft', () => {
  const state = (wanted: 'draft' | 'published') =>
    callDoor(
      foyer,
      routeOf('updateEvent'),
      { params: { event: victim.event.slug }, body: { state: wanted } },
      owner,
    );
  beforeAll(() => state('draft'));
  afterAll(() => state('published'));

  it.each([
    ['an outsider', () => stranger],
    ['a guest', () => guest],
    ['nobody', () => undefined],
  ])('is not there for %s', async (_, cookie) => {
    const wrong: string[] = [];
    for (const id of routeIds) {
      if (!isOfEvent(id)) continue;
      const answer = await send(id, thingsUnder(victim.event.slug), cookie());
      const known = cookie() === guest ? routeOf(id).guests : cookie() !== undefined;
      const signIn = !known && routeOf(id).access === 'signed-in';
      if (answer.code !== (signIn ? 'not_signed_in' : 'not_found')) wrong.push(told(id, answer));
    }
    const events = await callDoor(foyer, routeOf('listEvents'), { params: {} }, cookie());
    if (events.text.includes(mark)) wrong.push(told('listEvents', events));
    for (const path of ['', '/register', '/share.png', '/event.ics', '/manage']) {
      const headers = new Headers(cookie() === undefined ? {} : { cookie: cookie() ?? '' });
      const page = await fetch(`${foyer.url}/e/${victim.event.slug}${path}`, { headers });
      if ((await page.text()).includes(mark)) wrong.push(`the page ${path}`);
    }
    const socket = await connect(cookie());
    for (const id of streamIds) {
      const answer = await socket.say('stream.follow', { stream: streamOf(id) });
      if (answer !== 'not_found') wrong.push(`${id}: ${answer}`);
    }
    expect(wrong).toEqual([]);
  });
});

describe('the inputs that were refused', () => {
  it('are good ones: those whose things they are get in', async () => {
    const shut: string[] = [];
    /** What came of it is in the log of who did what. */
    const done: RouteId[] = [];
    const things = thingsUnder(victim.event.slug);
    const methods = ['GET', 'PUT', 'PATCH', 'POST', 'DELETE'];
    const order = (id: RouteId) =>
      methods.indexOf(id === 'revokeInvitations' ? 'DELETE' : routeOf(id).method);
    for (const id of [...routeIds].sort((a, b) => order(a) - order(b))) {
      if (!isOfEvent(id) || unprovable.includes(id)) continue;
      const tried: DoorAnswer[] = [];
      for (const cookie of [owner, member, asked, speaker, invited, bystander, met]) {
        const answer = await send(id, things, cookie);
        tried.push(answer);
        if (answer.status < 300) done.push(id);
        if (isLetIn(answer)) break;
      }
      if (!tried.some(isLetIn)) shut.push(...tried.map((answer) => told(id, answer)).slice(0, 1));
    }
    expect(shut).toEqual([]);
    const { rows } = await sql<{ action: string }>`
      select distinct action from audit_entry where event_id = ${victim.event.id}`.execute(
      foyer.database.sql,
    );
    const noted = rows.map(({ action }) => action);
    expect(done.filter((id) => auditOf(id) && !noted.includes(id))).toEqual([]);
    expect(noted.filter((action) => routeIds.some((id) => id === action && !auditOf(id)))).toEqual([]);
    expect(noted.length).toBeGreaterThan(50);
  });
});
