import anyAscii from 'any-ascii';

/** Ukraine's own table (Cabinet resolution 55, 2010): any-ascii reads Cyrillic the Russian way, "Kiiv" for Kyiv. */
const ukrainian: Record<string, string> = {
  г: 'h',
  ґ: 'g',
  є: 'ie',
  и: 'y',
  і: 'i',
  ї: 'i',
  й: 'i',
  х: 'kh',
  щ: 'shch',
  ь: '',
  ю: 'iu',
  я: 'ia',
};
const atStartOfWord: Record<string, string> = { є: 'ye', ї: 'yi', й: 'y', ю: 'yu', я: 'ya' };
const onlyUkrainian = /[іїєґ]/;
const apostrophes = /['’‘ʼʹ`´"“”„«»]/g;

/** Any script in small Latin letters, without marks and apostrophes. */
export function transliterate(text: string): string {
  const lower = text.normalize('NFKC').toLowerCase();
  // «ооо Мрія» is Ukrainian by one of its words; the letters that both languages have then follow it.
  const latin = onlyUkrainian.test(lower)
    ? lower
        .replace(apostrophes, '')
        .replace(
          /(?<![\p{L}\p{M}])[єїйюя]|[гґєиіїйхщьюя]/gu,
          (letter, at: number, whole: string) =>
            (at === 0 || !/[\p{L}\p{M}]/u.test(whole[at - 1] ?? '') ? atStartOfWord[letter] : undefined) ??
            ukrainian[letter] ??
            letter,
        )
    : lower;
  return anyAscii(latin).toLowerCase().replace(apostrophes, '');
}
