/** Nobody sees them, and with them a word can be broken up unseen. */
const invisible = /\p{Default_Ignorable_Code_Point}/gu;
/** Such as no letter is made with: stresses, and decorations. Letters that have their marks keep them. */
const looseMarks = /(?=\p{Mn})\p{Script=Inherited}/gu;
/** A word; or a sign, such as a picture or a currency, by itself. */
const words = /[\p{L}\p{M}\p{N}]+|[\p{So}\p{Sc}\p{Sm}]/gu;

/** A text as it is shown, without what is not. */
export const visible = (text: string): string => text.normalize('NFKC').replaceAll(invisible, '');

/**
 * A text without what makes no other word of it: capitals, the form of letters, what is invisible. All four of I, İ, ı
 * and i are one, since nobody can tell in which language a capital was meant. Other marks count: in our languages
 * letters with them are letters of their own.
 */
export function fold(text: string): string {
  // One by one, so that no letter depends on its neighbours, as the Greek sigma does; small first, since the capital of
  // ẞ is itself, and that of ß is SS.
  const letters = Array.from(visible(text), (letter) => letter.toLowerCase().toUpperCase().toLowerCase());
  return letters.join('').normalize('NFC').replaceAll(looseMarks, '');
}

/** The words of a text, folded; signs between them fall away. */
export const wordsOf = (text: string): readonly string[] => fold(text).match(words) ?? [];

interface Entry {
  /** As it is listed. */
  listed: string;
  words: readonly string[];
  /** The last word may go on. */
  open: boolean;
}

/**
 * Finds listed words and phrases in texts: whole words, with `*` at the end any ending. Every word of a text is looked
 * up as often as the longest listed one has letters, whatever is listed and asked.
 */
export class WordFilter {
  private readonly byFirst = new Map<string, Entry[]>();
  private readonly openBy = new Map<string, Entry[]>();
  private longest = 0;

  constructor(listed: Iterable<string>) {
    for (const one of listed) {
      const entry = { listed: one, words: wordsOf(one), open: one.trimEnd().endsWith('*') };
      const [first] = entry.words;
      if (first === undefined) continue;
      const alone = entry.open && entry.words.length === 1;
      const index = alone ? this.openBy : this.byFirst;
      index.set(first, [...(index.get(first) ?? []), entry]);
      if (alone) this.longest = Math.max(this.longest, first.length);
    }
  }

  /** What of the list stands in a text, as it is listed, each once. */
  find(text: string): string[] {
    const said = wordsOf(text);
    const found = new Set<string>();
    for (const [at, word] of said.entries()) {
      for (const entry of this.byFirst.get(word) ?? [])
        if (standsAt(entry, said, at)) found.add(entry.listed);
      for (let length = Math.min(word.length, this.longest); length > 0; length--) {
        for (const { listed } of this.openBy.get(word.slice(0, length)) ?? []) found.add(listed);
      }
    }
    return [...found];
  }
}

function standsAt({ words: wanted, open }: Entry, said: readonly string[], at: number): boolean {
  return wanted.every((word, index) => {
    const there = said[at + index];
    return there === word || (open && index === wanted.length - 1 && there?.startsWith(word) === true);
  });
}
