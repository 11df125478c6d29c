import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { startFoyer, type Foyer } from '@foyer/test-kit';

let foyer: Foyer;
beforeAll(async () => {
  foyer = await startFoyer();
});
afterAll(() => foyer.stop());

function post(path: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${foyer.url}/api${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
}

it('signs in with a code that came by mail, in the language asked for', async () => {
  const asked = await post('/sign-in/codes', { email: 'Nino@Example.org', language: 'ka' });
  expect(asked.status).toBe(200);
  const mail = await foyer.mailbox.waitFor('nino@example.org', 'sign-in-code');
  const code = /\b\d{6}\b/.exec(mail.subject ?? '')?.[0] ?? '';
  expect(mail.subject).toBe(`${code} – თქვენი შესვლის კოდი`);
  expect(mail.text).toContain(code);
  expect(mail.text).toContain('10 წუთის განმავლობაში');
  expect(mail.headers).toContainEqual(
    expect.objectContaining({ key: 'auto-submitted', value: 'auto-generated' }),
  );
  expect(mail.headers.some(({ key }) => key === 'list-unsubscribe')).toBe(false);
  const cookie = (asked.headers.getSetCookie()[0] ?? '').split(';')[0] ?? '';
  const entered = await post('/sign-in/sessions', { code }, { cookie });
  expect(entered.status).toBe(200);
  expect(await entered.json()).toMatchObject({ email: 'nino@example.org', language: 'ka' });
});
