import { z } from 'zod';
import { CountryCode, line, text, Uuid } from './common.js';
import {
  categoryKey,
  ConsentGiven,
  type FormConsent,
  type FormQuestion,
  type FormTest,
} from './form-questions.js';

/** A file that somebody has uploaded as an answer is told by its id. */
export const Answer = z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]);
export type Answer = z.infer<typeof Answer>;
export const Answers = z.record(z.string(), Answer);
export type Answers = z.infer<typeof Answers>;

/** All that can be wrong with an answer, by what a reader is told about it. */
export const answerFaults = {
  required: 'needs an answer',
  choice: 'is none of the options',
  number: 'is no number',
  low: 'is too low',
  high: 'is too high',
  step: 'is not one of the steps',
  date: 'is no date',
  text: 'is too long or has odd characters',
  country: 'is no country',
  file: 'is no file',
  answer: 'is no such answer',
  unknown: 'is no question of this form',
  agree: 'needs to be agreed to',
  wording: 'is about words that have changed since',
} as const;
export type AnswerFault = keyof typeof answerFaults;

/** The fault that a message tells of, as the server and the browser find it. */
export function faultOf(message: string): AnswerFault {
  const found = Object.entries(answerFaults).find(([, words]) => words === message);
  return isFault(found?.[0]) ? found[0] : 'answer';
}
const isFault = (name: string | undefined): name is AnswerFault => name !== undefined && name in answerFaults;

const lengths = { text: 300, 'long-text': 4_000 };

/** What one question takes. */
function valueSchema(question: FormQuestion): z.ZodType<Answer> {
  const offered = question.options.filter((option) => !option.archived).map((option) => option.key);
  const option = z.string().refine((key) => offered.includes(key), { error: answerFaults.choice });
  switch (question.kind) {
    case 'text':
      return line(lengths.text);
    case 'long-text':
      return text(lengths['long-text']);
    case 'choice':
      return option;
    case 'choices':
      return (
        z
          .array(option)
          .max(offered.length)
          .refine((keys) => new Set(keys).size === keys.length)
          // In the order of the form, however they were ticked.
          .transform((keys) => offered.filter((key) => keys.includes(key)))
      );
    case 'number':
      return numberSchema(question);
    case 'date':
      return z.iso.date();
    case 'yes-no':
      return z.boolean();
    case 'statement':
      return z.literal(true);
    case 'country':
      return CountryCode;
    case 'file':
      return Uuid;
  }
}

function numberSchema({ min, max, step }: FormQuestion): z.ZodType<number> {
  return z
    .number()
    .refine((value) => Math.abs(value) <= 1e12, { error: answerFaults.number })
    .refine((value) => min === null || value >= min, { error: answerFaults.low })
    .refine((value) => max === null || value <= max, { error: answerFaults.high })
    .refine((value) => step === null || isStep((value - (min ?? 0)) / step), { error: answerFaults.step });
}
const isStep = (steps: number): boolean => Math.abs(steps - Math.round(steps)) < 1e-6;

const ownFaults: readonly string[] = Object.values(answerFaults);
const kindFaults: Record<FormQuestion['kind'], AnswerFault> = {
  text: 'text',
  'long-text': 'text',
  choice: 'choice',
  choices: 'choice',
  number: 'number',
  date: 'date',
  'yes-no': 'answer',
  statement: 'answer',
  country: 'country',
  file: 'file',
};

/** Nothing was answered: also an unticked statement, but not a "no". */
export function isBlank(value: unknown, kind: FormQuestion['kind']): boolean {
  if (value === undefined || value === null) return true;
  if (typeof value === 'string') return value.trim() === '';
  if (Array.isArray(value)) return value.length === 0;
  return kind === 'statement' && value === false;
}

