import { describe, expect, it } from '@jest/globals';
import { findBinaries } from './binaries.js';
import { explainError, explainOutput } from './problem.js';

const explain = (said: string) => explainOutput(said, '/data/foyer', '/data/foyer/postgres.log').message;

describe('what stops the embedded PostgreSQL, in sentences', () => {
  it.each([
    [
      'FATAL:  could not write lock file "postmaster.pid": No space left on device',
      /disk that holds \/data\/foyer is full: make some room/,
    ],
    [
      'initdb: error: could not create directory "/data/foyer/postgres": Permission denied',
      /may not write to \/data\/foyer: give it the right/,
    ],
    ['FATAL:  database files are incompatible with server', /another version of PostgreSQL: export it/],
    [
      'postgres: error while loading shared libraries: libicu.so',
      /does not run on this system .* DATABASE_URL/,
    ],
    [
      'LOG:  hello\nFATAL:  bogus data in lock file',
      /did not start \(bogus data in lock file\).*postgres\.log/,
    ],
    ['', /it said nothing/],
  ])('%s', (said, sentence) => {
    expect(explain(said)).toMatch(sentence);
  });

  it.each([
    ['ENOSPC', /disk .* is full/],
    ['EROFS', /may not write/],
    ['EACCES', /may not write/],
  ])('explains the file system’s %s', (code, sentence) => {
    const explained = explainError(Object.assign(new Error(code), { code }), '/data/foyer');
    expect(explained).toMatchObject({ name: 'EmbeddedProblem', message: expect.stringMatching(sentence) });
  });

  it('leaves other errors alone', () => {
    const error = new Error('other');
    expect(explainError(error, '/data/foyer')).toBe(error);
  });

  it('names the way out where no binary exists', () => {
    expect(() => findBinaries('linux', 'ppc64')).toThrow(/for linux-ppc64 .*DATABASE_URL=postgres:\/\//);
  });
});
