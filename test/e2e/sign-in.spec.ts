import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aPerson, signedIn, startFoyer, unique, until, type Foyer } from '@foyer/test-kit';
import { Challenges } from '@foyer/people';
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

  get cookie(): string {
    return [...this.jar].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  async send(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Response> {
    const answer = await fetch(`${foyer.url}/api${path}`, {
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
  return foyer.database.write(houseCall, async (tx) => {
    const { rows } = await sql<{ id: string }>`
      select id from sign_in_challenge where email = ${email} order by created_at desc, id desc limit 1`.execute(
      tx.sql,
    );
    const issued = await foyer.get(Challenges).issueCode(tx, rows[0]?.id ?? '');
    if (!issued) throw new Error('no code was issued');
    return issued.code;
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
