import {
  createHash,
  createHmac,
  createPublicKey,
  generateKeyPairSync,
  randomUUID,
  verify,
} from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  aBlock,
  aLive,
  anEvent,
  anotherApi,
  aParticipant,
  aPerson,
  callBy,
  signedIn,
  startFoyer,
  until,
  type Foyer,
} from '@foyer/test-kit';
import { Commitments } from '@foyer/agenda';
import { CookieJar, createApi, ProblemError, type Api, type Live } from '@foyer/client';
import { streams, type Meeting, type RoomSignal } from '@foyer/contracts';
import type { EventEntity } from '@foyer/events';
import { BookingsService, RequestsService, RoomSeats } from '@foyer/meetings';
import type { Account } from '@foyer/people';
import { houseCall, sql } from '@foyer/platform';

let foyer: Foyer;
let event: EventEntity & { owner: Account };
const lives: Live[] = [];

beforeAll(async () => {
  foyer = await startFoyer({
    env: {
      VIDEO_PRIVATE_NETWORK: '1',
      STUN_URLS: 'stun:turn.example.org',
      TURN_URLS: 'turn:turn.example.org,turns:turn.example.org',
      TURN_SECRET: 'relay-secret-of-the-test',
    },
  });
  event = await anEvent(foyer, { title: { en: 'Clusters meet' } });
});
afterAll(async () => {
  for (const live of lives) live.close();
  await foyer.stop();
});

interface Pair {
  ada: Account;
  ben: Account;
  meeting: Meeting;
}
/** Two who have a meeting in the first slot of a block of their own. */
async function aPair(
  tables: number | null = null,
): Promise<Pair & { slots: { id: string; startsAt: Date }[] }> {
  await sql`update event set clock_at = null, clock_real = null, clock_rate = null where id = ${event.id}`.execute(
    foyer.database.sql,
  );
  const { slots } = await aBlock(foyer, event, { tables });
  const [ada, ben] = await Promise.all([someone('Ada'), someone('Ben')]);
  return { ada, ben, meeting: await booked(ada, ben, slots[0]?.id ?? ''), slots };
}
async function someone(name: string): Promise<Account> {
  return aParticipant(foyer, event, { person: await aPerson(foyer, { name }) });
}
async function booked(from: Account, to: Account, slot: string): Promise<Meeting> {
  const { id } = await foyer.get(RequestsService).request(callBy(from), event.slug, { to: to.id });
  return foyer.get(BookingsService).accept(callBy(to), event.slug, id, slot);
}
/** Sets the event's clock, so many minutes from the meeting's start. */
async function itIs({ startsAt }: { startsAt: string }, minutes: number): Promise<void> {
  const at = new Date(Date.parse(startsAt) + minutes * 60_000);
  await sql`update event set clock_at = ${at}, clock_real = ${foyer.clock.now()}, clock_rate = 1
    where id = ${event.id}`.execute(foyer.database.sql);
}
async function apiOf(person: { id: string }): Promise<Api> {
  const cookies = new CookieJar();
  cookies.store([`${await signedIn(foyer, person)}; Path=/`]);
  return createApi({ baseUrl: foyer.url, cookies });
}
async function liveOf(person: { id: string }, url?: string): Promise<Live> {
  const live = await aLive(foyer, person, url === undefined ? {} : { url });
  lives.push(live);
  return live;
}
const params = ({ id }: { id: string }) => ({ params: { event: event.slug, meeting: id } });
/** What it was refused with. */
const refusal = (attempt: Promise<unknown>): Promise<string> =>
  attempt.then(
    () => 'done',
    (error: unknown) =>
      error instanceof ProblemError
        ? [error.code, ...Object.values(error.problem.params ?? {})].join(' ')
        : String(error),
  );
async function bothEnter({ ada, ben, meeting }: Pair): Promise<[Api, Api]> {
  const apis: [Api, Api] = [await apiOf(ada), await apiOf(ben)];
  for (const api of apis) await api.call('enterMeetingRoom', params(meeting));
  return apis;
}

