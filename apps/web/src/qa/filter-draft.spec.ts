import { expect, it } from '@jest/globals';
import { differ, draftOf, faultsOf, filterOf, meet } from './filter-draft.js';

const saved = { words: { en: ['one', 'two'] }, starter: ['ka' as const], links: true };

it('reads what is typed line by line, each word once', () => {
  const draft = draftOf(saved);
  expect(draft.words.en).toBe('one\ntwo');
  const typed = { ...draft, words: { ...draft.words, en: ' two \n\ntwo\nthree*', lt: ' ' } };
  expect(filterOf(typed, 7)).toMatchObject({
    words: { en: ['two', 'three*'], lt: [] },
    ...{ starter: ['ka'], links: true, version: 7 },
  });
  expect(differ(draft, { ...draft, words: { ...draft.words, en: 'one\n\n two\n' } })).toBe(false);
  expect(differ(draft, typed)).toBe(true);
});

it('names what cannot be listed', () => {
  expect(faultsOf('fine\n*\na*\nsp*am\nfine*')).toEqual({ wrong: ['*', 'a*', 'sp*am'], tooMany: false });
  expect(faultsOf(Array.from({ length: 201 }, (_, at) => `word${at}`).join('\n')).tooMany).toBe(true);
});

it('brings together what two have changed', () => {
  const base = draftOf(saved);
  const mine = { ...base, words: { ...base.words, en: 'two\nmine' }, starter: [] };
  const theirs = draftOf({
    words: { en: ['one', 'two', 'theirs'], lt: ['kita'] },
    starter: ['ka', 'lt'],
    links: false,
  });
  const met = meet(base, mine, theirs);
  expect(met.words).toMatchObject({ en: 'two\ntheirs\nmine', lt: 'kita' });
  expect([met.starter, met.links]).toEqual([['lt'], false]);
});
