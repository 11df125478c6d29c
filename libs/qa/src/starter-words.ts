import type { Language } from '@foyer/contracts';
import starter from './starter-words.json' with { type: 'json' };
import { WordFilter } from './word-filter.js';

/** Ready-made lists by language: common insults, and what advertising says. A start, not a judgement. */
export const starterWords: Readonly<Record<Language, readonly string[]>> = starter;

const filters = new Map<Language, WordFilter>();
/** The filter of a ready-made list, made once. */
export function starterFilter(language: Language): WordFilter {
  const filter = filters.get(language) ?? new WordFilter(starterWords[language]);
  filters.set(language, filter);
  return filter;
}
