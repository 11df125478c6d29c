import { languages, type Language, type LocalisedText } from '@foyer/contracts';

/** The reader's words of a text; else the event's first language; else whatever is there. */
export function localised(text: LocalisedText, language: Language, fallback?: Language): string {
  const own = text[language] ?? (fallback && text[fallback]);
  if (own) return own;
  for (const any of languages) {
    const words = text[any];
    if (words) return words;
  }
  return '';
}

/** The language that `localised` takes, for the `lang` attribute; undefined where there are no words. */
export function languageOf(
  text: LocalisedText,
  language: Language,
  fallback?: Language,
): Language | undefined {
  return [language, ...(fallback ? [fallback] : []), ...languages].find((one) => text[one]);
}

/** First letter upper-case by the language's rules. Georgian has no capitals in running text and stays as it is. */
export function capitalised(text: string, language: Language): string {
  if (language === 'ka') return text;
  const [first = '', ...rest] = text;
  return first.toLocaleUpperCase(language) + rest.join('');
}
