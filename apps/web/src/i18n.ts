import { Language, languages } from '@foyer/contracts';
import { i18nSettings, loadTexts } from '@foyer/locales';
import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';

const storageKey = 'foyer-language';

let ofAddress: string | null = null;

/**
 * A link may name the language in which to open a page: `?lang=ka`. It is taken out of the address, so that whoever
 * gets the address from this reader finds their own.
 */
export function takeLanguageFromAddress(): void {
  const address = new URL(window.location.href);
  ofAddress = address.searchParams.get('lang');
  if (ofAddress === null) return;
  address.searchParams.delete('lang');
  window.history.replaceState(window.history.state, '', address);
}

/** The language that the link named; else the one chosen here before; else the first of the browser's that Foyer speaks; else English. */
export function firstLanguage(): Language {
  const wishes = [ofAddress, readChoice(), ...navigator.languages.map((tag) => tag.split('-')[0])];
  for (const wish of wishes) {
    const language = Language.safeParse(wish);
    if (language.success) return language.data;
  }
  return languages[0];
}

export async function startI18n(): Promise<void> {
  const language = firstLanguage();
  await i18next.use(initReactI18next).init({
    ...i18nSettings,
    lng: language,
    resources: { [language]: await loadTexts(language) },
  });
  document.documentElement.lang = language;
}

/** Switches the texts, once they are loaded, and remembers the choice in this browser. */
export async function switchLanguage(language: Language): Promise<void> {
  for (const [namespace, texts] of Object.entries(await loadTexts(language))) {
    i18next.addResourceBundle(language, namespace, texts, true, true);
  }
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
  try {
    localStorage.setItem(storageKey, language);
  } catch {
    // Storage is closed to us; the choice lasts as long as the page.
  }
}

function readChoice(): string | null {
  try {
    return localStorage.getItem(storageKey);
  } catch {
    return null;
  }
}
