import { visible } from './word-filter.js';

/** Endings of addresses that are no words of a sentence, where somebody has forgotten the space behind a full stop. */
const endings = new Set(
  (
    'com net org info biz edu gov int mobi eu io co gg ly gl cc ws ru su ua ge az lt lv ee ro md tr pl uk cz sk hu bg gr rs kz uz by cn ' +
    'xyz top site online shop store club app dev icu vip bet casino website рф укр бел გე'
  ).split(' '),
);
/** Those that are words, too, or parts of names: only with what follows a slash. */
const withSlash = new Set(
  'me be to it is in at no so us as am do de la tv id ie fr es nl se ch li pt fi dk al mk ai link click live space tech pro name fun'.split(
    ' ',
  ),
);
/** So much of an address is told. */
const longest = 80;

/** The addresses in a text, with or without `https://`, as they are written there, each once. */
export function linksIn(text: string): string[] {
  const pieces = visible(text).split(/\s+/u);
  const links = pieces.filter(isLink).map((piece) => {
    const bare = piece.replace(/^[^\p{L}\p{N}]+/u, '').replace(/[^\p{L}\p{N}/]+$/u, '');
    return [...bare].slice(0, longest).join('');
  });
  return [...new Set(links)];
}

function isLink(piece: string): boolean {
  const scheme = piece.indexOf('://');
  if (scheme > 0 && /\p{L}/u.test(piece.charAt(scheme - 1))) return true;
  // What comes before a slash or a colon, and whether anything follows.
  return piece.split(/[^\p{L}\p{N}.-]+/u).some((chunk, index, chunks) => {
    const follows = piece.includes(`${chunk}/`) && index < chunks.length - 1 && chunks[index + 1] !== '';
    const labels = chunk.split('.');
    if (/^www$/i.test(labels[0] ?? '') && labels[1]) return true;
    return labels.some((label, at) => {
      const before = labels[at - 1];
      if (!before || !/\p{L}/u.test(before)) return false;
      const ending = label.toLowerCase();
      if (follows && at === labels.length - 1) return endings.has(ending) || withSlash.has(ending);
      // A capital alone begins a sentence: "for us.Com" is none.
      return endings.has(ending) && !/^\p{Lu}\p{Ll}/u.test(label);
    });
  });
}
