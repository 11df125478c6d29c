import { createInstance, type i18n } from 'i18next';
import type { Language } from '@foyer/contracts';
import type en from './en/index.js';

/** Texts of one language: namespace → nested keys. English is the pattern that the others are held to. */
export type Texts = typeof en;
export type Namespace = keyof Texts;

/** Texts with the same namespaces; plural forms differ between languages. */
type Loaded = Record<Namespace, object>;

const loaders: Record<Language, () => Promise<{ default: Loaded }>> = {
  en: () => import('./en/index.js'),
  az: () => import('./az/index.js'),
  ka: () => import('./ka/index.js'),
  uk: () => import('./uk/index.js'),
  lt: () => import('./lt/index.js'),
  ro: () => import('./ro/index.js'),
};

/** Loads the texts of a language; a bundler makes one lazy file of each. */
export async function loadTexts(language: Language): Promise<Loaded> {
  return (await loaders[language]()).default;
}

/** An i18next of its own for one language, for mail and reports: `(await i18nFor('ka')).getFixedT(null, 'mail')`. */
export async function i18nFor(language: Language): Promise<i18n> {
  const instance = createInstance();
  await instance.init({
    ...i18nSettings,
    lng: language,
    resources: { [language]: await loadTexts(language) },
  });
  return instance;
}

/** Settings that the web app and mail share. React and mail templates escape by themselves. */
export const i18nSettings = {
  fallbackLng: false,
  defaultNS: 'common',
  interpolation: { escapeValue: false },
  returnNull: false,
} as const;

/** Names of the languages in themselves, as a reader looks for them. */
export const languageNames: Record<Language, string> = {
  en: 'English',
  az: 'Azərbaycanca',
  ka: 'ქართული',
  uk: 'Українська',
  lt: 'Lietuvių',
  ro: 'Română',
};
