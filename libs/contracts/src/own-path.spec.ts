import { expect, it } from '@jest/globals';
import { ownPath } from './own-path.js';

it.each(['/', '/e/forum', '/e/forum/register?step=2#form', '/events?search=%D0%B0'])(
  'leads on to %j',
  (path) => expect(ownPath(path)).toBe(path),
);

it.each([
  'https://evil.test/',
  '//evil.test',
  '/\\evil.test',
  '\\\\evil.test',
  '/\t/evil.test',
  '/\n\\evil.test',
  '/.//evil.test',
  '/e/..//evil.test',
  'javascript:alert(1)',
  ' //evil.test',
  'e/forum',
  '',
  null,
  undefined,
])('leads to the first page instead of %j', (path) => expect(ownPath(path)).toBe('/'));