describe('the room of a meeting', () => {
  it('is there for its people alone, and opens five minutes before', async () => {
    const { ada, ben, meeting } = await aPair();
    const [hers, theirs] = [await apiOf(ada), await apiOf(await someone('Eva'))];
    const headers = (await fetch(`${foyer.url}/e/${event.slug}`)).headers;
    expect(headers.get('permissions-policy')).toContain('camera=(self), microphone=(self)');
    const room = await hers.call('getMeetingRoom', params(meeting));
    expect(room.meeting.participants.map(({ name, side }) => [name, side])).toEqual([
      ['Ada', 'asker'],
      ['Ben', 'asked'],
    ]);
    expect(room.video).toBe('built-in');
    await itIs(meeting, -6);
    expect(await refusal(hers.call('enterMeetingRoom', params(meeting)))).toBe('request_state booked');
    await itIs(meeting, -4);
    const { way } = await hers.call('enterMeetingRoom', params(meeting));
    if (way.kind !== 'built-in') throw new Error(way.kind);
    const [stun, turn] = way.iceServers;
    expect(stun).toEqual({ urls: ['stun:turn.example.org'] });
    // As coturn checks it: the password is the HMAC of the name, which begins with when it ends.
    const hmac = createHmac('sha1', 'relay-secret-of-the-test').update(turn?.username ?? '');
    expect(turn?.credential).toBe(hmac.digest('base64'));
    const ends = Number(turn?.username?.split(':')[0]);
    expect(ends - foyer.clock.now().getTime() / 1_000).toBeGreaterThan(3_600);
    for (const door of ['getMeetingRoom', 'enterMeetingRoom', 'callTheLate', 'giveMeetingUp'] as const) {
      expect(await refusal(theirs.call(door, params(meeting)))).toBe('not_found');
    }
    const stranger = await liveOf(await someone('Leo'));
    const seat = { seat: randomUUID(), microphone: true, camera: true, screen: false };
    expect(await refusal(stranger.command('meetingRoom.sit', { meeting: meeting.id, ...seat }))).toBe(
      'not_found',
    );
    expect(
      await refusal(
        stranger.command('meetingRoom.signal', {
          ...{ meeting: meeting.id, seat: seat.seat, to: randomUUID() },
          signal: { description: { type: 'offer', sdp: '' } },
        }),
      ),
    ).toBe('not_found');
    const follow = stranger.follow(streams.meetingRoom, { meeting: meeting.id });
    await until('the refusal', () => follow.get().status === 'refused');
    expect(ben.id).not.toBe(ada.id);
  });

  it('passes signals on in order between two processes, whatever their length, and to nobody else', async () => {
    const { ada, ben, meeting } = await aPair();
    await itIs(meeting, -4);
    const other = await anotherApi(foyer);
    try {
      const [hers, his, third] = [
        await liveOf(ada),
        await liveOf(ben, other.url),
        await liveOf(await someone('Eva'), other.url),
      ];
      const seats = [randomUUID(), randomUUID()] as const;
      const on = { microphone: true, camera: true, screen: false };
      await hers.command('meetingRoom.sit', { meeting: meeting.id, seat: seats[0], ...on });
      await his.command('meetingRoom.sit', { meeting: meeting.id, seat: seats[1], ...on });
      const heard: RoomSignal[] = [];
      const overheard: unknown[] = [];
      his.hear('roomSignal', ({ from, signal }) => from === seats[0] && heard.push(signal));
      for (const live of [hers, third]) live.hear('roomSignal', (said) => overheard.push(said));
      await third.command('stream.leave', { stream: 'none' });
      const signals: RoomSignal[] = [
        { description: { type: 'offer', sdp: `v=0\r\n${'გამარჯობა 👋 '.repeat(1_200)}` } },
        ...Array.from({ length: 20 }, (_, index) => ({
          candidate: {
            ...{ candidate: `candidate:${index}`, sdpMid: '0', sdpMLineIndex: 0 },
            usernameFragment: null,
          },
        })),
      ];
      const [from, to] = seats;
      await Promise.all(
        signals.map((signal) =>
          hers.command('meetingRoom.signal', { meeting: meeting.id, seat: from, to, signal }),
        ),
      );
      await until('all signals', () => heard.length >= signals.length);
      expect(heard).toEqual(signals);
      expect(overheard).toEqual([]);
      // A second window takes the place of the first, and who goes is gone.
      const follow = hers.follow(streams.meetingRoom, { meeting: meeting.id });
      const again = randomUUID();
      await his.command('meetingRoom.sit', { meeting: meeting.id, seat: again, ...on, camera: false });
      await until('the other window', () => follow.get().state?.seat[ben.id]?.seat === again);
      expect(follow.get().state?.seat[ben.id]).toMatchObject({ camera: false });
      await his.command('meetingRoom.say', { meeting: meeting.id, text: 'No sound here' });
      await until('the words', () =>
        Object.values(follow.get().state?.message ?? {}).some(({ text }) => text === 'No sound here'),
      );
      await his.command('meetingRoom.leave', { meeting: meeting.id, seat: again });
      await until('the empty seat', () => follow.get().state?.seat[ben.id] === undefined);
      // When the room has closed, nothing of it is left.
      await itIs(meeting, 23);
      await foyer.get(RoomSeats).tidy();
      await until('the empty room', () => Object.keys(follow.get().state?.seat ?? { x: 1 }).length === 0);
      const { rows } = await sql`select from meeting_message where meeting_id = ${meeting.id}`.execute(
        foyer.database.sql,
      );
      expect(rows).toEqual([]);
    } finally {
      await other.stop();
    }
  });

  it('tells whoever is late once, by mail and at once, and can be given up after a while', async () => {
    const { ada, ben, meeting } = await aPair();
    const hers = await apiOf(ada);
    await itIs(meeting, 1);
    await hers.call('enterMeetingRoom', params(meeting));
    expect(await refusal(hers.call('callTheLate', params(meeting)))).toBe('request_state booked');
    await itIs(meeting, 3.5);
    const his = await liveOf(ben);
    const calls: unknown[] = [];
    his.hear('roomCall', (call) => calls.push(call));
    await his.command('stream.leave', { stream: 'none' });
    expect(await hers.call('callTheLate', params(meeting))).toEqual({ called: 1 });
    expect(await hers.call('callTheLate', params(meeting))).toEqual({ called: 0 });
    await until('the call', () => calls.length > 0);
    expect(calls).toEqual([{ event: event.slug, meeting: meeting.id, name: 'Ada' }]);
    const mail = await until('the mail', () =>
      foyer.mailbox
        .to(ben.email, 'meeting-reminder')
        .find(({ subject }) => subject === 'Ada is waiting for you'),
    );
    expect(mail.text).toContain(`/e/${event.slug}/meetings/${meeting.id}`);
    expect(await refusal(hers.call('giveMeetingUp', params(meeting)))).toBe('request_state booked');
    await itIs(meeting, 10.5);
    expect((await hers.call('giveMeetingUp', params(meeting))).state).toBe('missed');
    const { startsAt, endsAt } = meeting;
    const held = await foyer
      .get(Commitments)
      .between(foyer.database.sql, [ada.id, ben.id], new Date(startsAt), new Date(endsAt));
    expect(held).toEqual([]);
    const late = await apiOf(ben);
    expect(await refusal(late.call('enterMeetingRoom', params(meeting)))).toBe('request_state missed');
  });
});

