import { expect, it } from '@jest/globals';
import { languages, QuestionFilter } from '@foyer/contracts';
import fc from 'fast-check';
import { linksIn } from './link-finding.js';
import { starterFilter, starterWords } from './starter-words.js';
import { fold, WordFilter, wordsOf } from './word-filter.js';

const finds = (listed: string, text: string): boolean => new WordFilter([listed]).find(text).includes(listed);

it.each([
  // Capitals, signs at its edges, another form of the same letters.
  ['spam', 'Is this SPAM?'],
  ['spam', '«spam»'],
  ['spam', 'ｓｐａｍ'],
  ['spam', 'sp\u200bam'],
  ['spam', 's\u0336p\u0336a\u0336m\u0336'],
  ['strasse', 'Straße'],
  ['šūdas', 's\u030cu\u0304das'.normalize('NFD')],
  // All four letters, whatever the language of the reader.
  ['qızıl', 'QIZIL'],
  ['qızıl', 'Qızıl'],
  ['idiot*', 'İDİOTLAR'],
  ['idiot*', 'IDIOTS'],
  // Georgian capitals are letters of their own in Unicode.
  ['იდიოტ*', 'ᲘᲓᲘᲝᲢᲘ ხარ'],
  // A stress is no letter; й and и are two.
  ['сварка', 'сва́рка'],
  ['п’яний', "П'ЯНИЙ"],
  ['п’яний', 'п`яний'],
  // Endings, phrases.
  ['idiot*', 'these idiots'],
  ['idiot*', 'idiot'],
  ['free bitcoin*', 'Get free   BITCOINS!'],
  ['free bitcoin*', 'free, bitcoin'],
  ['🖕', 'you🖕🏽'],
])('finds %s in “%s”', (listed, text) => {
  expect(finds(listed, text)).toBe(true);
});

it.each([
  ['spam', 'spammer'],
  ['spam', 'antispam'],
  ['ass', 'class'],
  ['idiot*', 'anidiot'],
  ['göt', 'I got it'],
  ['got', 'göt'],
  ['край', 'краи'],
  ['free bitcoin', 'bitcoin is free'],
  ['free bitcoin*', 'free'],
  ['sirah*', 'sira'],
])('does not find %s in “%s”', (listed, text) => {
  expect(finds(listed, text)).toBe(false);
});

const letters = fc.constantFrom(...'abcxyzəğıiİIöüçşąčęėįšųžăâîșțабвгґеєжіїйюяაბგდევზთ', '7', '🙂');
const aWord = fc
  .array(letters, { minLength: 1, maxLength: 12 })
  .map((all) => all.join(''))
  .filter((word) => wordsOf(word).length === 1);
const aSign = fc.constantFrom(' ', ', ', '. ', ' – ', '\n', '!', '»', '(');

it('finds a listed word between any others, however it is written, and says no more than is listed', () => {
  fc.assert(
    fc.property(
      ...[fc.array(aWord, { maxLength: 20 }), aWord, fc.array(aWord, { maxLength: 20 }), aSign],
      fc.constantFrom(
        (word: string) => word,
        (word: string) => word.toUpperCase(),
        (word: string) => word.normalize('NFD'),
        (word: string) => [...word].join('\u00ad'),
      ),
      (before, word, after, sign, written) => {
        const text = [...before, written(word), ...after].join(sign);
        const others = new Set([...before, ...after].map(fold));
        expect(finds(word, text)).toBe(true);
        expect(finds(`${word}*`, text)).toBe(true);
        const without = [...before, ...after].join(sign);
        expect(finds(word, without)).toBe(others.has(fold(word)));
      },
    ),
    { numRuns: 500 },
  );
});

it('folds every letter there is to what folds to itself', () => {
  const letters = Array.from({ length: 0x110000 }, (_, code) => code)
    .filter((code) => code < 0xd800 || code > 0xdfff)
    .map((code) => String.fromCodePoint(code));
  expect(letters.filter((letter) => fold(fold(letter)) !== fold(letter))).toEqual([]);
  expect(finds('STRAẞE', 'straße')).toBe(true);
});

it('takes every text and every list, and folds what is folded to itself', () => {
  const filter = new WordFilter(['a*', 'b c*', '*', '...', 'ab '.repeat(20).trim()]);
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.string({ unit: 'grapheme', maxLength: 300 }),
    fc.constantFrom(
      'ab '.repeat(100),
      'a.'.repeat(150),
      'a'.repeat(300),
      'a-'.repeat(150),
      '://'.repeat(100),
    ),
  );
  fc.assert(
    fc.property(text, text, (one, other) => {
      filter.find(one);
      linksIn(one);
      new WordFilter([one, other]).find(other);
      expect(wordsOf(fold(one))).toEqual(wordsOf(one));
    }),
    { numRuns: 1_000 },
  );
});

it.each([
  ['see https://example.org/x?y=1.', ['https://example.org/x?y=1']],
  ['(www.example.org)', ['www.example.org']],
  ['bit.ly/abc and bit.ly/abc', ['bit.ly/abc']],
  ['join t.me/spam now', ['t.me/spam']],
  ['write to me@example.com', ['me@example.com']],
  ['EXAMPLE.COM', ['EXAMPLE.COM']],
  ['ＥＸＡＭＰＬＥ．ＣＯＭ', ['EXAMPLE.COM']],
  ['приклад.укр', ['приклад.укр']],
  ['exa\u200bmple.ge', ['example.ge']],
])('finds the links in “%s”', (text, links) => {
  expect(linksIn(text)).toEqual(links);
});

it.each([
  'Who pays?Me or you.Com is no word',
  'e.g. this, i.e./or that',
  'Version 2.0/3.1 of Node.js/React',
  'funding.When does it open',
  'We agree.to what',
  'and/or 50/50 …',
  'ratio 3.5:1 at 10.30',
])('finds no link in “%s”', (text) => {
  expect(linksIn(text)).toEqual([]);
});

/** What is said at events and looks like what is listed. */
const innocent = [
  'How steep is the learning curve, and who assesses it?',
  'Is the fire-retardant foam tested in Essex or Scunthorpe?',
  'The class passed the assessment of analytics.',
  'Aşağı qiymət və başgicəllənmə haqqında nə deyə bilərsiniz?',
  'ტრაქტორი და ტრაკტორი, სირია და სირთულე, ბოზბაში',
  'Коли буде зварювання сукна і сукні, і що з козацтвом?',
  'Kiek kainuoja kalėdinis šuo ir šluota, ar yra mulkintojų?',
  'Viitorul fotbalului: futurism, curbe și curățenie la Pula',
  'Stupid question: what is a cluster?',
];

it.each(languages)(
  'has a ready-made list in %s that is valid, has nothing twice, and lets innocent words be',
  (language) => {
    const listed = starterWords[language];
    expect(QuestionFilter.shape.words.safeParse({ [language]: listed }).error).toBeUndefined();
    expect(listed.length).toBeGreaterThan(20);
    expect(new Set(listed.map(fold)).size).toBe(listed.length);
    for (const one of listed)
      expect([one, starterFilter(language).find(one.replace('*', ''))]).toEqual([
        one,
        expect.arrayContaining([one]),
      ]);
    for (const text of innocent) expect([text, starterFilter(language).find(text)]).toEqual([text, []]);
  },
);
