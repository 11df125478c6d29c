import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Provider } from '@foyer/contracts';
import { Identities } from '@foyer/people';
import { sql } from '@foyer/platform';
import {
  anotherApi,
  aPerson,
  aProvider,
  signedIn,
  startFoyer,
  unique,
  type Foyer,
  type TestProvider,
} from '@foyer/test-kit';

/** Two houses that sign people in, on the loopback. */
let foyer: Foyer;
let house: TestProvider;
let other: TestProvider;
beforeAll(async () => {
  [house, other] = [await aProvider(), await aProvider('foyer-at-the-other')];
  const setting = (id: string, { issuer, clientId, clientSecret }: TestProvider, name: string) => ({
    ...{ id, issuer, clientId, clientSecret, name },
    verifiedDomains: ['own.test'],
  });
  const providers = [setting('house', house, 'Example University'), setting('other', other, 'Other House')];
  foyer = await startFoyer({ worker: false, env: { OIDC_PROVIDERS: JSON.stringify(providers) } });
});
afterAll(async () => {
  await foyer.stop();
  await Promise.all([house.stop(), other.stop()]);
});

const anAddress = (): string => `somebody-${unique()}@example.org`;
const anAccount = (email = anAddress()) => ({
  ...{ sub: `subject-${unique()}`, name: 'Ana Beridze' },
  ...{ email, email_verified: true as unknown },
});
beforeEach(() => {
  for (const provider of [house, other]) {
    const well = {
      claims: {},
      answers: {},
      signs: 'well',
      shy: false,
      careless: false,
      state: 'there',
    } as const;
    Object.assign(provider, well, { account: anAccount() });
  }
});

type Words = Record<string, string | undefined>;
/** A browser that goes to a provider and brings back what that says. */
class Browser {
  cookies: string[] = [];

