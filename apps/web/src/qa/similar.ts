/** The three-letter pieces of a text's words, in any script: the measure that PostgreSQL's pg_trgm uses. */
function pieces(text: string): ReadonlySet<string> {
  const found = new Set<string>();
  for (const word of text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []) {
    const padded = `  ${word} `;
    for (let index = 0; index + 3 <= padded.length; index++) found.add(padded.slice(index, index + 3));
  }
  return found;
}

const known = new Map<string, ReadonlySet<string>>();
const kept = 2_000;

/** Questions do not change while one types: theirs are taken apart once. */
function knownPieces(text: string): ReadonlySet<string> {
  const before = known.get(text);
  if (before) return before;
  if (known.size >= kept) known.clear();
  const found = pieces(text);
  known.set(text, found);
  return found;
}

/** How alike two texts are: from 0, nothing in common, to 1. */
export function likeness(one: string, other: string): number {
  const [a, b] = [knownPieces(one), knownPieces(other)];
  if (a.size === 0 || b.size === 0) return 0;
  let shared = 0;
  for (const piece of a) if (b.has(piece)) shared++;
  return shared / (a.size + b.size - shared);
}

/**
 * The questions that are most like a text, the likest first. Worked out here: whoever types has them all, so that
 * no keystroke asks the server.
 */
export function similarTo<Q extends { text: string }>(
  text: string,
  questions: readonly Q[],
  { atLeast, most }: { atLeast: number; most: number },
): Q[] {
  if (text.trim().length < 6) return [];
  return questions
    .map((question) => ({ question, by: likeness(text, question.text) }))
    .filter(({ by }) => by >= atLeast)
    .toSorted((a, b) => b.by - a.by)
    .slice(0, most)
    .map(({ question }) => question);
}