describe('going on for longer', () => {
  const longer = (api: Api, meeting: Meeting, minutes: 5 | 10 | 15, from = meeting.endsAt) =>
    api.call('proposeExtension', { ...params(meeting), body: { minutes, from } });

  it('takes both, and moves the end once however often it is agreed to', async () => {
    const pair = await aPair(3);
    const { meeting } = pair;
    await itIs(meeting, 15);
    const [hers, his] = await bothEnter(pair);
    const end = Date.parse(meeting.endsAt);
    expect((await longer(hers, meeting, 10)).extended).toBe(false);
    expect((await longer(hers, meeting, 10)).extended).toBe(false);
    expect(await refusal(longer(his, meeting, 5))).toBe('conflict');
    // Two presses are one.
    const presses = await Promise.all([longer(his, meeting, 10), longer(his, meeting, 10)].map(refusalOrEnd));
    expect(presses.sort()).toEqual([new Date(end + 600_000).toISOString(), 'conflict']);
    const { meeting: room } = await hers.call('getMeetingRoom', params(meeting));
    expect(Date.parse(room.endsAt)).toBe(end + 600_000);
    // Who proposes the same at once agrees.
    const both = await Promise.all(
      [longer(hers, meeting, 5, room.endsAt), longer(his, meeting, 5, room.endsAt)].map(refusalOrEnd),
    );
    expect(both).toContain(new Date(end + 900_000).toISOString());
    const { meeting: after } = await hers.call('getMeetingRoom', params(meeting));
    expect(Date.parse(after.endsAt)).toBe(end + 900_000);
    const { rows } = await sql<{ minutes: number }>`
      select sum(extract(epoch from ends_at - starts_at) / 60)::int as minutes from commitment
      where ref = ${meeting.id} and person_id = ${pair.ada.id}`.execute(foyer.database.sql);
    expect(rows).toEqual([{ minutes: 35 }]);
  });

  it('lets one of two different proposals stand when they come at once', async () => {
    const pair = await aPair();
    await itIs(pair.meeting, 15);
    const [hers, his] = await bothEnter(pair);
    const outcomes = await Promise.all([
      refusal(longer(hers, pair.meeting, 5)),
      refusal(longer(his, pair.meeting, 15)),
    ]);
    expect(outcomes.sort()).toEqual(['conflict', 'done']);
  });

  it('says whose time or which table stands in the way, and changes nothing', async () => {
    const pair = await aPair(1);
    const { ada, ben, meeting, slots } = pair;
    const end = new Date(meeting.endsAt);
    const talk = { startsAt: new Date(end.getTime() + 600_000), endsAt: new Date(end.getTime() + 1_800_000) };
    await foyer.database.write(houseCall, (tx) =>
      foyer
        .get(Commitments)
        .take(tx, [{ person: ada.id, event: event.id, kind: 'talk', ref: event.id, ...talk }]),
    );
    await itIs(meeting, 15);
    const [hers, his] = await bothEnter(pair);
    expect(await refusal(longer(hers, meeting, 15))).toBe('person_busy me');
    expect(await refusal(longer(his, meeting, 15))).toBe('person_busy other');
    // Free until then, but the only table is somebody else's from the next slot on.
    const [eva, leo] = [await someone('Eva'), await someone('Leo')];
    await longer(hers, meeting, 5);
    await itIs(meeting, -30);
    const next = await booked(eva, leo, slots[1]?.id ?? '');
    await itIs(meeting, 15);
    expect(await refusal(longer(his, meeting, 5))).toBe('slot_taken');
    const { meeting: room } = await hers.call('getMeetingRoom', params(meeting));
    expect(room.endsAt).toBe(meeting.endsAt);
    // And the other way round: a table that somebody goes on at is not given away.
    await sql`update meeting set state = 'cancelled' where id = ${next.id}`.execute(foyer.database.sql);
    expect((await longer(his, meeting, 5)).extended).toBe(true);
    await itIs(meeting, -30);
    const [ivo, mia] = [await someone('Ivo'), await someone('Mia')];
    expect(await booked(ivo, mia, slots[1]?.id ?? '').catch((error: unknown) => error)).toMatchObject({
      code: 'slot_taken',
    });
    expect(ben.id).not.toBe(ada.id);
  });
});