  send(path: string, body?: unknown, method = 'POST'): Promise<Response> {
    return fetch(`${foyer.url}/api/sign-in${path}`, {
      method,
      headers: {
        ...{ cookie: this.cookies.join('; '), origin: foyer.url, 'user-agent': 'A browser' },
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  }
  /** @returns what the provider has the browser bring back, and where to */
  async go(id = 'house', body: object = {}): Promise<{ back: URL; words: Words }> {
    const answer = await this.send(`/providers/${id}/trips`, body);
    expect([answer.status, await answer.clone().text()]).toEqual([200, expect.anything()]);
    this.cookies = answer.headers.getSetCookie().map((line) => line.split(';')[0] ?? '');
    const { url } = await answer.json();
    const sent = await fetch(url, { redirect: 'manual' });
    const back = new URL(sent.headers.get('location') ?? '');
    return { back, words: Object.fromEntries(back.searchParams) };
  }
  bring(words: Words, id = 'house'): Promise<Response> {
    return this.send(`/providers/${id}/sessions`, words);
  }
  async signIn(id = 'house', body: object = {}): Promise<Response> {
    return this.bring((await this.go(id, body)).words, id);
  }
}
const codeOf = async (answer: Promise<Response> | Response): Promise<unknown> => {
  const come = await answer;
  return come.ok ? 'in' : (await come.json()).code;
};
const enter = (): Promise<unknown> => codeOf(new Browser().signIn());
const identitiesOf = async (email: string) =>
  (
    await sql<{ issuer: string; subject: string }>`
      select i.issuer, i.subject from identity i join person p on p.id = i.person_id where p.email = ${email}
      order by i.created_at`.execute(foyer.database.sql)
  ).rows;

describe('a provider', () => {
  it('is offered by name, signs in whom it vouches for, and makes an account where there is none', async () => {
    const { providers } = await (await new Browser().send('/providers', undefined, 'GET')).json();
    expect(providers satisfies Provider[]).toEqual([
      { id: 'house', name: 'Example University' },
      { id: 'other', name: 'Other House' },
    ]);
    const { email, sub } = house.account;
    const answer = await new Browser().signIn('house', {
      ...{ next: '/e/forum?tab=mine#top', language: 'ka', timeZone: 'Asia/Tbilisi' },
    });
    expect(await answer.json()).toEqual({
      me: expect.objectContaining({ email, name: 'Ana Beridze', language: 'ka', timeZone: 'Asia/Tbilisi' }),
      next: '/e/forum?tab=mine#top',
    });
    const [session = ''] = answer.headers.getSetCookie().filter((line) => line.startsWith('foyer-session='));
    expect(session).toMatch(/HttpOnly; SameSite=Lax/);
    expect(await identitiesOf(email ?? '')).toEqual([{ issuer: house.issuer, subject: sub }]);
    const { rows } = await sql`
      select action, about from audit_entry a join person p on p.id = a.person_id where p.email = ${email}`.execute(
      foyer.database.sql,
    );
    expect(rows).toEqual([{ action: 'provider', about: { provider: 'house' } }]);
  });

  it('signs in to the account that is there, by its word alone afterwards, whatever the address is by then', async () => {
    const person = await aPerson(foyer, { name: 'As she calls herself', language: 'lt' });
    house.account = anAccount(person.email);
    const first = await (await new Browser().signIn()).json();
    expect(first.me).toMatchObject({ id: person.id, name: 'As she calls herself', language: 'lt' });
    house.account = { ...house.account, email: anAddress(), email_verified: false };
    expect((await (await new Browser().signIn()).json()).me.id).toBe(person.id);
    // The other house vouches for the same address.
    other.account = anAccount(person.email);
    expect((await (await new Browser().signIn('other')).json()).me.id).toBe(person.id);
    expect(await identitiesOf(person.email)).toHaveLength(2);
  });

  it('is asked for the address where it does not say it by itself', async () => {
    house.shy = true;
    const { me } = await (await new Browser().signIn()).json();
    expect(me.email).toBe(house.account.email);
  });

  it('is believed on the mail domains of its own house, if it says nothing of them', async () => {
    house.account = { ...anAccount(`ana-${unique()}@own.test`), email_verified: undefined };
    expect(await enter()).toBe('in');
    house.account = { ...anAccount(`ana-${unique()}@own.test`), email_verified: false };
    expect(await enter()).toBe('provider_unverified');
    house.account = { ...anAccount(`ana-${unique()}@own.test.example.org`), email_verified: undefined };
    expect(await enter()).toBe('provider_unverified');
  });

  it('is listed in the account of its person, who gives it up and comes in by code', async () => {
    const [person, stranger] = [await aPerson(foyer), await aPerson(foyer)];
    house.account = anAccount(person.email);
    expect(await enter()).toBe('in');
    const [mine, theirs] = [new Browser(), new Browser()];
    mine.cookies = [await signedIn(foyer, person)];
    theirs.cookies = [await signedIn(foyer, stranger)];
    const listed = async (browser: Browser) =>
      (await (await browser.send('/identities', undefined, 'GET')).json()).identities;
    const [identity] = await listed(mine);
    expect(identity).toMatchObject({ name: 'Example University', email: person.email });
    expect(await listed(theirs)).toEqual([]);
    const remove = (browser: Browser) => browser.send(`/identities/${identity.id}`, undefined, 'DELETE');
    expect((await remove(theirs)).status).toBe(404);
    expect((await remove(mine)).status).toBe(204);
    expect(await listed(mine)).toEqual([]);
    const { rows } = await sql`
      select verb from audit_entry where person_id = ${person.id} and action = 'unlinkIdentity'`.execute(
      foyer.database.sql,
    );
    expect(rows).toEqual([{ verb: 'removed' }]);
  });
});

describe('what a provider does not vouch for', () => {
  it.each([
    ['that is not verified', { email_verified: false }],
    ['of which nothing is said', { email_verified: undefined }],
    ['that is verified by a word', { email_verified: 'yes' }],
    ['that is none', { email: 'not an address' }],
    ['that is not told', { email: undefined }],
  ])('is no way in: an address %s, be it of an account or of nobody', async (_, said) => {
    const person = await aPerson(foyer);
    for (const email of [person.email, anAddress()]) {
      house.account = { ...anAccount(email), ...said };
      expect(await enter()).toBe('provider_unverified');
      expect(await identitiesOf(email)).toEqual([]);
    }
    const { rows } = await sql`select from sign_in_session where person_id = ${person.id}`.execute(
      foyer.database.sql,
    );
    expect(rows).toEqual([]);
  });

  it('is who got the address of somebody that has left', async () => {
    const person = await aPerson(foyer);
    house.account = anAccount(person.email);
    expect(await enter()).toBe('in');
    house.account = anAccount(person.email);
    expect(await enter()).toBe('identity_taken');
    expect(await identitiesOf(person.email)).toHaveLength(1);
  });
});

describe('an answer', () => {
  const lately = Math.floor(Date.now() / 1_000);
  it.each<[string, () => void]>([
    ['with another nonce', () => (house.claims = { nonce: 'another' })],
    ['without a nonce', () => (house.claims = { nonce: undefined })],
    ['for another client', () => (house.claims = { aud: 'another' })],
    ['for several clients', () => (house.claims = { aud: ['foyer', 'another'] })],
    ['of another issuer', () => (house.claims = { iss: 'https://evil.test' })],
    ['of the other provider', () => (house.claims = { iss: other.issuer })],
    ['that has lapsed', () => (house.claims = { exp: lately - 600, iat: lately - 900 })],
    ['that never lapses', () => (house.claims = { exp: undefined })],
    ['about nobody', () => (house.claims = { sub: undefined })],
    ['about somebody with no name of this world', () => (house.claims = { sub: 'a\u0000b' })],
    ['signed by nobody', () => (house.signs = 'with nothing')],
    ['signed with what everybody knows', () => (house.signs = 'with its public key')],
    ['signed with another key', () => (house.signs = 'with another key')],
    ['sent by another provider', () => (house.answers = { iss: other.issuer })],
    ['that does not say who sent it', () => (house.answers = { iss: undefined })],
    ['with a code that it does not know', () => (house.answers = { code: 'another' })],
    ['without a code', () => (house.answers = { code: undefined })],
    ['that says no', () => (house.answers = { code: undefined, error: 'access_denied' })],
  ])('%s is refused, and the next one is good', async (_, lie) => {
    lie();
    const answer = await new Browser().signIn('house', { next: '/e/forum' });
    expect(answer.status).toBe(422);
    expect(await answer.json()).toMatchObject({
      code: 'provider_refused',
      params: { name: 'Example University', next: '/e/forum' },
    });
    expect(answer.headers.getSetCookie().filter((line) => line.startsWith('foyer-session='))).toEqual([]);
    expect(await identitiesOf(house.account.email ?? '')).toEqual([]);
    Object.assign(house, { claims: {}, answers: {}, signs: 'well' });
    expect(await enter()).toBe('in');
  });

  it('with another state is refused and breaks off nobody’s way in', async () => {
    const [victim, thief] = [new Browser(), new Browser()];
    const { words } = await victim.go();
    const stolen = await thief.go();
    for (const state of ['', 'another', stolen.words['state']])
      expect(await codeOf(victim.bring({ ...words, state }))).toBe('provider_refused');
    // Login CSRF: the thief's own answer in the victim's browser; and the victim's in the thief's.
    expect(await codeOf(victim.bring(stolen.words))).toBe('provider_refused');
    expect(await codeOf(thief.bring(words))).toBe('provider_refused');
    expect(await codeOf(new Browser().bring(words))).toBe('provider_refused');
    expect(await codeOf(victim.bring(words))).toBe('in');
  });

  it('signs in once, also if it comes twice at once, and within ten minutes', async () => {
    // Whatever the provider would let through.
    house.careless = true;
    const browser = new Browser();
    const { words } = await browser.go();
    const both = await Promise.all([browser.bring(words), browser.bring(words)]);
    expect((await Promise.all(both.map(codeOf))).sort()).toEqual(['in', 'provider_refused']);
    expect(await codeOf(browser.bring(words))).toBe('provider_refused');
    const late = await browser.go();
    foyer.clock.advance(10 * 60_000 + 1);
    expect(await codeOf(browser.bring(late.words))).toBe('provider_refused');
    await foyer.get(Identities).prune();
    const { rows } = await sql`select from provider_trip where expires_at < ${foyer.clock.now()}`.execute(
      foyer.database.sql,
    );
    expect(rows).toEqual([]);
  });

  it('of one provider is none of another', async () => {
    const browser = new Browser();
    const { words } = await browser.go('house');
    expect(await codeOf(browser.bring(words, 'other'))).toBe('provider_refused');
    expect(await codeOf(browser.bring(words, 'nobody'))).toBe('not_found');
    expect(await codeOf(browser.bring(words))).toBe('in');
  });

  it('makes one account of two that come at once', async () => {
    const browsers = [new Browser(), new Browser(), new Browser()];
    const all = await Promise.all(browsers.map((browser) => browser.go()));
    const answers = await Promise.all(browsers.map((browser, at) => browser.bring(all[at]?.words ?? {})));
    expect(await Promise.all(answers.map(codeOf))).toEqual(['in', 'in', 'in']);
    expect(await identitiesOf(house.account.email ?? '')).toHaveLength(1);
  });

  it.each([
    'https://evil.test/',
    '//evil.test',
    '/\\evil.test',
    '/\t/evil.test',
    '/.//evil.test',
    'javascript:alert(1)',
  ])('leads nobody on to %j', async (next) => {
    expect((await (await new Browser().signIn('house', { next })).json()).next).toBe('/');
  });

  it('comes back to one address of ours, whatever the browser says', async () => {
    const { back } = await new Browser().go();
    expect(back.origin + back.pathname).toBe(`${foyer.url}/sign-in/with/house`);
    const foreign = await fetch(`${foyer.url}/api/sign-in/providers/house/trips`, {
      method: 'POST',
      headers: { origin: 'https://evil.test' },
    });
    expect(await codeOf(foreign)).toBe('foreign_origin');
  });

  it.each<TestProvider['state']>(['silent', 'broken'])(
    'that does not come is not waited for: %s',
    async (state) => {
      const browser = new Browser();
      const { words } = await browser.go();
      house.state = state;
      const began = performance.now();
      const answer = await browser.bring(words);
      expect([answer.status, await codeOf(answer)]).toEqual([503, 'provider_away']);
      expect(performance.now() - began).toBeLessThan(20_000);
      house.state = 'there';
      expect(await enter()).toBe('in');
    },
  );

  it('is not asked for where nobody has a name for it, and a provider that is away at first is asked again', async () => {
    expect(await codeOf(new Browser().send('/providers/nobody/trips', {}))).toBe('not_found');
    const late = await aProvider('late');
    const { issuer, clientId, clientSecret } = late;
    const publicUrl = 'https://events.example.org';
    const second = await anotherApi(foyer, {
      publicUrl,
      OIDC_PROVIDERS: [{ id: 'late', name: 'Late', issuer, clientId, clientSecret, verifiedDomains: [] }],
    });
    try {
      const start = () =>
        fetch(`${second.url}/api/sign-in/providers/late/trips`, {
          method: 'POST',
          headers: { origin: publicUrl },
        });
      late.state = 'broken';
      expect(await codeOf(start())).toBe('provider_away');
      late.state = 'there';
      const answer = await start();
      const asked = new URL((await answer.json()).url).searchParams;
      // Its public address is where it comes back to, and nothing that a request says.
      expect(Object.fromEntries(asked)).toMatchObject({
        ...{ redirect_uri: `${publicUrl}/sign-in/with/late`, code_challenge_method: 'S256' },
        ...{ response_type: 'code', scope: 'openid email profile', client_id: 'late' },
      });
      expect(answer.headers.getSetCookie()).toEqual([
        expect.stringMatching(
          /^__Host-foyer-trip=[\w-]{43}; Max-Age=600; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
        ),
      ]);
    } finally {
      await second.stop();
      await late.stop();
    }
  });
});