/** The questions that somebody is asked, given their category and what they have answered so far. */
export function askedQuestions(
  questions: readonly FormQuestion[],
  category: string,
  given: Readonly<Record<string, unknown>>,
): FormQuestion[] {
  const answers = new Map<string, unknown>([[categoryKey, category]]);
  return questions.filter((question) => {
    if (question.archived) return false;
    if (question.categories.length > 0 && !question.categories.includes(category)) return false;
    const { condition } = question;
    const holds = (test: FormTest): boolean => passes(test, answers.get(test.of));
    if (
      condition &&
      !(condition.join === 'all' ? condition.tests.every(holds) : condition.tests.some(holds))
    ) {
      return false;
    }
    // What is hidden counts as not answered for the questions after it.
    const value = Object.hasOwn(given, question.key) ? given[question.key] : undefined;
    if (!isBlank(value, question.kind)) answers.set(question.key, value);
    return true;
  });
}

function passes({ test, value }: FormTest, answer: unknown): boolean {
  if (test === 'answered') return answer !== undefined;
  if (test === 'includes') return Array.isArray(answer) && answer.includes(value);
  // A statement is true or unanswered.
  if (value === false && answer === undefined) return false;
  return typeof answer === 'string' ? answer.trim() === value : answer === value;
}

interface Asking {
  category: string;
  /** Organisers may save what a participant owes an answer to. */
  lenient?: boolean;
}

/**
 * The schema of the answers to a form by somebody of a category; the server and the browser check by this one. What a
 * condition hides is left out, what nobody asks is refused; faults stand at `/<key>`.
 */
export function answersSchema(
  questions: readonly FormQuestion[],
  { category, lenient = false }: Asking,
): z.ZodType<Answers, Record<string, unknown>> {
  return z.record(z.string(), z.unknown()).transform((given, context) => {
    const fault = (key: string, message: string): void => {
      context.addIssue({ code: 'custom', path: [key], message });
    };
    const known = new Set(questions.map(({ key }) => key));
    for (const key of Object.keys(given)) if (!known.has(key)) fault(key, answerFaults.unknown);
    const answers = new Map<string, Answer>();
    for (const question of askedQuestions(questions, category, given)) {
      const { key, kind, required } = question;
      const value = Object.hasOwn(given, key) ? given[key] : undefined;
      if (isBlank(value, kind)) {
        if (required && !lenient)
          fault(key, kind === 'statement' ? answerFaults.agree : answerFaults.required);
        continue;
      }
      const parsed = valueSchema(question).safeParse(value);
      if (parsed.success) answers.set(key, parsed.data);
      else {
        const told = parsed.error.issues.find(({ message }) => ownFaults.includes(message));
        fault(key, told?.message ?? answerFaults[kindFaults[kind]]);
      }
    }
    return Object.fromEntries(answers);
  });
}

/** A consent as a form asks for it. */
export type AskedConsent = FormConsent & { version: number };

/**
 * The schema of what somebody agrees to. `already` names what they have agreed to in these very words before: that
 * need not be said again.
 */
export function consentsSchema(
  consents: readonly AskedConsent[],
  already: ReadonlySet<string> = new Set(),
): z.ZodType<Record<string, ConsentGiven>, Record<string, ConsentGiven>> {
  return z.record(z.string(), ConsentGiven).superRefine((given, context) => {
    const fault = (key: string, message: string): void => {
      context.addIssue({ code: 'custom', path: [key], message });
    };
    const asked = new Map(consents.map((consent) => [consent.key, consent]));
    for (const [key, { version }] of Object.entries(given)) {
      const consent = asked.get(key);
      if (!consent) fault(key, answerFaults.unknown);
      else if (consent.version !== version) fault(key, answerFaults.wording);
    }
    for (const { key, required, archived } of consents) {
      if (!required || archived) continue;
      const answer = Object.hasOwn(given, key) ? given[key] : undefined;
      if (answer ? !answer.given : !already.has(key)) fault(key, answerFaults.agree);
    }
  });
}
