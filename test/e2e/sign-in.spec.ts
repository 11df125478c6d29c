import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PasskeyCreation, PasskeyRequest, type PasskeyProof } from '@foyer/contracts';
import {
  aPerson,
  signedIn,
  SoftAuthenticator,
  startFoyer,
  unique,
  until,
  type Foyer,
  type Saying,
} from '@foyer/test-kit';
import { Challenges, Passkeys, SignInPruning } from '@foyer/people';
import { houseCall, sql } from '@foyer/platform';
import { io } from 'socket.io-client';

let foyer: Foyer;
beforeAll(async () => {
  foyer = await startFoyer({ worker: false });
});
afterAll(() => foyer.stop());

/** A browser: keeps its cookies. */
class Browser {
  private readonly jar = new Map<string, string>();

  /** @param at another name of this machine; that of all others unless given */
  constructor(private readonly at: string = foyer.url) {}

  get cookie(): string {
    return [...this.jar].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  async send(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Response> {
    const answer = await fetch(`${this.at}/api${path}`, {
      method,
      headers: {
        cookie: this.cookie,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    for (const line of answer.headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      const [name = '', value = ''] = pair.split('=');
      if (value) this.jar.set(name, value);
      else this.jar.delete(name);
    }
    return answer;
  }

  askFor(email: string): Promise<Response> {
    return this.send('POST', '/sign-in/codes', { email });
  }
  enter(code: string): Promise<Response> {
    return this.send('POST', '/sign-in/sessions', { code });
  }
}

/** What the latest mail to that address says. */
async function mailedCode(email: string): Promise<string> {
  return (await issuedCode(email)).code;
}

function issuedCode(email: string) {
  return foyer.database.write(houseCall, async (tx) => {
    const { rows } = await sql<{ id: string }>`
      select id from sign_in_challenge where email = ${email} order by created_at desc, id desc limit 1`.execute(
      tx.sql,
    );
    const issued = await foyer.get(Challenges).issueCode(tx, rows[0]?.id ?? '');
    if (!issued) throw new Error('no code was issued');
    return issued;
  });
}

const wrong = (code: string): string => String((Number(code) + 1) % 1_000_000).padStart(6, '0');
const anAddress = (): string => `somebody-${unique()}@example.org`;

describe('signing in by code', () => {
  it('signs in once with the mailed code, and the code is spent', async () => {
    const browser = new Browser();
    const email = anAddress();
    expect(await (await browser.askFor(email)).json()).toEqual({ validForMinutes: 10 });
    const challenge = browser.cookie;
    const code = await mailedCode(email);
    const answer = await browser.enter(code);
    expect(await answer.json()).toMatchObject({ email });
    const cookie = answer.headers.getSetCookie().find((line) => line.startsWith('foyer-session='));
    expect(cookie).toMatch(/HttpOnly/);
    expect(cookie).toMatch(/SameSite=Lax/);
    expect(await (await browser.send('GET', '/me')).json()).toMatchObject({ me: { email } });
    const again = await new Browser().send('POST', '/sign-in/sessions', { code }, { cookie: challenge });
    expect(again.status).toBe(422);
    expect(await again.json()).toMatchObject({ code: 'code_wrong' });
  });

  it('takes the code only in the browser that asked', async () => {
    const browser = new Browser();
    const email = anAddress();
    await browser.askFor(email);
    const code = await mailedCode(email);
    expect((await new Browser().enter(code)).status).toBe(422);
    expect((await browser.enter(code)).status).toBe(200);
  });

  it('mails the code in the language asked for, else in that of the account, else in English', async () => {
    const known = await aPerson(foyer, { language: 'ka' });
    const asking = [
      { email: known.email, language: 'lt' },
      { email: known.email },
      { email: anAddress(), language: 'lt' },
      { email: anAddress() },
    ];
    const languages: (string | undefined)[] = [];
    for (const body of asking) {
      await new Browser().send('POST', '/sign-in/codes', body);
      languages.push((await issuedCode(body.email)).language);
    }
    expect(languages).toEqual(['lt', 'ka', 'lt', 'en']);
  });

  it('gives five tries, also when they come at once', async () => {
    const browser = new Browser();
    const email = anAddress();
    await browser.askFor(email);
    const code = await mailedCode(email);
    const tries = await Promise.all(Array.from({ length: 20 }, () => browser.enter(wrong(code))));
    expect(tries.map((answer) => answer.status)).toEqual(Array(20).fill(422));
    expect((await browser.enter(code)).status).toBe(422);
    const { rows } = await sql<{
      tries: number;
    }>`select tries from sign_in_challenge where email = ${email}`.execute(foyer.database.sql);
    expect(rows).toEqual([{ tries: 5 }]);
  });

  it('lets a code lapse after ten minutes', async () => {
    const browser = new Browser();
    const email = anAddress();
    await browser.askFor(email);
    const code = await mailedCode(email);
    foyer.clock.advance(10 * 60_000 + 1);
    expect((await browser.enter(code)).status).toBe(422);
  });

  it('is not disturbed by a stranger who asks for the same address', async () => {
    const [victim, stranger] = [new Browser(), new Browser()];
    const email = anAddress();
    await victim.askFor(email);
    const code = await mailedCode(email);
    await stranger.askFor(email);
    for (let i = 0; i < 5; i++) await stranger.enter(wrong(code));
    expect((await victim.enter(code)).status).toBe(200);
  });

  it('voids the other codes of the address once one has been used', async () => {
    const [first, second] = [new Browser(), new Browser()];
    const email = anAddress();
    await first.askFor(email);
    const firstCode = await mailedCode(email);
    await second.askFor(email);
    expect((await second.enter(await mailedCode(email))).status).toBe(200);
    expect((await first.enter(firstCode)).status).toBe(422);
  });

  it('refuses the sixth mail within a quarter of an hour and says when to come back', async () => {
    const email = anAddress();
    const asked = await Promise.all(Array.from({ length: 6 }, () => new Browser().askFor(email)));
    expect(asked.map((answer) => answer.status).sort()).toEqual([200, 200, 200, 200, 200, 429]);
    const refused = asked.find((answer) => answer.status === 429);
    expect(Number(refused?.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await refused?.json()).toMatchObject({ code: 'too_many_requests' });
    foyer.clock.advance(15 * 60_000 + 1);
    expect((await new Browser().askFor(email)).status).toBe(200);
  });

  it('answers a known and an unknown address alike', async () => {
    const known = await aPerson(foyer);
    const answers = await Promise.all([new Browser().askFor(known.email), new Browser().askFor(anAddress())]);
    const [first, second] = await Promise.all(answers.map((answer) => answer.text()));
    expect(first).toBe(second);
    expect(answers[0]?.status).toBe(answers[1]?.status);
  });

  it('spends nothing by GET or HEAD', async () => {
    const browser = new Browser();
    const email = anAddress();
    await browser.askFor(email);
    const code = await mailedCode(email);
    for (const method of ['GET', 'HEAD']) {
      await browser.send(method, `/sign-in/sessions?code=${code}`);
      await fetch(`${foyer.url}/sign-in?code=${code}`, { method, headers: { cookie: browser.cookie } });
    }
    expect((await browser.enter(code)).status).toBe(200);
  });
});

describe('a session', () => {
  it('gets a new token at each sign-in, and the old one ends', async () => {
    const browser = new Browser();
    const email = anAddress();
    await browser.askFor(email);
    await browser.enter(await mailedCode(email));
    const before = browser.cookie;
    await browser.askFor(email);
    await browser.enter(await mailedCode(email));
    expect(browser.cookie).not.toBe(before);
    foyer.clock.advance(5_000);
    const old = await fetch(`${foyer.url}/api/me`, { headers: { cookie: before } });
    expect(await old.json()).toMatchObject({ me: null });
  });

  it('closes its sockets when it is revoked, also when the row is deleted by somebody else', async () => {
    const person = await aPerson(foyer);
    const [mine, other] = [await signedIn(foyer, person), await signedIn(foyer, person)];
    const connect = (cookie: string) =>
      io(foyer.url, { transports: ['websocket'], extraHeaders: { cookie }, reconnection: false });
    const sockets = [connect(mine), connect(other)];
    await until('both are connected', () => sockets.every((socket) => socket.connected));
    const list = await fetch(`${foyer.url}/api/sign-in/sessions`, { headers: { cookie: mine } });
    const { sessions } = (await list.json()) as { sessions: { id: string; current: boolean }[] };
    const elsewhere = sessions.find((session) => !session.current);
    await fetch(`${foyer.url}/api/sign-in/sessions/${elsewhere?.id}`, {
      method: 'DELETE',
      headers: { cookie: mine },
    });
    await until('the other browser is cut off', () => !sockets[1]?.connected, 5_000);
    expect(sockets[0]?.connected).toBe(true);
    await sql`delete from sign_in_session where person_id = ${person.id}`.execute(foyer.database.sql);
    await until('this browser is cut off', () => !sockets[0]?.connected, 5_000);
  });

  it('that has lapsed is forgotten, as are codes that were asked for a day ago', async () => {
    const person = await aPerson(foyer);
    await signedIn(foyer, person);
    await new Browser().askFor(person.email);
    await new Browser(foyer.url.replace('127.0.0.1', 'localhost')).send(
      'POST',
      '/sign-in/passkeys/challenges',
    );
    const kept = async () =>
      (
        await sql`
          select (select count(*)::int from sign_in_session where person_id = ${person.id}) as sessions,
            (select count(*)::int from sign_in_challenge where email = ${person.email}) as codes,
            (select count(*)::int > 0 from passkey_challenge) as asked`.execute(foyer.database.sql)
      ).rows;
    const prune = async () => {
      await foyer.get(SignInPruning).prune();
      await foyer.get(Passkeys).prune();
    };
    await prune();
    expect(await kept()).toEqual([{ sessions: 1, codes: 1, asked: true }]);
    foyer.clock.advance(25 * 3_600_000);
    await prune();
    expect(await kept()).toEqual([{ sessions: 1, codes: 0, asked: false }]);
    foyer.clock.advance(30 * 86_400_000);
    await prune();
    expect(await kept()).toEqual([{ sessions: 0, codes: 0, asked: false }]);
  });

  it('of somebody else cannot be revoked', async () => {
    const [mine, theirs] = [await aPerson(foyer), await aPerson(foyer)];
    await signedIn(foyer, theirs);
    const { rows } = await sql<{
      id: string;
    }>`select id from sign_in_session where person_id = ${theirs.id}`.execute(foyer.database.sql);
    const answer = await fetch(`${foyer.url}/api/sign-in/sessions/${rows[0]?.id}`, {
      method: 'DELETE',
      headers: { cookie: await signedIn(foyer, mine) },
    });
    expect(answer.status).toBe(404);
  });
});

describe('a socket', () => {
  it('from another site is refused, by websocket and by polling', async () => {
    const socket = io(foyer.url, {
      transports: ['websocket'],
      reconnection: false,
      extraHeaders: { origin: 'https://evil.test' },
    });
    const error = await new Promise<Error>((resolve) => socket.on('connect_error', resolve));
    expect(error.message).toBe('websocket error');
    const polling = await fetch(`${foyer.url}/socket.io/?EIO=4&transport=polling`, {
      headers: { origin: 'https://evil.test' },
    });
    expect(polling.status).toBeGreaterThanOrEqual(400);
  });
});

describe('the demo', () => {
  it('signs nobody in by a click but its own people', async () => {
    const stranger = await aPerson(foyer);
    expect((await new Browser().send('POST', '/demo/sign-in', { email: stranger.email })).status).toBe(404);
    const demo = await aPerson(foyer, { email: `attendee-${unique()}@demo.foyer.test` });
    expect((await new Browser().send('POST', '/demo/sign-in', { email: demo.email })).status).toBe(200);
  });
});

describe('a passkey', () => {
  /** The page's address: no passkey is made for a bare network address. */
  const site = (): string => foyer.url.replace('127.0.0.1', 'localhost');

  /** A browser on that page, signed in where a person is given. */
  async function aDevice(person?: { id: string }) {
    const browser = new Browser(site());
    const own = person ? await signedIn(foyer, person) : '';
    const send = (method: string, path: string, body?: unknown, origin = site()): Promise<Response> =>
      browser.send(method, `/sign-in/passkeys${path}`, body, {
        origin,
        cookie: [browser.cookie, own].filter(Boolean).join('; '),
      });
    return { browser, send };
  }
  type Device = Awaited<ReturnType<typeof aDevice>>;
  const asked = async ({ send }: Device): Promise<PasskeyRequest> =>
    PasskeyRequest.parse(await (await send('POST', '/challenges')).json());
  const enter = ({ send }: Device, passkey: PasskeyProof): Promise<Response> =>
    send('POST', '/sessions', { passkey });
  const codeOf = async (answer: Response): Promise<unknown> =>
    answer.ok ? 'in' : (await answer.json()).code;

  async function made(device: Device, said: Partial<Saying> = {}) {
    const key = new SoftAuthenticator();
    const options = PasskeyCreation.parse(await (await device.send('POST', '/new')).json());
    const passkey = key.create(options, { origin: site(), ...said });
    const answer = await device.send('POST', '', { name: 'Laptop', passkey });
    return { key, passkey, options, answer };
  }

  it('signs in whose it is, is listed, renamed and given up, and then signs in nobody', async () => {
    const person = await aPerson(foyer);
    const device = await aDevice(person);
    const { key, options, answer } = await made(device);
    expect(answer.status).toBe(201);
    expect(options).toMatchObject({
      rp: { id: 'localhost' },
      authenticatorSelection: { userVerification: 'required' },
    });
    const { id } = await answer.json();
    const visitor = await aDevice();
    const signIn = await enter(visitor, key.sign(await asked(visitor), { origin: site(), counter: 1 }));
    expect(await signIn.json()).toMatchObject({ id: person.id });
    expect(signIn.headers.getSetCookie().find((line) => line.startsWith('foyer-session='))).toMatch(
      /HttpOnly/,
    );
    expect((await device.send('PATCH', `/${id}`, { name: 'Old laptop' })).status).toBe(200);
    const { passkeys } = await (await device.send('GET', '')).json();
    expect(passkeys).toMatchObject([{ id, name: 'Old laptop', lastUsedAt: expect.any(String) }]);
    expect(JSON.stringify(passkeys)).not.toContain(key.id);
    const stranger = await aDevice(await aPerson(foyer));
    for (const [method, body] of [
      ['PATCH', { name: 'Mine' }],
      ['DELETE', undefined],
    ] as const)
      expect((await stranger.send(method, `/${id}`, body)).status).toBe(404);
    expect((await device.send('DELETE', `/${id}`)).status).toBe(204);
    const late = await aDevice();
    const gone = enter(late, key.sign(await asked(late), { origin: site(), counter: 2 }));
    expect(await codeOf(await gone)).toBe('passkey_refused');
  });

  it.each<[string, Partial<Saying>]>([
    ['another origin', { origin: 'https://evil.test' }],
    ['another port of this host', { origin: 'http://localhost:1' }],
    ['another place', { rpId: 'evil.test' }],
    ['nobody who has unlocked it', { unlocked: false }],
    ['nobody who was there', { present: false, unlocked: false }],
    ['an answer to something else', { challenge: 'c29tZXRoaW5nIGVsc2U' }],
    ['a word of another kind', { type: 'webauthn.wrong' }],
  ])('for %s is neither added nor let in', async (_, said) => {
    const device = await aDevice(await aPerson(foyer));
    expect(await codeOf((await made(device, said)).answer)).toBe('passkey_refused');
    const { key } = await made(device);
    const visitor = await aDevice();
    expect(
      await codeOf(
        await enter(visitor, key.sign(await asked(visitor), { origin: site(), counter: 5, ...said })),
      ),
    ).toBe('passkey_refused');
    // What was asked is used up, also by a wrong answer; the next one is good.
    expect(
      await codeOf(await enter(visitor, key.sign(await asked(visitor), { origin: site(), counter: 6 }))),
    ).toBe('in');
  });

  it('signs in once by what it has signed, in the browser that was asked, within ten minutes', async () => {
    const device = await aDevice(await aPerson(foyer));
    const { key, passkey } = await made(device);
    const [victim, thief] = [await aDevice(), await aDevice()];
    const proof = key.sign(await asked(victim), { origin: site(), counter: 1 });
    await asked(thief);
    expect(await codeOf(await enter(thief, proof))).toBe('passkey_refused');
    const both = await Promise.all([enter(victim, proof), enter(victim, proof)]);
    expect((await Promise.all(both.map(codeOf))).sort()).toEqual(['in', 'passkey_refused']);
    expect(await codeOf(await enter(victim, proof))).toBe('passkey_refused');
    // What was asked for adding one signs nobody in, and the same passkey is added once.
    expect(await codeOf(await device.send('POST', '', { name: 'Again', passkey }))).toBe('passkey_refused');
    const slow = key.sign(await asked(victim), { origin: site(), counter: 2 });
    foyer.clock.advance(10 * 60_000 + 1);
    expect(await codeOf(await enter(victim, slow))).toBe('passkey_refused');
  });

  it('that has been copied is found out by its count', async () => {
    const device = await aDevice(await aPerson(foyer));
    const { key } = await made(device);
    const visitor = await aDevice();
    const use = async (counter: number) =>
      codeOf(await enter(visitor, key.sign(await asked(visitor), { origin: site(), counter })));
    expect(await use(7)).toBe('in');
    expect([await use(7), await use(3), await use(0)]).toEqual(Array(3).fill('passkey_refused'));
    expect(await use(8)).toBe('in');
  });

  it('of somebody else stands for nobody else', async () => {
    const [mine, theirs] = [await aPerson(foyer), await aPerson(foyer)];
    const { key } = await made(await aDevice(mine));
    const { key: other } = await made(await aDevice(theirs));
    const visitor = await aDevice();
    const handle = Buffer.from(theirs.id).toString('base64url');
    const swapped = key.sign(await asked(visitor), { origin: site(), counter: 1, userHandle: handle });
    expect(await codeOf(await enter(visitor, swapped))).toBe('passkey_refused');
    const forged = {
      ...key.sign(await asked(visitor), { origin: site(), counter: 1 }),
      id: other.id,
      rawId: other.id,
    };
    expect(await codeOf(await enter(visitor, forged))).toBe('passkey_refused');
    const unknown = new SoftAuthenticator().sign(await asked(visitor), {
      origin: site(),
      userHandle: handle,
    });
    expect(await codeOf(await enter(visitor, unknown))).toBe('passkey_refused');
    // From another site nothing is asked at all.
    expect(await codeOf(await visitor.send('POST', '/challenges', undefined, 'https://evil.test'))).toBe(
      'foreign_origin',
    );
  });
});
