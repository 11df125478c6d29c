import { Language, type LocalisedText } from '@foyer/contracts';
import { localised, zoneOfToday, type Reader } from '@foyer/locales';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../server/me.js';

/** The zone of this device. */
export function deviceZone(): string {
  return zoneOfToday(new Intl.DateTimeFormat('en').resolvedOptions().timeZone);
}

/** The language that the page is in. */
export function useLanguage(): Language {
  const { i18n } = useTranslation();
  return Language.catch('en').parse(i18n.resolvedLanguage ?? i18n.language);
}

/** Whose words and clock to show times in: the account's zone, else this device's. */
export function useReader(): Reader {
  const language = useLanguage();
  const { me } = useMe();
  return { language, timeZone: me?.timeZone ?? deviceZone() };
}

/** `const say = useLocalised(event.languages[0])`, then `say(session.title)`. */
export function useLocalised(fallback?: Language): (text: LocalisedText) => string {
  const language = useLanguage();
  return useCallback((text) => localised(text, language, fallback), [language, fallback]);
}
