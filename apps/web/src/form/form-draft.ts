import {
  formFaults,
  FormConsent,
  FormKey,
  FormOption,
  FormQuestion,
  isChoice,
  Slug,
  type Category,
  type FormParts,
  type LocalisedText,
} from '@foyer/contracts';
import { slugFrom } from '../manage/slug.js';
import { written } from '../manage/TextsInput.js';
import type { Answer, Input } from '../server/api.js';

export type Desk = Answer<'getFormDesk'>;
export type Question = FormQuestion;
export type Consent = FormConsent;
type Body = NonNullable<Input<'saveForm'>['body']>;

/** The form under the hands of an organiser: any words, complete or not. */
export interface FormDraft extends FormParts {
  /** The version that it began from. */
  version: number;
  categories: Category[];
  /** Categories that are given up, and where their people go. */
  moves: { from: string; into: string }[];
}
export type Part = 'categories' | 'questions' | 'consents';

export function draftOf({ version, categories, builtIn, questions, consents }: Desk): FormDraft {
  return {
    ...{ version, categories, builtIn, questions, moves: [] },
    consents: consents.map(({ version: _, ...consent }) => consent),
  };
}

/** Keys of things that nobody has saved yet; they get their names from their words when they are. */
const freshPrefix = 'new-';
export const isFresh = (key: string): boolean => key.startsWith(freshPrefix);
export const freshKey = (): string => `${freshPrefix}${Math.random().toString(36).slice(2, 10)}`;

export const newQuestion = (kind: Question['kind']): Question =>
  // Words come while one types: the schema of whole questions is for saving.
  ({
    ...FormQuestion.parse({ key: freshKey(), kind, label: { en: '-' } }),
    label: {},
    ...firstOptions(kind),
  });
const firstOptions = (kind: Question['kind']): Partial<Question> =>
  isChoice({ kind }) ? { options: [newOption(), newOption()] } : {};
export const newOption = (): FormOption => ({ key: freshKey(), label: {}, archived: false });
export const newConsent = (): Consent => ({
  key: freshKey(),
  ...{ title: {}, wording: {}, required: false, archived: false },
});
export const newCategory = (): Category => ({ key: freshKey(), label: {} });

export function copyOf(question: Question): Question {
  return {
    ...question,
    key: freshKey(),
    options: question.options.filter(({ archived }) => !archived),
    archived: false,
  };
}

export function moved<T>(things: readonly T[], from: number, to: number): T[] {
  const rest = [...things];
  const taken = rest.splice(from, 1);
  rest.splice(Math.max(0, Math.min(to, rest.length)), 0, ...taken);
  return rest;
}

/** What may be saved, or where something is missing or does not fit: `questions/2`, `categories/0`. */
export function readForm(draft: FormDraft): { body: Body } | { wrong: ReadonlySet<string> } {
  const named = withNames(draft);
  const wrong = new Set<string>();
  const needs = (place: string, ...texts: LocalisedText[]): void => {
    if (texts.some((text) => Object.keys(text).length === 0)) wrong.add(place);
  };
  named.categories.forEach(({ label }, index) => needs(`categories/${index}`, label));
  named.consents.forEach(({ title, wording }, index) => needs(`consents/${index}`, title, wording));
  named.questions.forEach(({ label, options, kind }, index) => {
    needs(`questions/${index}`, label, ...(isChoice({ kind }) ? options.map((option) => option.label) : []));
  });
  const keys = named.categories.map(({ key }) => key);
  for (const { path } of formFaults(named, keys)) wrong.add(path.slice(0, 2).join('/'));
  return wrong.size > 0 ? { wrong } : { body: named };
}

/** Without languages in which nothing is written, and with names for good in place of the fresh ones. */
function withNames(draft: FormDraft): FormDraft {
  const names = new Map<string, string>();
  const name = (
    key: string,
    words: LocalisedText,
    taken: Set<string>,
    fits: (key: string) => boolean,
  ): string => {
    if (!isFresh(key)) return key;
    const wish = slugFrom(words.en ?? Object.values(words)[0] ?? '')
      .slice(0, 32)
      .replace(/-+$/, '');
    const base = [wish, `x-${wish}`].find(fits) ?? 'x';
    let chosen = base;
    for (let n = 2; taken.has(chosen) || !fits(chosen) || chosen === 'category'; n++) chosen = `${base}-${n}`;
    taken.add(chosen);
    names.set(key, chosen);
    return chosen;
  };
  const isKey = (key: string): boolean => FormKey.safeParse(key).success;
  const keysOf = (things: readonly { key: string }[]): Set<string> => new Set(things.map(({ key }) => key));
  const of = <T extends { key: string }>(
    things: readonly T[],
    words: (thing: T) => LocalisedText,
    fits = isKey,
  ): T[] => {
    const taken = keysOf(things);
    return things.map((thing) => ({ ...thing, key: name(thing.key, words(thing), taken, fits) }));
  };
  const categories = of(
    draft.categories,
    ({ label }) => label,
    (key) => Slug.safeParse(key).success,
  ).map(({ example, label, ...rest }) => {
    const told = written(example ?? {});
    return { ...rest, label: written(label), ...(Object.keys(told).length > 0 ? { example: told } : {}) };
  });
  const renamed = <T>(value: T): T | string =>
    typeof value === 'string' ? (names.get(value) ?? value) : value;
  const questions = of(draft.questions, ({ label }) => label).map((question) => ({
    ...question,
    label: written(question.label),
    help: written(question.help),
    options: isChoice(question)
      ? of(question.options, ({ label }) => label).map((one) => ({ ...one, label: written(one.label) }))
      : [],
  }));
  return {
    ...draft,
    categories,
    consents: of(draft.consents, ({ title }) => title).map((one) => ({
      ...one,
      title: written(one.title),
      wording: written(one.wording),
    })),
    moves: draft.moves.map(({ from, into }) => ({ from, into: names.get(into) ?? into })),
    questions: questions.map((question) => ({
      ...question,
      categories: question.categories.map((key) => names.get(key) ?? key),
      condition: question.condition && {
        ...question.condition,
        tests: question.condition.tests.map((test) => ({
          ...test,
          of: names.get(test.of) ?? test.of,
          value: renamed(test.value),
        })),
      },
    })),
  };
}
