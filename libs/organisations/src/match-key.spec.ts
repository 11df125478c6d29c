import { expect, it } from '@jest/globals';
import { matchKey } from './match-key.js';

it.each([
  ['one name in two scripts and with two legal forms', 'შპს „თბილისი ტექი“', 'Tbilisi Teki LLC'],
  ['dotted and undotted legal forms', 'S.C. Știință și Tehnică S.R.L.', 'Stiinta si tehnica SRL'],
  ['dots with spaces between', 'Vinaria Veche S. R. L.', 'vinaria veche'],
  ['a legal form in full', 'Məhdud Məsuliyyətli Cəmiyyəti "Xəzər Bağları"', 'Xəzər Bağları MMC'],
  ['Ukrainian by its own table', 'ТОВ «Чернігівський кластер»', 'Chernihivskyi klaster'],
  ['Kyiv', 'Київ', 'KYIV'],
  ['Ukrainian words that begin with iotated letters', 'Ясна Їжа', 'Yasna Yizha'],
  ['apostrophes of any kind', 'Прикарпаття Зв’язок і Ко', "Прикарпаття Зв'язок і Ко"],
  ['Lithuanian', 'VšĮ „Žalioji banga“', 'zalioji banga'],
  ['Azerbaijani capital dotted I', 'İSTİQLAL QHT', 'istiqlal'],
  ['white space and hyphens', '  Baltic –  Caucasus\u00a0Bridge ', 'Baltic-Caucasus Bridge'],
  ['an ampersand', 'Vine & Grain', 'Vine and Grain'],
  ['decomposed letters', 'Caffe\u0300 Moldova', 'Caffè Moldova'],
  ['Armenian', '«Արարատ» ՍՊԸ', 'Արարատ'],
])('finds the same in %s', (_, one, other) => {
  expect(matchKey(one)).toBe(matchKey(other));
});

it.each([
  ['words that only look like a legal form in another script', 'To Go', 'Go'],
  ['what stands before a name and is a legal form only after one', 'AG Capital', 'Capital'],
  ['a legal form in the middle', 'House of AB Design', 'House of Design'],
  ['different numbers', 'School 12', 'School 21'],
])('tells apart %s', (_, one, other) => {
  expect(matchKey(one)).not.toBe(matchKey(other));
});

it('never is empty', () => {
  expect(matchKey('LLC')).toBe('llc');
  expect(matchKey('★★★')).not.toBe('');
  expect(matchKey('---')).toBe('---');
});
