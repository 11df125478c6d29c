import { transliterate } from './transliterate.js';

/**
 * Legal forms, as written in their own script: short ones would be words in another. Some stand before a name, some
 * after it; elsewhere, and where they are all there is, they belong to the name.
 */
const before = formsOf(
  // Georgian, and as it is written in Latin
  'შპს სს ააიპ სსიპ კს სპს shps aaip ssip',
  // Ukrainian, Russian and Belarusian
  'тов прат пат ат го бо дп кп тдв фоп пп ооо оао зао пао ао ип чуп tov prat',
  // Lithuanian and Romanian
  'uab ab mb iį všį vsi sc',
);
const after = formsOf(
  // English, German, French, Dutch
  'ltd limited llc llp lp plc inc incorporated corp corporation co pty gmbh ag kg bv nv sarl sas asbl aisbl vzw',
  'jsc ojsc cjsc pjsc lepl nnle ngo',
  // Azerbaijani, Armenian
  'mmc asc qsc qht սպը փբը բբը հկ',
  // Lithuanian, Romanian
  'uab ab mb iį všį vsi srl sa ong pfa snc scs',
  // Georgian, Ukrainian, Russian
  'შპს სს ააიპ სსიპ тов прат пат ооо оао зао shps',
);

/** The same in full. */
const longForms = [
  'limited liability company',
  'joint stock company',
  'open joint stock company',
  'closed joint stock company',
  'məhdud məsuliyyətli cəmiyyəti',
  'məhdud məsuliyyətli cəmiyyət',
  'açıq səhmdar cəmiyyəti',
  'qapalı səhmdar cəmiyyəti',
  'შეზღუდული პასუხისმგებლობის საზოგადოება',
  'სააქციო საზოგადოება',
  'არასამეწარმეო არაკომერციული იურიდიული პირი',
  'товариство з обмеженою відповідальністю',
  'приватне акціонерне товариство',
  'публічне акціонерне товариство',
  'акціонерне товариство',
  'громадська організація',
  'uždaroji akcinė bendrovė',
  'akcinė bendrovė',
  'viešoji įstaiga',
  'societate cu răspundere limitată',
  'societatea cu răspundere limitată',
  'societate pe acțiuni',
]
  .map(spaced)
  .sort((a, b) => b.length - a.length);

/**
 * What two spellings of one organisation have in common: transliterated to small Latin letters, without marks,
 * punctuation and legal form. "შპს „თბილისი ტექი“", "Tbilisi Teki LLC" and "TBILISI-TEKI" have the same.
 */
export function matchKey(name: string): string {
  const plain = spaced(name);
  const words = withoutLongForm(plain).split(' ');
  while (words.length > 1 && after.has(words.at(-1) ?? '')) words.pop();
  while (words.length > 1 && before.has(words[0] ?? '')) words.shift();
  const key = folded(transliterate(words.join(' ')));
  // A name of signs alone still is one.
  return key || plain || name.trim().toLowerCase();
}

function formsOf(...lists: string[]): ReadonlySet<string> {
  return new Set(lists.flatMap((list) => list.split(' ')));
}

function withoutLongForm(name: string): string {
  for (const form of longForms) {
    if (name.startsWith(`${form} `)) return name.slice(form.length + 1);
    if (name.endsWith(` ${form}`)) return name.slice(0, -form.length - 1);
  }
  return name;
}

/** Small letters of its own script, one space between words; "S.R.L." and "S. R. L." are "srl". */
function spaced(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .normalize('NFC')
    .replace(/(?<![\p{L}\p{M}\p{N}])(?:\p{L}\.\s?)+\p{L}(?:\.|(?![\p{L}\p{M}\p{N}]))/gu, (initials) =>
      initials.replace(/[.\s]/g, ''),
    )
    .replace(/['’‘ʼ`´]/g, '')
    .replace(/&/g, ' and ')
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim();
}

function folded(latin: string): string {
  return latin
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()
    .replace(/ +/g, ' ');
}
