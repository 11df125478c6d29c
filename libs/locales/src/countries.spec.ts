import { languages } from '@foyer/contracts';
import { expect, it } from '@jest/globals';
import { loadCountries } from './countries.js';
import { capitalised, languageOf, localised } from './localised.js';

it.each(languages)('every country has a name of its own in %s', async (language) => {
  const names = await loadCountries(language);
  expect(Object.keys(names)).toHaveLength(250);
  expect(new Set(Object.values(names)).size).toBe(250);
  expect(Object.keys(names).sort()).toEqual(Object.keys(await loadCountries('en')).sort());
});

it('names countries in the reader’s language, Kosovo among them', async () => {
  const names = await Promise.all(languages.map((language) => loadCountries(language)));
  expect(names.map((one) => one['GE'])).toEqual([
    'Georgia',
    'Gürcüstan',
    'საქართველო',
    'Грузія',
    'Gruzija',
    'Georgia',
  ]);
  expect(names.map((one) => one['XK'])).toEqual([
    'Kosovo',
    'Kosovo',
    'კოსოვო',
    'Косово',
    'Kosovas',
    'Kosovo',
  ]);
});

it('takes the reader’s words, else the event’s first language, else what is there', () => {
  const text = { en: 'Talk', ka: 'მოხსენება' };
  expect([
    localised(text, 'ka'),
    localised(text, 'uk', 'ka'),
    localised(text, 'uk'),
    localised({}, 'en'),
  ]).toEqual(['მოხსენება', 'მოხსენება', 'Talk', '']);
  expect([languageOf(text, 'uk', 'ka'), languageOf({}, 'en')]).toEqual(['ka', undefined]);
});

it('begins with a capital by the language’s rules, and leaves Georgian alone', () => {
  expect(capitalised('iyun', 'az')).toBe('İyun');
  expect(capitalised('понеділок', 'uk')).toBe('Понеділок');
  expect(capitalised('ორშაბათი', 'ka')).toBe('ორშაბათი');
});
