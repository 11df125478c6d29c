import { z } from 'zod';
import { CountryCode, Instant, line, Slug, text, Uuid } from './common.js';
import { download } from './files.js';
import { Outcome } from './meetings.js';
import { Partner } from './registration.js';
import { defineRoute } from './route.js';
import { defineStream } from './stream.js';

/** So much can be noted of one meeting, in characters. */
export const maxNote = 2_000;

/** What I said of a meeting, and what I keep for myself. Nobody but me reads the note, the rating and the date. */
export const MeetingAfter = z.object({
  meeting: Uuid,
  /** Whether it took place, by my own words, and who did not come; null while I have not said. */
  said: z.object({ held: z.boolean(), missing: z.array(Uuid) }).nullable(),
  /** Another one said the opposite: the room's record decides, and both statements are kept. */
  disputed: z.boolean(),
  outcome: Outcome.nullable(),
  /** How good the meeting was to me, from 1 to 5. */
  rating: z.number().int().min(1).max(5).nullable(),
  note: z.string(),
  /** Rises each time the note is saved: another window that knows an older one does not write over it. */
  noteVersion: z.number().int(),
  /** On that day I am reminded, by my own clock. */
  followUpOn: z.iso.date().nullable(),
});
export type MeetingAfter = z.infer<typeof MeetingAfter>;

/** Everything that is given when contacts are exchanged, and nothing else. */
export const ContactCard = z.object({
  name: z.string(),
  jobTitle: z.string().nullable(),
  organisation: z.string(),
  country: CountryCode,
  email: z.string(),
  phone: z.string().nullable(),
});
export type ContactCard = z.infer<typeof ContactCard>;

/**
 * `none`: neither has offered; `offered`: I have, they have not yet; `wanted`: they have, I have not yet;
 * `exchanged`: both have, and each holds the other's card.
 */
export const contactStates = ['none', 'offered', 'wanted', 'exchanged'] as const;
export const ContactState = z.enum(contactStates);
export type ContactState = z.infer<typeof ContactState>;

/** Somebody whom I met. */
export const Contact = z.object({
  person: Partner,
  state: ContactState,
  /** Theirs, once contacts are exchanged. */
  card: ContactCard.nullable(),
  /** What I offered, until it is taken back. */
  given: ContactCard.nullable(),
  meetings: z.array(
    z.object({
      id: Uuid,
      startsAt: Instant,
      endsAt: Instant,
      outcome: Outcome.nullable(),
      rating: z.number().int().nullable(),
      note: z.string(),
      followUpOn: z.iso.date().nullable(),
    }),
  ),
});
export type Contact = z.infer<typeof Contact>;

const EventParam = z.object({ event: Slug });
const MeetingParam = EventParam.extend({ meeting: Uuid });
const PersonParam = EventParam.extend({ person: Uuid });

export const listMyAfter = defineRoute(
  'GET',
  '/events/:event/meetings-after',
  'What I said and noted of my meetings',
  {
    params: EventParam,
    answer: z.object({ after: z.array(MeetingAfter) }),
    problems: ['not_found', 'not_registered'],
  },
);
/** Only what is given changes. An outcome says that it took place; that it did not takes outcome and rating away. */
export const sayOfMeeting = defineRoute(
  'PUT',
  '/events/:event/meetings/:meeting/after',
  'Say whether a meeting took place and what came of it',
  {
    params: MeetingParam,
    body: z.object({
      held: z.boolean().optional(),
      /** Who did not come. */
      missing: z.array(Uuid).max(6).optional(),
      outcome: Outcome.nullable().optional(),
      rating: z.number().int().min(1).max(5).nullable().optional(),
      /** Null: no reminder. */
      followUpOn: z.iso.date().nullable().optional(),
    }),
    answer: MeetingAfter,
    problems: ['not_found', 'request_state', 'invalid_input'],
  },
);
/** Notes can be made from the moment on at which the meeting is booked. */
export const saveMeetingNote = defineRoute(
  'PUT',
  '/events/:event/meetings/:meeting/note',
  'Keep a note of a meeting, for me alone',
  {
    params: MeetingParam,
    body: z.object({
      text: z.literal('').or(text(maxNote)),
      /** The version that was there when the writing began. */
      version: z.number().int().min(0),
    }),
    answer: z.object({ version: z.number().int() }),
    problems: ['not_found', 'request_state', 'edit_conflict'],
  },
);

export const listContacts = defineRoute('GET', '/events/:event/contacts', 'People I met', {
  params: EventParam,
  answer: z.object({
    contacts: z.array(Contact),
    /** What I would give. */
    mine: ContactCard,
  }),
  problems: ['not_found', 'not_registered'],
});
/** Given once both have offered; an offer can be taken back until then. */
export const shareContact = defineRoute(
  'PUT',
  '/events/:event/contacts/:person',
  'Offer somebody I met my contact, or take the offer back',
  {
    params: PersonParam,
    body: z.object({
      shared: z.boolean(),
      /** Goes into my card; left out, the card has none. */
      phone: line(40).optional(),
    }),
    answer: Contact,
    problems: ['not_found', 'not_registered', 'request_state', 'contacts_exchanged'],
  },
);
export const getContactCard = defineRoute(
  'GET',
  '/events/:event/contacts/:person/card',
  'The contact of somebody who has given it, as vCard',
  { params: PersonParam, answer: download(['text/vcard']), problems: ['not_found'] },
);
export const contactFileFormats = ['csv', 'vcf'] as const;
export const exportContacts = defineRoute(
  'GET',
  '/events/:event/contact-files/:format',
  'The people I met, as a table or as vCards',
  {
    params: EventParam.extend({ format: z.enum(contactFileFormats) }),
    answer: download(['text/csv', 'text/vcard']),
    problems: ['not_found', 'not_registered'],
  },
);

/**
 * That something of it has changed, in whatever window or by the other one. The words themselves are asked for:
 * notes and cards stand in no log.
 */
export const meetingAfterStream = defineStream(
  'meeting-after/{event}/{person}',
  'What one person said of their meetings, and with whom they exchange contacts',
  {
    params: z.object({ event: Uuid, person: Uuid }),
    entries: {
      after: z.object({ meeting: Uuid, changes: z.number().int() }),
      contact: z.object({ person: Uuid, state: ContactState, changes: z.number().int() }),
    },
  },
);

/** Somebody has set, moved or removed the day on which they want to follow a meeting up. */
export const followUpSet = z.object({ event: Uuid, meeting: Uuid, person: Uuid });
/** Somebody offers their contact to whom they have met; `exchanged` where that is an answer, so that both have both. */
export const contactOffered = z.object({ event: Uuid, from: Uuid, to: Uuid, exchanged: z.boolean() });
/** Somebody has erased their data in an event. */
export const registrationErased = z.object({ event: Uuid, person: Uuid });
