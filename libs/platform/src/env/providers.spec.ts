import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from '@jest/globals';
import { loadEnv } from './env.js';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'foyer-providers-'));
afterAll(() => fs.rmSync(folder, { recursive: true }));

const house = {
  id: 'house',
  name: 'Example University',
  issuer: 'https://id.example.org/realms/all',
  clientId: 'foyer',
  clientSecret: 'not to be printed',
};
const load = (providers: unknown) =>
  loadEnv({
    DATABASE_URL: 'postgres://localhost/foyer',
    FOYER_SECRET: 'a secret for tests alone',
    OIDC_PROVIDERS: typeof providers === 'string' ? providers : JSON.stringify(providers),
  }).OIDC_PROVIDERS;

it('has no provider until one is set', () => expect(load('')).toEqual([]));

it('takes several, and the secret from a file', () => {
  const clientSecretFile = path.join(folder, 'secret');
  fs.writeFileSync(clientSecretFile, 'from the file\n');
  const { clientSecret: _, ...open } = house;
  const other = { ...open, id: 'other', issuer: 'http://127.0.0.1:8080', clientSecretFile };
  expect(load([house, other])).toEqual([
    { ...house, verifiedDomains: [] },
    {
      ...open,
      id: 'other',
      issuer: 'http://127.0.0.1:8080',
      clientSecret: 'from the file',
      verifiedDomains: [],
    },
  ]);
});

it.each([
  ['no JSON', '{'],
  ['no list', house],
  ['an unknown field', [{ ...house, secret: 'not to be printed' }]],
  ['plain http', [{ ...house, issuer: 'http://id.example.org' }]],
  ['a query in the issuer', [{ ...house, issuer: 'https://id.example.org/?not-to-be-printed' }]],
  ['any tenant', [{ ...house, issuer: 'https://login.microsoftonline.com/common/v2.0' }]],
  ['two of one id', [house, { ...house, issuer: 'https://other.example.org' }]],
  ['two of one issuer', [house, { ...house, id: 'other' }]],
  ['a file that is not there', [{ ...house, clientSecret: undefined, clientSecretFile: folder }]],
  ['a secret and a file', [{ ...house, clientSecretFile: folder }]],
  ['an id that is no part of an address', [{ ...house, id: 'a/b' }]],
])('refuses %s, names the key and prints no value', (_, providers) => {
  expect(() => load(providers)).toThrow(/OIDC_PROVIDERS/);
  expect(() => load(providers)).not.toThrow(/not.to.be.printed|example\.org|microsoft/);
});
