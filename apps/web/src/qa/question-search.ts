/** Small letters without marks: whoever looks for something types it as is easiest. İ, I, ı and i are one letter. */
function folded(text: string): string {
  return text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase().replaceAll('ı', 'i');
}

const known = new WeakMap<object, string>();

/**
 * Whether a question has all the words, or pieces of words, in its texts. Null where nothing is looked for. Everything is
 * here already: no keystroke asks the server.
 * @param textsOf what to look through; asked once for each object: a question is another one once something on it has
 *   changed
 */
export function searchFor<Q extends object>(
  wanted: string,
  textsOf: (question: Q) => readonly (string | null)[],
): ((question: Q) => boolean) | null {
  const words = folded(wanted).split(/\s+/).filter(Boolean);
  if (words.length === 0) return null;
  const wordsOf = (question: Q): string => {
    const before = known.get(question);
    if (before !== undefined) return before;
    const now = folded(textsOf(question).filter(Boolean).join('\n'));
    known.set(question, now);
    return now;
  };
  return (question) => words.every((word) => wordsOf(question).includes(word));
}
