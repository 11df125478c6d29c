import { useEffect } from 'react';
import { switchLanguage } from '../i18n.js';
import { useMe } from '../server/me.js';

/** Signed in on another device, the reader finds the pages in the language of the account. */
export function useFollowAccountLanguage(): void {
  const { me } = useMe();
  const language = me?.language;
  useEffect(() => {
    if (language) void switchLanguage(language);
  }, [language]);
}
