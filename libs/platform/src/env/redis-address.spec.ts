import { expect, it } from '@jest/globals';
import { parseRedisUrl } from './redis-address.js';

it.each([
  ['redis://127.0.0.1:6379/2', { kind: 'single', url: 'redis://127.0.0.1:6379/2' }],
  [
    'redis+sentinel://app:p%40ss@one,two:26380/foyer/3?sentinelPassword=watch',
    {
      ...{ kind: 'sentinel', name: 'foyer', db: 3, tls: false, username: 'app', password: 'p@ss' },
      nodes: [
        { host: 'one', port: 26_379 },
        { host: 'two', port: 26_380 },
      ],
      sentinelPassword: 'watch',
    },
  ],
  [
    'rediss+cluster://:secret@[::1]:7000,two.example.org',
    {
      ...{ kind: 'cluster', tls: true, password: 'secret' },
      nodes: [
        { host: '::1', port: 7_000 },
        { host: 'two.example.org', port: 6_379 },
      ],
    },
  ],
])('understands %s', (url, address) => {
  expect(parseRedisUrl(url)).toEqual(address);
});

it.each([
  ['http://one', /begin with/],
  ['redis://', /no address of/],
  ['redis+sentinel://one:26379', /lacks the name/],
  ['redis+sentinel://one:26379/foyer/first', /number of a database/],
  ['redis+sentinel://one:26379,/foyer', /no host:port/],
  ['redis+cluster://one:70000', /no host:port/],
  ['redis+cluster://one/1', /one database/],
])('says what is wrong with %s', (url, problem) => {
  expect(() => parseRedisUrl(url)).toThrow(problem);
});
