import type { Term } from '@foyer/contracts';

/** Somebody's own words stand in their language; a topic's name, in the reader's. */
export function wordsLanguage(term: Pick<Term, 'topic' | 'label'>): string | undefined {
  return term.topic === null ? Object.keys(term.label)[0] : undefined;
}
