import { ProblemError } from '@foyer/client';
import {
  answersSchema,
  askedQuestions,
  builtInFields,
  consentsSchema,
  faultOf,
  Language,
  ParticipantEdit,
  RegistrationForm,
  shownTo,
  type AnswerFault,
  type FormQuestion,
  type Prefill,
  type Registration,
} from '@foyer/contracts';
import { z } from 'zod';
import type { Answer, Input } from '../server/api.js';
import { differences } from '../ui/differences.js';

/** What the event asks beside the fixed fields. */
export type Form = Answer<'getForm'>;
type Body = NonNullable<Input<'register'>['body']>;

/** The form as it stands on the page: any text, right or wrong. */
const Draft = z.object({
  name: z.string(),
  category: z.string(),
  organisation: z.string(),
  country: z.string(),
  jobTitle: z.string(),
  offers: z.array(z.string()),
  needs: z.array(z.string()),
  about: z.string(),
  language: Language,
  timeZone: z.string(),
  shownTo: z.enum(shownTo).default('everybody'),
  shownCategories: z.array(z.string()).default([]),
  /** By question. */
  answers: z.record(z.string(), z.unknown()).default({}),
  /** By purpose. */
  consents: z.record(z.string(), z.boolean()).default({}),
});
export type Draft = z.infer<typeof Draft>;
export type Field = Exclude<keyof Draft, 'answers' | 'consents'>;

/** What is wrong by its place: `name`, `answers/diet`, `consents/photos`; in the order of the page. */
export type Faults = ReadonlyMap<string, AnswerFault>;

const ownFields: readonly Field[] = ['name', 'category', 'organisation', 'country', 'jobTitle'];
const laterFields: readonly Field[] = ['offers', 'needs', 'about', 'shownTo', 'language', 'timeZone'];
export const fieldId = (place: string): string => `registration-${place.replace('/', '-')}`;

export function blankDraft(known: Pick<Draft, 'name' | 'language' | 'timeZone'>): Draft {
  return {
    category: '',
    organisation: '',
    country: '',
    jobTitle: '',
    offers: [],
    needs: [],
    about: '',
    shownTo: 'everybody',
    shownCategories: [],
    answers: {},
    consents: {},
    ...known,
  };
}

/** What an invitation has brought, for fields that nobody has filled in. */
export function knownOf(prefill: Prefill | null): Partial<Draft> {
  return Object.fromEntries(Object.entries(prefill ?? {}).filter(([, value]) => Boolean(value)));
}

/** What somebody has told before. */
export function draftOf(registration: Registration, given: Answer<'getMyAnswers'>): Draft {
  const { jobTitle = '', about = '', ...rest } = registration;
  const agreed = given.consents.filter((state) => state.given && !state.outdated);
  return Draft.parse({
    ...rest,
    ...{ jobTitle, about, answers: given.answers },
    consents: Object.fromEntries(agreed.map(({ consent }) => [consent, true])),
  });
}

/** The questions that the page shows now. */
export function askedIn(form: Form, draft: Draft): FormQuestion[] {
  return askedQuestions(form.questions, draft.category, draft.answers);
}

