import { z } from 'zod';
import { Instant, Language, LocalisedText, Page, Slug, Uuid } from './common.js';
import { Category } from './events.js';
import { Answers } from './form-answers.js';
import { BuiltInFields, FormConsent, FormKey, FormParts, FormQuestion } from './form-questions.js';
import { ContactCard } from './meeting-after.js';
import { documents, download, FileInfo, upload } from './files.js';
import { defineRoute, Nothing } from './route.js';

const Count = z.number().int().nonnegative();
const EventParam = z.object({ event: Slug });
const ParticipantParam = EventParam.extend({ registration: Uuid });
const AskedConsent = FormConsent.extend({ version: z.number().int().positive() });

/** What participants are asked beside the fixed fields. */
export const getForm = defineRoute('GET', '/events/:event/form', 'What the registration form asks', {
  access: 'anyone',
  params: EventParam,
  answer: z.object({
    version: Count,
    builtIn: BuiltInFields,
    questions: z.array(FormQuestion),
    consents: z.array(AskedConsent),
  }),
  problems: ['not_found'],
});

/** The form as its makers see it: also what is no longer asked, and how much hangs on what. */
export const FormDesk = z.object({
  /** Rises with every save; 0 where nobody has saved yet. */
  version: Count,
  categories: z.array(Category),
  builtIn: BuiltInFields,
  questions: z.array(FormQuestion),
  consents: z.array(AskedConsent),
  editedBy: z.string().nullable(),
  editedAt: Instant.nullable(),
  use: z.object({
    /** Registrations of each category. */
    categories: z.record(z.string(), Count),
    /** Answers to each question. */
    answers: z.record(z.string(), Count),
    /** Of each purpose: who agrees now, to these or to earlier words, and who no longer does. */
    consents: z.record(z.string(), z.object({ given: Count, earlier: Count, withdrawn: Count })),
  }),
});
export type FormDesk = z.infer<typeof FormDesk>;

export const getFormDesk = defineRoute('GET', '/events/:event/form/desk', 'The form in full (organisers)', {
  params: EventParam,
  answer: FormDesk,
  problems: ['not_found', 'forbidden'],
});

/**
 * Saves the form whole. Who began from another version than the last gets `edit_conflict` and nothing is saved.
 * A question that has answers is archived where it is left out; a category that somebody is in stays, unless `moves`
 * says where its people go. Where a category is named elsewhere, what it goes into is named instead; one that goes into
 * none is left out there, and stays while something is for it alone.
 */
export const saveForm = defineRoute('PUT', '/events/:event/form', 'Change the registration form', {
  params: EventParam,
  body: FormParts.extend({
    version: Count,
    categories: z.array(Category).max(40),
    moves: z
      .array(z.object({ from: Slug, into: Slug }))
      .max(40)
      .default([]),
  }),
  answer: FormDesk,
  problems: ['not_found', 'forbidden', 'invalid_input', 'edit_conflict', 'category_in_use'],
});

/** Where somebody stands with a purpose. */
export const ConsentState = z.object({
  consent: FormKey,
  title: LocalisedText,
  /** The words that they answered, as they stood then. */
  wording: LocalisedText,
  version: z.number().int().positive(),
  /** The language in which they read them. */
  language: Language,
  given: z.boolean(),
  at: Instant,
  /** Whether the words have changed since. */
  outdated: z.boolean(),
});
export type ConsentState = z.infer<typeof ConsentState>;

/** A file among the answers. */
const AnswerFile = z.object({ id: Uuid, name: z.string(), size: Count });

const Given = z.object({
  answers: Answers,
  /** Questions that are no longer asked, for reading what was answered. */
  archived: z.array(FormQuestion),
  files: z.array(AnswerFile),
  consents: z.array(ConsentState),
});
export const getMyAnswers = defineRoute(
  'GET',
  '/events/:event/registration/answers',
  'What I have answered',
  {
    params: EventParam,
    answer: Given,
    problems: ['not_found'],
  },
);

export const setConsent = defineRoute(
  'PUT',
  '/events/:event/registration/consents/:consent',
  'Give a consent, or take it back',
  {
    params: EventParam.extend({ consent: FormKey }),
    body: z.object({ given: z.boolean(), version: z.number().int().positive(), language: Language }),
    answer: z.object({ consents: z.array(ConsentState) }),
    problems: ['not_found', 'not_registered', 'invalid_input'],
  },
);

export const getParticipantAnswers = defineRoute(
  'GET',
  '/events/:event/participants/:registration/answers',
  'What a participant has answered (organisers)',
  {
    params: ParticipantParam,
    answer: Given.extend({
      name: z.string(),
      category: Slug,
      /** Who changed which answers, the latest first. */
      changes: z.array(
        z.object({
          at: Instant,
          by: z.string().nullable(),
          byOrganiser: z.boolean(),
          questions: z.array(z.string()),
        }),
      ),
    }),
    problems: ['not_found', 'forbidden'],
  },
);
export const saveParticipantAnswers = defineRoute(
  'PUT',
  '/events/:event/participants/:registration/answers',
  'Change what a participant has answered (organisers)',
  {
    params: ParticipantParam,
    body: z.object({ answers: z.record(z.string(), z.unknown()) }),
    answer: Nothing,
    problems: ['not_found', 'forbidden', 'invalid_input'],
  },
);

