import fs from 'node:fs';
import { createRequire } from 'node:module';
import anyAscii from 'any-ascii';
import { z } from 'zod';
import { unpackFont } from './unpack-font.js';

/** One of the fonts, and a stretch of text that it has the letters of. */
export interface Run {
  font: string;
  text: string;
}
interface Subset {
  name: string;
  ranges: readonly (readonly [number, number])[];
  /** The font itself, unpacked when a letter of it is first needed. */
  font: (weight: Weight) => Buffer;
}
export type Weight = 400 | 700;

/** Fonts come in parts. Each is asked for the letters that those before it do not have. */
const families = [
  ['noto-sans', 'latin'],
  ['noto-sans', 'latin-ext'],
  ['noto-sans', 'cyrillic'],
  ['noto-sans', 'cyrillic-ext'],
  ['noto-sans', 'greek'],
  ['noto-sans', 'vietnamese'],
  ['noto-sans-georgian', 'georgian'],
  ['noto-sans-armenian', 'armenian'],
  ['noto-sans-hebrew', 'hebrew'],
  ['noto-sans-arabic', 'arabic'],
] as const;

const { resolve } = createRequire(import.meta.url);

function subsetOf([family, subset]: (typeof families)[number]): Subset {
  const known = z
    .record(z.string(), z.string())
    .parse(JSON.parse(fs.readFileSync(resolve(`@fontsource/${family}/unicode.json`), 'utf8')));
  const read = (weight: Weight): Buffer =>
    unpackFont(
      fs.readFileSync(resolve(`@fontsource/${family}/files/${family}-${subset}-${weight}-normal.woff`)),
    );
  const fonts = new Map<Weight, Buffer>();
  return {
    name: subset,
    ranges: (known[subset] ?? '').split(',').map((range) => {
      const [from = '', to = from] = range.replace('U+', '').split('-');
      return [Number.parseInt(from, 16), Number.parseInt(to, 16)];
    }),
    font: (weight) => {
      const font = fonts.get(weight) ?? read(weight);
      fonts.set(weight, font);
      return font;
    },
  };
}

/** Their ranges are read once, when the first PDF is written. */
export const subsets: readonly Subset[] = families.map(subsetOf);
export const fontName = (subset: string, weight: Weight): string => `${subset}-${weight}`;

/** By the names that runs have. @throws Error where there is no such font */
export function fontOf(name: string): Buffer {
  for (const { name: subset, font } of subsets) {
    for (const weight of [400, 700] as const) if (fontName(subset, weight) === name) return font(weight);
  }
  throw new Error(`no font ${name}`);
}

function subsetFor(letter: string): string | undefined {
  const code = letter.codePointAt(0) ?? 0;
  return subsets.find(({ ranges }) => ranges.some(([from, to]) => code >= from && code <= to))?.name;
}

/** Text cut where the font changes. What no font has is written in Latin letters rather than left out. */
export function runsOf(text: string, weight: Weight): Run[] {
  const runs: Run[] = [];
  const add = (subset: string, letters: string): void => {
    const font = fontName(subset, weight);
    const last = runs.at(-1);
    if (last?.font === font) last.text += letters;
    else runs.push({ font, text: letters });
  };
  for (const letter of text.normalize('NFC')) {
    // Marks stand in the font of the letter that they belong to.
    const before = runs.at(-1);
    if (before && /\p{M}/u.test(letter)) before.text += letter;
    else {
      const subset = subsetFor(letter);
      if (subset) add(subset, letter);
      else add('latin', anyAscii(letter).replace(/[^\u0020-\u007e]/g, '') || '?');
    }
  }
  return runs;
}

const rightToLeft = /[\p{Script=Hebrew}\p{Script=Arabic}]/u;

/** Words in the order in which they are drawn from left to right: those of a right-to-left script run backwards. */
export function asDrawn<Word extends { text: string }>(words: readonly Word[]): Word[] {
  const drawn: Word[] = [];
  for (let at = 0; at < words.length;) {
    let end = at;
    while (end < words.length && rightToLeft.test(words[end]?.text ?? '')) end++;
    if (end > at) drawn.push(...words.slice(at, end).reverse());
    else drawn.push(...words.slice(at, ++end));
    at = end;
  }
  return drawn;
}
