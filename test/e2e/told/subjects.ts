import fs from 'node:fs';

/** The texts of mails by language and key: data, as translators see it. */
const tables = new Map<string, unknown>();

function textOf(language: string, key: string): string {
  if (!tables.has(language)) {
    const file = new URL(`../../../libs/locales/src/${language}/mail.json`, import.meta.url);
    tables.set(language, JSON.parse(fs.readFileSync(file, 'utf8')));
  }
  let found = tables.get(language);
  for (const part of key.split('.')) {
    found = typeof found === 'object' && found !== null ? Reflect.get(found, part) : undefined;
  }
  if (typeof found !== 'string') throw new Error(`no text ${key} in ${language}`);
  return found;
}

/** A text as a pattern: whatever stands for its placeholders. */
const patternOf = (text: string): string =>
  text
    .split(/\{\{[^}]*\}\}/)
    .map((words) => words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('[\\s\\S]*?');

/** Whether a subject is one of these texts in that language. */
export function isSubject(subject: string, keys: readonly string[], language: string): boolean {
  return keys.some((key) => new RegExp(`^${patternOf(textOf(language, key))}$`).test(subject));
}

/** Whether one of these texts names a moment. */
export const namesMoment = (keys: readonly string[]): boolean =>
  keys.some((key) => textOf('en', key).includes('{{when}}'));

/** Whether somebody is greeted in that language, by name or without. */
export function greets(text: string, language: string): boolean {
  const ways = ['greeting', 'greetingNobody'].map((key) => patternOf(textOf(language, key)));
  return new RegExp(`^(?:${ways.join('|')})\\s*$`, 'm').test(text);
}
