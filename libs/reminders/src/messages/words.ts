import { placeholderPattern, type Placeholder } from '@foyer/contracts';

/** What stands for each placeholder in a message to one reader. */
export type Meant = Record<Placeholder, string>;

/** The words with what is meant in them; what is no placeholder stays as it is written. */
export function fillIn(words: string, meant: Meant): string {
  return words.replace(placeholderPattern, (written, name: string) =>
    Object.hasOwn(meant, name) ? meant[name as Placeholder] : written,
  );
}

/** Paragraphs, each with its lines. */
export function paragraphsOf(words: string): string[][] {
  return words
    .split(/\n[^\S\n]*\n+/)
    .map((paragraph) => paragraph.split('\n').map((each) => each.trim()))
    .filter((lines) => lines.some((each) => each !== ''));
}

/** A line in parts: words and web addresses. Punctuation behind an address is not part of it. */
export function partsOf(words: string): { text: string; link: boolean }[] {
  return words
    .split(/(https?:\/\/[^\s<>"]*[^\s<>".,;:!?)\]}'’”»])/u)
    .map((part, place) => ({ text: part, link: place % 2 === 1 }))
    .filter(({ text }) => text !== '');
}