/** A file for an answer: its id is named there within a day. */
export const uploadAnswerFile = defineRoute(
  'POST',
  '/events/:event/registration/files',
  'Upload a file that answers a question',
  {
    params: EventParam,
    body: upload(documents),
    answer: FileInfo,
    status: 201,
    problems: ['not_found', 'file_type', 'file_too_large', 'too_many_requests'],
  },
);
export const getMyAnswerFile = defineRoute(
  'GET',
  '/events/:event/registration/files/:file',
  'A file among my answers',
  {
    params: EventParam.extend({ file: Uuid }),
    answer: download(documents.mediaTypes),
    problems: ['not_found'],
  },
);
export const getParticipantAnswerFile = defineRoute(
  'GET',
  '/events/:event/participants/:registration/files/:file',
  'A file among the answers of a participant (organisers)',
  {
    params: ParticipantParam.extend({ file: Uuid }),
    answer: download(documents.mediaTypes),
    problems: ['not_found', 'forbidden'],
  },
);

export const ConsentEntry = z.object({
  id: Uuid,
  at: Instant,
  name: z.string(),
  email: z.string(),
  consent: FormKey,
  version: z.number().int().positive(),
  language: Language,
  /** The words in that language. */
  wording: z.string(),
  given: z.boolean(),
  /** On the form, by itself, or because the person has erased their data. */
  cause: z.enum(['form', 'page', 'erasure']),
});
export const listConsentLog = defineRoute(
  'GET',
  '/events/:event/form/consents',
  'Who agreed to what and when (organisers)',
  {
    params: EventParam,
    query: Page,
    answer: z.object({ entries: z.array(ConsentEntry), next: Uuid.nullable() }),
    problems: ['not_found', 'forbidden', 'invalid_input'],
  },
);

/** Everything that registration holds of somebody in an event. */
export const MyRegistrationData = z.object({
  event: z.object({ slug: Slug, title: LocalisedText }),
  exportedAt: Instant,
  account: z.object({ email: z.string(), name: z.string(), language: Language, timeZone: z.string() }),
  registration: z.record(z.string(), z.unknown()).nullable(),
  answers: z.array(z.object({ key: z.string(), question: LocalisedText, answer: z.unknown() })),
  files: z.array(AnswerFile),
  consents: z.array(ConsentEntry.omit({ id: true, name: true, email: true })),
  attendance: z.array(z.object({ session: LocalisedText, enteredAt: Instant, leftAt: Instant.nullable() })),
});
export type MyRegistrationData = z.infer<typeof MyRegistrationData>;

const OfSession = z.object({ session: LocalisedText });
const Who = z.object({ name: z.string().nullable(), organisation: z.string().nullable() });
/** What the other rooms hold: what somebody has done, said and kept. */
export const MyRecords = z.object({
  agenda: z.object({
    starred: z.array(OfSession.extend({ at: Instant })),
    seats: z.array(OfSession.extend({ state: z.string() })),
    ownTimes: z.array(z.object({ startsAt: Instant, endsAt: Instant })),
  }),
  questions: z.array(
    OfSession.extend({
      ...{ text: z.string(), anonymous: z.boolean(), state: z.string(), reply: z.string().nullable() },
      askedAt: Instant,
    }),
  ),
  votes: z.array(OfSession.extend({ question: z.string(), at: Instant })),
  pollAnswers: z.array(
    OfSession.extend({
      /** Null: the rating of the session. */
      question: z.string().nullable(),
      ...{ kind: z.string(), choices: z.array(z.string()), words: z.array(z.string()) },
      ...{ text: z.string().nullable(), at: Instant },
    }),
  ),
  requests: z.array(
    Who.extend({
      direction: z.enum(['sent', 'received']),
      ...{ message: z.string().nullable(), state: z.string(), reason: z.string().nullable() },
      askedAt: Instant,
    }),
  ),
  meetings: z.array(
    Who.extend({
      ...{ startsAt: Instant, endsAt: Instant, state: z.string(), outcome: z.string().nullable() },
      ...{ held: z.boolean().nullable(), rating: z.number().nullable(), note: z.string() },
      followUpOn: z.string().nullable(),
      /** In the meeting's own room, as long as it is kept. */
      said: z.array(z.string()),
    }),
  ),
  /** The card that was given, and the one that came back for it. */
  contacts: z.array(Who.extend({ given: ContactCard.nullable(), received: ContactCard.nullable() })),
  /** Mails, notes in the app, and messages to devices. */
  told: z.array(z.object({ kind: z.string(), by: z.enum(['email', 'app', 'push']), at: Instant })),
});
export type MyRecords = z.infer<typeof MyRecords>;
export const MyData = MyRegistrationData.extend(MyRecords.shape);
export type MyData = z.infer<typeof MyData>;

export const getMyData = defineRoute('GET', '/events/:event/registration/data', 'My data in this event', {
  params: EventParam,
  answer: MyData,
  problems: ['not_found'],
});
export const eraseMyData = defineRoute(
  'DELETE',
  '/events/:event/registration/data',
  'Erase my data in this event',
  {
    params: EventParam,
    answer: Nothing,
    problems: ['not_found'],
  },
);
