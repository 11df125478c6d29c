import fs from 'node:fs';
import path from 'node:path';
import {
  auditOf,
  languages,
  mailKinds,
  problemCodes,
  routes,
  sessionKinds,
  type Language,
  type RouteId,
} from '@foyer/contracts';
import { describe, expect, it } from '@jest/globals';
import { i18nFor, loadTexts } from './texts.js';

const root = path.resolve(import.meta.dirname, '../../..');
type Keys = Map<string, string>;

function flatten(texts: object, prefix = '', into: Keys = new Map()): Keys {
  for (const [key, value] of Object.entries(texts)) {
    if (typeof value === 'string') into.set(prefix + key, value);
    else
      flatten(value as object, `${prefix}${key}${prefix.endsWith(':') || prefix === '' ? '.' : '.'}`, into);
  }
  return into;
}
async function keysOf(language: Language): Promise<Keys> {
  const all: Keys = new Map();
  for (const [namespace, texts] of Object.entries(await loadTexts(language))) {
    for (const [key, value] of flatten(texts)) all.set(`${namespace}:${key}`, value);
  }
  return all;
}
const pluralKey = /^(.*)_(zero|one|two|few|many|other)$/;
/** `qa:new_one`, `qa:new_other` → `qa:new`, counted. */
function stemsOf(keys: Keys): Map<string, Set<string>> {
  const stems = new Map<string, Set<string>>();
  for (const key of keys.keys()) {
    const [, stem = key, form] = pluralKey.exec(key) ?? [];
    const forms = stems.get(stem) ?? new Set();
    if (form) forms.add(form);
    stems.set(stem, forms);
  }
  return stems;
}
const placeholders = (text: string) =>
  [...text.matchAll(/\{\{\s*([^},\s]+)[^}]*\}\}/g)].map(([, name]) => name).sort();
const english = await keysOf('en');
const englishStems = stemsOf(english);

describe.each(languages)('the texts in %s', (language) => {
  it('have the same keys as the English ones, in the plural forms of the language', async () => {
    const stems = stemsOf(await keysOf(language));
    expect([...stems.keys()].sort()).toEqual([...englishStems.keys()].sort());
    const needed = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
    for (const [stem, forms] of stems) {
      if (englishStems.get(stem)?.size) expect([stem, [...forms].sort()]).toEqual([stem, [...needed].sort()]);
      else expect([stem, [...forms]]).toEqual([stem, []]);
    }
  });

  it('are none of them empty, and have the placeholders of the English ones', async () => {
    for (const [key, text] of await keysOf(language)) {
      expect([key, text.trim()]).not.toEqual([key, '']);
      expect([key, text]).toEqual([key, text.trim()]);
      const stem = pluralKey.exec(key)?.[1];
      const pattern = english.get(key) ?? (stem && english.get(`${stem}_other`)) ?? '';
      // Where this form is for 1 alone, a word may stand for the number: "o persoană".
      const wordsForOne = key.endsWith('_one') && new Intl.PluralRules(language).select(21) !== 'one';
      const told = (words: string) =>
        placeholders(words).filter((name) => !(wordsForOne && name === 'count'));
      expect([key, told(text)]).toEqual([key, told(pattern)]);
    }
  });

  it('have a sentence for every problem, and a word for every kind of mail and session', async () => {
    const keys = await keysOf(language);
    for (const code of problemCodes) expect(keys.get(`problems:${code}`)).toMatch(/[.!]$/);
    for (const kind of mailKinds) expect(keys.has(`people:mailKind.${kind}`)).toBe(true);
    for (const kind of sessionKinds) expect(keys.has(`event:kind.${kind}`)).toBe(true);
  });

  it('have words of their own for every deed that the log of who did what is told of', async () => {
    const keys = await keysOf(language);
    const deeds = (Object.keys(routes) as RouteId[]).filter((id) => auditOf(id) !== null);
    expect(deeds.filter((id) => !keys.has(`audit:action.${id}`))).toEqual([]);
  });

  it('choose the plural form by the number', async () => {
    const { t } = await i18nFor(language);
    for (const count of [0, 1, 2, 3, 5, 11, 21, 22, 25, 101]) {
      const text = t('mailbox:count', { count });
      expect(text).toContain(String(count));
      expect(text).not.toContain('mailbox');
    }
  });
});

it('write Georgian in Georgian letters and never in capitals, Ukrainian in Cyrillic', async () => {
  for (const [key, text] of await keysOf('ka')) {
    expect([key, text]).toEqual([key, text.replaceAll(/[\u1c90-\u1cbf]/g, '')]);
  }
  const inOwnScript = async (language: Language, script: RegExp) =>
    [...(await keysOf(language)).entries()].filter(
      ([, text]) => /[\p{L}]{3}/u.test(text.replaceAll(/\{\{.*?\}\}/g, '')) && !script.test(text),
    );
  expect(await inOwnScript('ka', /\p{Script=Georgian}/u)).toEqual([]);
  expect(await inOwnScript('uk', /\p{Script=Cyrillic}/u)).toEqual([]);
});

it('hold nothing that no source asks for', () => {
  const sources = fs
    .globSync('{apps/*/src,libs/*/src}/**/*.{ts,tsx}', { cwd: root })
    .filter((file) => !file.endsWith('.spec.ts') && !/libs\/locales\/src\/\w\w\//.test(file))
    .map((file) => fs.readFileSync(path.join(root, file), 'utf8'))
    .join('\n');
  const asked = (key: string) => {
    const bare = key.slice(key.indexOf(':') + 1);
    if (sources.includes(`'${bare}'`) || sources.includes(`:${bare}'`)) return true;
    // Keys made from values: t(`kind.${session.kind}`), t(error.code).
    const group = bare.includes('.') ? bare.slice(0, bare.lastIndexOf('.')) : '';
    return group ? sources.includes(`${group}.\${`) : key.startsWith('problems:');
  };
  expect([...englishStems.keys()].filter((key) => !asked(key))).toEqual([]);
});
