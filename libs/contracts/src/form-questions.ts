import { z } from 'zod';
import { Language, LocalisedText, search, Slug } from './common.js';

/** What a question, an option or a purpose is called for good, whatever its words become. */
export const FormKey = z
  .string()
  .max(40)
  .regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/);

/** Words in at least one language. */
const Words = LocalisedText.refine((words) => Object.values(words).some(Boolean), { error: 'has no words' });

export const questionKinds = [
  'text',
  'long-text',
  'choice',
  'choices',
  'number',
  'date',
  'yes-no',
  'country',
  'statement',
  'file',
] as const;
export const QuestionKind = z.enum(questionKinds);
export type QuestionKind = z.infer<typeof QuestionKind>;

/** Stands in conditions for the participant's category; no question may be called so. */
export const categoryKey = 'category';

export const FormTest = z.object({
  /** `category`, or the key of a question that stands before. */
  of: FormKey,
  /** `includes` is for several choices, `is` for all other kinds. */
  test: z.enum(['is', 'includes', 'answered']),
  /** What is compared with; nothing for `answered`. */
  value: z.union([search(200), z.number(), z.boolean()]).optional(),
});
export type FormTest = z.infer<typeof FormTest>;

export const FormCondition = z.object({
  /** Whether all of the tests must hold, or any. */
  join: z.enum(['all', 'any']),
  tests: z.array(FormTest).min(1).max(6),
});
export type FormCondition = z.infer<typeof FormCondition>;

export const FormOption = z.object({
  key: FormKey,
  label: Words,
  /** No longer offered; who has chosen it still has. */
  archived: z.boolean().default(false),
});
export type FormOption = z.infer<typeof FormOption>;

export const FormQuestion = z.object({
  key: FormKey,
  kind: QuestionKind,
  label: Words,
  help: LocalisedText.default({}),
  required: z.boolean().default(false),
  /** Only these categories are asked; everybody where there are none. */
  categories: z.array(Slug).max(40).default([]),
  condition: FormCondition.nullable().default(null),
  /** Of a choice, in the order shown. */
  options: z.array(FormOption).max(60).default([]),
  /** Of a number. */
  min: z.number().nullable().default(null),
  max: z.number().nullable().default(null),
  step: z.number().positive().nullable().default(null),
  /** No longer asked; what was answered stays readable. */
  archived: z.boolean().default(false),
});
export type FormQuestion = z.infer<typeof FormQuestion>;

/** What somebody agrees to. Other words are another version; what was agreed to before stays as it was. */
export const FormConsent = z.object({
  key: FormKey,
  title: Words,
  wording: Words,
  /** Nobody registers without agreeing. */
  required: z.boolean().default(false),
  archived: z.boolean().default(false),
});
export type FormConsent = z.infer<typeof FormConsent>;

/** How the form treats those of its own fields that not every event needs. */
export const builtInFields = ['jobTitle', 'offers', 'needs', 'about'] as const;
export const FieldMode = z.enum(['required', 'optional', 'hidden']);
export type FieldMode = z.infer<typeof FieldMode>;
export const BuiltInFields = z.object({
  jobTitle: FieldMode.default('optional'),
  offers: FieldMode.default('optional'),
  needs: FieldMode.default('optional'),
  about: FieldMode.default('optional'),
});
export type BuiltInFields = z.infer<typeof BuiltInFields>;

export const FormParts = z.object({
  builtIn: BuiltInFields,
  questions: z.array(FormQuestion).max(80),
  consents: z.array(FormConsent).max(20),
});
export type FormParts = z.infer<typeof FormParts>;

/** Where no organiser has touched the form. */
export const plainForm: FormParts = {
  builtIn: { jobTitle: 'optional', offers: 'optional', needs: 'optional', about: 'optional' },
  questions: [],
  consents: [],
};

/** How somebody agreed, or did not: to which version, and in which language it stood before them. */
export const ConsentGiven = z.object({
  given: z.boolean(),
  version: z.number().int().positive(),
  language: Language,
});
export type ConsentGiven = z.infer<typeof ConsentGiven>;

interface Fault {
  path: (string | number)[];
  message: string;
}

/** What does not fit together in a form, by its place; nothing where all does. */
export function formFaults(form: FormParts, categories: readonly string[]): Fault[] {
  const faults: Fault[] = [...doubles(form.questions, 'questions'), ...doubles(form.consents, 'consents')];
  const before = new Map<string, FormQuestion>();
  form.questions.forEach((question, index) => {
    const at = (path: (string | number)[], message: string): void => {
      faults.push({ path: ['questions', index, ...path], message });
    };
    if (question.key === categoryKey) at(['key'], 'is the name of the category');
    if (isChoice(question)) {
      if (!question.archived && question.options.every((option) => option.archived))
        at(['options'], 'offers nothing');
      for (const { path, message } of doubles(question.options, 'options')) at(path, message);
    }
    if (question.min !== null && question.max !== null && question.min > question.max)
      at(['max'], 'is under the least');
    question.categories.forEach((category, place) => {
      if (!categories.includes(category)) at(['categories', place], 'is none of this event');
    });
    question.condition?.tests.forEach((test, place) => {
      const wrong = testFault(test, before, categories);
      // Of what is no longer asked nobody minds an old condition.
      if (wrong && !question.archived) at(['condition', 'tests', place], wrong);
    });
    before.set(question.key, question);
  });
  return faults;
}

export const isChoice = ({ kind }: Pick<FormQuestion, 'kind'>): boolean =>
  kind === 'choice' || kind === 'choices';

function testFault(
  { of, test, value }: FormTest,
  before: ReadonlyMap<string, FormQuestion>,
  categories: readonly string[],
): string | null {
  if (of === categoryKey) {
    return test === 'is' && typeof value === 'string' && categories.includes(value)
      ? null
      : 'is none of this event';
  }
  const question = before.get(of);
  if (!question || question.archived) return 'is no question before this one';
  if (test === 'answered') return null;
  if ((test === 'includes') !== (question.kind === 'choices')) return 'does not fit the question';
  switch (question.kind) {
    case 'choice':
    case 'choices':
      return question.options.some((option) => option.key === value && !option.archived)
        ? null
        : 'is no option';
    case 'yes-no':
    case 'statement':
      return typeof value === 'boolean' ? null : 'does not fit the question';
    case 'number':
      return typeof value === 'number' ? null : 'does not fit the question';
    case 'file':
      return 'does not fit the question';
    default:
      return typeof value === 'string' && value !== '' ? null : 'does not fit the question';
  }
}

function doubles(things: readonly { key: string }[], name: string): Fault[] {
  return things.flatMap(({ key }, index) =>
    things.findIndex((thing) => thing.key === key) < index
      ? [{ path: [name, index, 'key'], message: 'is there twice' }]
      : [],
  );
}
