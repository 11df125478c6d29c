import { ProblemError } from '@foyer/client';
import { Language, RegistrationForm, type Registration } from '@foyer/contracts';
import { z } from 'zod';

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
  listed: z.boolean(),
});
export type Draft = z.infer<typeof Draft>;
export type Field = keyof Draft;

/** The form's fields in the order of the page: the first wrong one gets the focus. */
export const fields: readonly Field[] = [
  'name',
  'category',
  'organisation',
  'country',
  'jobTitle',
  'offers',
  'needs',
  'about',
  'language',
  'timeZone',
  'listed',
];
export const fieldId = (field: Field): string => `registration-${field}`;

export function blankDraft(known: Pick<Draft, 'name' | 'language' | 'timeZone'>): Draft {
  return {
    category: '',
    organisation: '',
    country: '',
    jobTitle: '',
    offers: [],
    needs: [],
    about: '',
    listed: true,
    ...known,
  };
}

export function draftOf(registration: Registration): Draft {
  const { jobTitle = '', about = '', ...rest } = registration;
  return Draft.parse({ ...rest, jobTitle, about });
}

/** What may be sent, or which fields are wrong. */
export function readDraft(draft: Draft): { form: RegistrationForm } | { wrong: ReadonlySet<Field> } {
  const { jobTitle, about, ...rest } = draft;
  const parsed = RegistrationForm.safeParse({
    ...rest,
    ...(jobTitle.trim() ? { jobTitle } : {}),
    ...(about.trim() ? { about } : {}),
  });
  if (parsed.success) return { form: parsed.data };
  return { wrong: fieldsIn(parsed.error.issues.map(({ path }) => String(path[0]))) };
}

/** The fields that the server has found wrong. */
export function wrongFields(error: unknown): ReadonlySet<Field> {
  if (!(error instanceof ProblemError)) return new Set();
  return fieldsIn((error.problem.errors ?? []).map(({ pointer }) => pointer.split('/')[1] ?? ''));
}

function fieldsIn(names: readonly string[]): ReadonlySet<Field> {
  return new Set(fields.filter((field) => names.includes(field)));
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
