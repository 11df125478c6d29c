import { countryCodes, languages, type Category, type Language } from '@foyer/contracts';
import { loadCountries } from '@foyer/locales';
import anyAscii from 'any-ascii';

/** Small letters without marks, spaces and signs, in Latin: "Ґрузія!" and "gruziia" are not one, "GEORGIA" and "georgia" are. */
const plain = (name: string): string =>
  anyAscii(name.normalize('NFKC').toLowerCase())
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');

/** What people write besides the names that our tables have. */
const otherNames: Record<string, string> = {
  turkey: 'TR',
  turkiye: 'TR',
  czechrepublic: 'CZ',
  moldova: 'MD',
  republicofmoldova: 'MD',
  uk: 'GB',
  greatbritain: 'GB',
  england: 'GB',
  usa: 'US',
  unitedstatesofamerica: 'US',
  holland: 'NL',
  macedonia: 'MK',
  belorussia: 'BY',
  russia: 'RU',
};

let countries: Promise<ReadonlyMap<string, string>> | null = null;

/** Countries by code and by their names in the six languages. */
export function countryNames(): Promise<ReadonlyMap<string, string>> {
  countries ??= readCountries();
  return countries;
}
export const countryOf = (names: ReadonlyMap<string, string>, word: string): string | undefined =>
  names.get(plain(word));

async function readCountries(): Promise<ReadonlyMap<string, string>> {
  const names = new Map<string, string>(Object.entries(otherNames));
  for (const language of languages) {
    for (const [code, name] of Object.entries(await loadCountries(language))) names.set(plain(name), code);
  }
  for (const code of countryCodes) names.set(code.toLowerCase(), code);
  return names;
}

/** Languages by code and by their names in the six languages: "ka", "Georgian", "ქართული". */
const languageWords = new Map<string, Language>(
  languages.flatMap((language) => [
    [language, language] as const,
    ...languages.flatMap((reader) => {
      const name = new Intl.DisplayNames([reader], { type: 'language' }).of(language);
      return name ? [[plain(name), language] as const] : [];
    }),
  ]),
);
export const languageOf = (word: string): Language | undefined =>
  languageWords.get(plain(word)) ?? languageWords.get(plain(word.slice(0, 2)));

/** The event's categories by key and by label in any language. */
export function categoryNames(categories: readonly Category[]): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const { key, label } of categories) {
    for (const name of Object.values(label)) if (!names.has(plain(name))) names.set(plain(name), key);
  }
  for (const { key } of categories) names.set(plain(key), key);
  return names;
}
export const categoryOf = (names: ReadonlyMap<string, string>, word: string): string | undefined =>
  names.get(plain(word));
