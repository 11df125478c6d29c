import { expect, it } from '@jest/globals';
import { line, text, Uuid } from './common.js';

it('takes every script and emoji, and refuses what cannot be kept', () => {
  for (const words of ['გამარჯობა, Kyiv', 'Bakı, İstanbul', 'two 👩‍🚀 in one', 'Žemaitytė']) {
    expect(line(40).parse(` ${words} `)).toBe(words);
    expect(text(40).parse(words)).toBe(words);
  }
  for (const broken of ['\u0000', 'a\u0000b', 'half \ud83d', '\udc00 half']) {
    expect(line(40).safeParse(broken).success).toBe(false);
    expect(text(40).safeParse(broken).success).toBe(false);
  }
  expect(line(40).safeParse('two\nlines').success).toBe(false);
  expect(text(40).parse('two\nlines')).toBe('two\nlines');
});

it('knows an id by its small letters, however it was written', () => {
  const id = '0198a000-0000-7000-8000-00000000abcd';
  expect(Uuid.parse(id.toUpperCase())).toBe(id);
  expect(Uuid.safeParse('0198A000').success).toBe(false);
});
