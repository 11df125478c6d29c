import type { PublicQuestion } from '@foyer/contracts';

type Searched = Pick<PublicQuestion, 'text' | 'author' | 'organisation'>;

/** Small letters without marks: whoever looks for something types it as is easiest. İ, I, ı and i are one letter. */
function folded(text: string): string {
  return text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase().replaceAll('ı', 'i');
}

const known = new WeakMap<Searched, string>();

/** A question is another object once something on it has changed. */
function knownWords(question: Searched): string {
  const before = known.get(question);
  if (before !== undefined) return before;
  const words = folded([question.text, question.author, question.organisation].filter(Boolean).join(' '));
  known.set(question, words);
  return words;
}

/**
 * Whether a question has all the words, or pieces of words, in its text or with its asker. Null where nothing is looked
 * for. Everything is here already: no keystroke asks the server.
 */
export function searchFor(wanted: string): ((question: Searched) => boolean) | null {
  const words = folded(wanted).split(/\s+/).filter(Boolean);
  if (words.length === 0) return null;
  return (question) => words.every((word) => knownWords(question).includes(word));
}
