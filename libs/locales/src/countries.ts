import type { Language } from '@foyer/contracts';

/** ISO 3166-1 alpha-2 code, or XK → name. */
export type CountryNames = Record<string, string>;

const loaders: Record<Language, () => Promise<{ default: CountryNames }>> = {
  en: () => import('./en/countries.json', { with: { type: 'json' } }),
  az: () => import('./az/countries.json', { with: { type: 'json' } }),
  ka: () => import('./ka/countries.json', { with: { type: 'json' } }),
  uk: () => import('./uk/countries.json', { with: { type: 'json' } }),
  lt: () => import('./lt/countries.json', { with: { type: 'json' } }),
  ro: () => import('./ro/countries.json', { with: { type: 'json' } }),
};

/** Names of all countries in a language. The tables are made by `libs/locales/scripts/countries.mjs`. */
export async function loadCountries(language: Language): Promise<CountryNames> {
  return (await loaders[language]()).default;
}