/** What may be sent, and what is wrong with it. @param language in which the reader sees the consents */
export function readDraft(
  draft: Draft,
  form: Form,
  language: Language,
): { body: Body | null; faults: Faults } {
  const { jobTitle, about, answers, consents, ...rest } = draft;
  const fixed = RegistrationForm.safeParse({
    ...rest,
    ...(jobTitle.trim() ? { jobTitle } : {}),
    ...(about.trim() ? { about } : {}),
  });
  // Questions that are gone since the draft was kept are none of its faults.
  const known = Object.entries(answers).filter(([key]) => form.questions.some((one) => one.key === key));
  const answered = answersSchema(form.questions, draft).safeParse(Object.fromEntries(known));
  const says = Object.fromEntries(
    form.consents.map(({ key, version }) => [key, { given: consents[key] ?? false, version, language }]),
  );
  const agreed = consentsSchema(form.consents).safeParse(says);
  const found = new Map<string, AnswerFault>();
  for (const { path } of fixed.error?.issues ?? []) found.set(String(path[0]), 'answer');
  for (const field of builtInFields) {
    if (form.builtIn[field] === 'required' && draft[field].length === 0) found.set(field, 'required');
  }
  if (draft.shownTo === 'categories' && draft.shownCategories.length === 0) found.set('shownTo', 'required');
  for (const { path, message } of answered.error?.issues ?? []) {
    found.set(`answers/${String(path[0])}`, faultOf(message));
  }
  for (const { path, message } of agreed.error?.issues ?? []) {
    found.set(`consents/${String(path[0])}`, faultOf(message));
  }
  const faults = inOrder(found, form);
  const whole = fixed.success && answered.success && agreed.success && faults.size === 0;
  return { body: whole ? { ...fixed.data, answers: answered.data, consents: says } : null, faults };
}

/** What an organiser has changed of what somebody has told. */
export function editOf(was: Draft, draft: Draft, form: RegistrationForm): ParticipantEdit {
  const changed = differences(was, draft);
  const told = { ...form, jobTitle: form.jobTitle ?? null, about: form.about ?? null };
  return ParticipantEdit.parse(Object.fromEntries(Object.entries(told).filter(([key]) => key in changed)));
}

/** What the server has found wrong. */
export function faultsIn(error: unknown, form: Form): Faults {
  if (!(error instanceof ProblemError)) return new Map();
  return inOrder(
    new Map(
      (error.problem.errors ?? []).map(({ pointer, message }) => {
        const [, first = '', second = ''] = pointer.split('/');
        const nested = first === 'answers' || first === 'consents';
        return [nested ? `${first}/${second}` : first, faultOf(message)];
      }),
    ),
    form,
  );
}

function inOrder(found: Faults, form: Form): Faults {
  const places = [
    ...ownFields,
    ...form.questions.map(({ key }) => `answers/${key}`),
    ...laterFields,
    ...form.consents.map(({ key }) => `consents/${key}`),
  ];
  return new Map(
    places.flatMap((place) => {
      const fault = found.get(place);
      return fault ? [[place, fault] as const] : [];
    }),
  );
}

const Kept = z.object({
  draft: Draft,
  /** Whose it is; null before signing in. */
  person: z.string().nullable(),
  keptAt: z.number(),
  /** The reader has pressed the button and only needs to sign in. */
  sending: z.boolean(),
});
type Kept = z.infer<typeof Kept>;

const dayMilliseconds = 24 * 3_600_000;
const signInMilliseconds = 30 * 60_000;
const keyOf = (event: string): string => `foyer-registration-${event}`;

/** Keeps what is not sent yet in this browser for a day, through reloads and signing in. */
export function keepDraft(event: string, draft: Draft, person: string | null, sending = false): void {
  const kept: Kept = { draft, person, sending, keptAt: Date.now() };
  try {
    localStorage.setItem(keyOf(event), JSON.stringify(kept));
  } catch {
    // Storage is closed to us: what is entered lasts as long as the page.
  }
}

/** What this person, or somebody not signed in, has left unsent here; somebody else's is none of theirs. */
export function keptDraft(event: string, person: string | null): { draft: Draft; sending: boolean } | null {
  try {
    const kept = Kept.parse(JSON.parse(localStorage.getItem(keyOf(event)) ?? 'null'));
    const age = Date.now() - kept.keptAt;
    if (age > dayMilliseconds || (kept.person !== null && kept.person !== person)) return null;
    return { draft: kept.draft, sending: kept.sending && age < signInMilliseconds };
  } catch {
    return null;
  }
}

export function forgetDraft(event: string): void {
  try {
    localStorage.removeItem(keyOf(event));
  } catch {
    // Nothing was kept either.
  }
}