/** When the meeting ends now, or what was refused. */
const refusalOrEnd = (attempt: Promise<{ meeting: Meeting }>): Promise<string> =>
  attempt.then(
    ({ meeting }) => meeting.endsAt,
    (error: unknown) => refusal(Promise.reject(error as Error)),
  );

describe('video elsewhere', () => {
  const save = async (setup: object, secret?: string) => {
    const owner = await apiOf(event.owner);
    return owner.call('saveMeetingVideo', {
      params: { event: event.slug },
      body: { setup: setup as { kind: 'none' }, ...(secret === undefined ? {} : { secret }) },
    });
  };
  const linkFor = async (api: Api, meeting: Meeting): Promise<URL> => {
    const { way } = await api.call('enterMeetingRoom', params(meeting));
    if (way.kind !== 'link') throw new Error(way.kind);
    return new URL(way.url);
  };
  const parts = (jwt: string) => {
    const [header = '', claims = '', signature = ''] = jwt.split('.');
    const read = (part: string): unknown => JSON.parse(Buffer.from(part, 'base64url').toString());
    return { said: `${header}.${claims}`, header: read(header), claims: read(claims), signature };
  };

  it('is a Jitsi room with a token for one person, signed by the word that both servers know', async () => {
    const { ada, ben, meeting } = await aPair();
    await itIs(meeting, 0);
    const setup = { kind: 'jitsi', server: 'https://meet.example.org', appId: 'foyer-app' };
    expect(await refusal(save(setup))).toBe('video_secret');
    const saved = await save(setup, 'a shared secret');
    expect(JSON.stringify(saved)).not.toContain('a shared secret');
    expect(saved).toMatchObject({ secretKept: true, relay: true });
    const { rows } = await sql<{ secret: string }>`select secret from meeting_video`.execute(
      foyer.database.sql,
    );
    expect(rows[0]?.secret).not.toContain('shared');
    // The same server again keeps it; another does not get what it would sign.
    expect((await save(setup)).secretKept).toBe(true);
    expect(await refusal(save({ ...setup, server: 'https://evil.example.org' }))).toBe('video_secret');
    const [hers, his] = [await linkFor(await apiOf(ada), meeting), await linkFor(await apiOf(ben), meeting)];
    expect(hers.pathname).toBe(his.pathname);
    expect(hers.pathname).not.toContain(meeting.id);
    const { said, header, claims, signature } = parts(hers.searchParams.get('jwt') ?? '');
    expect(createHmac('sha256', 'a shared secret').update(said).digest('base64url')).toBe(signature);
    expect(header).toEqual({ typ: 'JWT', alg: 'HS256' });
    const now = Math.floor(foyer.clock.now().getTime() / 1_000);
    expect(claims).toEqual({
      ...{ aud: 'jitsi', iss: 'foyer-app', sub: 'meet.example.org', room: hers.pathname.slice(1) },
      ...{ nbf: now - 30, exp: now + 22 * 60 + 300 },
      context: { user: { id: ada.id, name: 'Ada' }, room: { regex: false } },
    });
  });

  it('is a room of 8x8’s, signed by a key', async () => {
    const { ada, meeting } = await aPair();
    await itIs(meeting, 0);
    const { publicKey, privateKey } = generateKeyPairSync('rsa', {
      modulusLength: 2048,
      publicKeyEncoding: { type: 'spki', format: 'pem' },
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    });
    const setup = { kind: 'jitsi', server: 'https://8x8.vc', appId: 'vpaas-1', keyId: 'vpaas-1/key' };
    expect(await refusal(save(setup, '-----BEGIN PRIVATE KEY-----\nnone\n-----END PRIVATE KEY-----'))).toBe(
      'video_secret',
    );
    await save(setup, privateKey);
    const link = await linkFor(await apiOf(ada), meeting);
    const { said, header, claims, signature } = parts(link.searchParams.get('jwt') ?? '');
    const sound = verify(
      'RSA-SHA256',
      Buffer.from(said),
      createPublicKey(publicKey),
      Buffer.from(signature, 'base64url'),
    );
    expect(sound).toBe(true);
    expect(header).toEqual({ typ: 'JWT', alg: 'RS256', kid: 'vpaas-1/key' });
    expect(claims).toMatchObject({ iss: 'chat', sub: 'vpaas-1', aud: 'jitsi' });
    expect(link.pathname).toBe(`/vpaas-1/${(claims as { room: string }).room}`);
  });

  it('is a BigBlueButton meeting that is made first, with the checksum that it wants', async () => {
    const secret = 'the server’s own salt';
    const made: URLSearchParams[] = [];
    let answer = '<response><returncode>SUCCESS</returncode></response>';
    const isSigned = (url: URL, name: string): boolean => {
      const query = url.search.slice(1).replace(/&checksum=[0-9a-f]+$/, '');
      const checksum = createHash('sha256')
        .update(name + query + secret)
        .digest('hex');
      return url.searchParams.get('checksum') === checksum;
    };
    const server: Server = createServer((request, response) => {
      const url = new URL(request.url ?? '', 'http://127.0.0.1');
      if (url.pathname === '/bigbluebutton/api/create' && isSigned(url, 'create'))
        made.push(url.searchParams);
      else answer = '<response><returncode>FAILED</returncode></response>';
      response.end(answer);
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/bigbluebutton`;
    try {
      const { ada, ben, meeting } = await aPair();
      await itIs(meeting, 0);
      await save({ kind: 'bigbluebutton', server: base }, secret);
      const links = [await linkFor(await apiOf(ada), meeting), await linkFor(await apiOf(ben), meeting)];
      expect(made).toHaveLength(2);
      expect(made[0]?.get('meetingID')).toBe(made[1]?.get('meetingID'));
      expect(made[0]?.get('duration')).toBe('27');
      for (const [index, link] of links.entries()) {
        expect(isSigned(link, 'join')).toBe(true);
        expect(link.searchParams.get('fullName')).toBe(['Ada', 'Ben'][index]);
        expect(link.searchParams.get('meetingID')).toBe(made[0]?.get('meetingID'));
      }
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
      expect(await refusal(linkFor(await apiOf(ada), meeting))).toBe('video_unreachable');
    } finally {
      server.close();
    }
  });

  it('is any address, in which names stay what they are; or none at all', async () => {
    const { ada, meeting } = await aPair(4);
    await sql`update registration set name = 'Ada & Co/?#ქ' where person_id = ${ada.id}`.execute(
      foyer.database.sql,
    );
    await itIs(meeting, 0);
    expect(await refusal(save({ kind: 'link', template: 'http://x.example.org/{meeting}' }))).toBe(
      'invalid_input',
    );
    expect(await refusal(save({ kind: 'link', template: 'javascript:alert(1)' }))).toBe('invalid_input');
    expect(await refusal(save({ kind: 'link', template: 'https://x.example.org/{secret}' }))).toBe(
      'invalid_input',
    );
    await save({ kind: 'link', template: 'https://x.example.org/{meeting}/{table}?name={name}' });
    const api = await apiOf(ada);
    const link = await linkFor(api, meeting);
    expect(link.searchParams.get('name')).toBe('Ada & Co/?#ქ');
    expect(link.pathname).toMatch(/^\/meeting-[0-9a-f]{24}\/1$/);
    await save({ kind: 'none' });
    expect((await api.call('enterMeetingRoom', params(meeting))).way).toEqual({ kind: 'none' });
    await save({ kind: 'built-in' });
  });
});
