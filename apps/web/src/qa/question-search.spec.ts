import { expect, it } from '@jest/globals';
import { searchFor as search } from './question-search.js';

const asked = (text: string, author: string | null = null, organisation: string | null = null) => ({
  text,
  author,
  organisation,
});
const searchFor = (wanted: string) =>
  search(wanted, ({ text, author, organisation }: ReturnType<typeof asked>) => [text, author, organisation]);

it('finds questions by pieces of their words in any order, and by who asks', () => {
  const question = asked('Who pays for the first visit?', 'Aytən Quliyeva', 'Bakı Klasteri');
  const finds = (wanted: string) => searchFor(wanted)?.(question);
  expect(['visit pay', 'VISIT', 'quliyeva', 'baki', 'klasteri who'].map(finds)).toEqual([
    ...[true, true, true, true, true],
  ]);
  expect(['visits', 'visit call'].map(finds)).toEqual([false, false]);
});

it('finds letters with marks by those without, and takes İ, I, ı and i for one', () => {
  expect(searchFor('istiqamet')?.(asked('İSTİQAMƏT'))).toBe(false);
  expect(searchFor('istiqamət')?.(asked('İSTİQAMƏT'))).toBe(true);
  expect(searchFor('ISLAHAT')?.(asked('ıslahat'))).toBe(true);
  expect(searchFor('klausim')?.(asked('Užduoti klausimą'))).toBe(true);
  expect(searchFor('uzduoti')?.(asked('Užduoti klausimą'))).toBe(true);
  expect(searchFor('ვინ')?.(asked('ვინ აფინანსებს?'))).toBe(true);
});

it('looks for nothing where nothing is typed', () => {
  expect(searchFor('  ')).toBeNull();
});
