import { z } from 'zod';
import { CountryCode, Email, Instant, Language, line, LocalisedText, Slug, Uuid } from './common.js';
import { defineRoute, Nothing } from './route.js';
import { defineStream } from './stream.js';

export const sessionKinds = [
  'talk',
  'panel',
  'workshop',
  'q-and-a',
  'networking',
  'break',
  'b2b-block',
  'private-blocker',
] as const;
export const SessionKind = z.enum(sessionKinds);
export type SessionKind = z.infer<typeof SessionKind>;

/** Somebody on the agenda's stage: speaks in sessions, moderates them, or both. */
export const Speaker = z.object({
  id: Uuid,
  /** Stable within the event, also across imports. */
  slug: Slug,
  name: z.string(),
  /** "Executive director". */
  jobTitle: LocalisedText.nullable(),
  organisation: z.string().nullable(),
  country: CountryCode.nullable(),
  biography: LocalisedText.nullable(),
});
export type Speaker = z.infer<typeof Speaker>;

const SessionDetails = z.object({
  kind: SessionKind,
  title: LocalisedText,
  abstract: LocalisedText.nullable(),
  startsAt: Instant,
  endsAt: Instant,
  room: line(120).nullable(),
  track: line(120).nullable(),
  language: Language,
  /** Ids of the event's speakers, in order. */
  speakers: z.array(Uuid).max(40),
  /** Who moderates it: ids of the same people, in order. Nobody does both in one session. */
  moderators: z.array(Uuid).max(10),
  /** Whether the audience may ask here. */
  questions: z.boolean(),
});

export const Session = SessionDetails.extend({ id: Uuid, slug: Slug });
export type Session = z.infer<typeof Session>;

export const Agenda = z.object({
  /** By start; sessions for organisers alone (`private-blocker`) reach nobody else. */
  sessions: z.array(Session),
  speakers: z.array(Speaker),
  /** In the order in which the agenda first uses them. */
  rooms: z.array(z.string()),
});
export type Agenda = z.infer<typeof Agenda>;

const EventParam = z.object({ event: Slug });
const SessionParam = EventParam.extend({ session: Slug });

export const getAgenda = defineRoute('GET', '/events/:event/agenda', 'Sessions and speakers', {
  access: 'anyone',
  params: EventParam,
  answer: Agenda,
  problems: ['not_found'],
});
export const createSession = defineRoute('POST', '/events/:event/sessions', 'Add a session', {
  params: EventParam,
  body: SessionDetails.partial({
    abstract: true,
    room: true,
    track: true,
    speakers: true,
    moderators: true,
    questions: true,
  }).extend({ slug: Slug }),
  answer: Session,
  status: 201,
  problems: ['not_found', 'forbidden', 'conflict', 'person_busy', 'invalid_input'],
});
export const updateSession = defineRoute('PATCH', '/events/:event/sessions/:session', 'Change a session', {
  params: SessionParam,
  body: SessionDetails.partial(),
  answer: Session,
  problems: ['not_found', 'forbidden', 'person_busy', 'invalid_input'],
});
export const deleteSession = defineRoute('DELETE', '/events/:event/sessions/:session', 'Remove a session', {
  params: SessionParam,
  answer: Nothing,
  problems: ['not_found', 'forbidden'],
});
const SpeakerDetails = z.object({
  name: line(120),
  jobTitle: LocalisedText.nullable(),
  organisation: line(200).nullable(),
  country: CountryCode.nullable(),
  biography: LocalisedText.nullable(),
  /**
   * The account that speaks, where there is one: its sessions then stand in that person's clock, and it gets the
   * event's role of a speaker or moderator. Never shown on the agenda.
   */
  email: Email.nullable(),
});
export const createSpeaker = defineRoute('POST', '/events/:event/speakers', 'Add a speaker', {
  params: EventParam,
  body: SpeakerDetails.partial().required({ name: true }).extend({
    /** Made from the name where it is not given. */
    slug: Slug.optional(),
  }),
  answer: Speaker,
  status: 201,
  problems: ['not_found', 'forbidden', 'conflict'],
});
/** Who of the speakers and moderators has an account, and at which address: for organisers alone. */
export const listCrew = defineRoute('GET', '/events/:event/crew', 'Accounts of speakers and moderators', {
  params: EventParam,
  answer: z.object({
    crew: z.array(z.object({ speaker: Uuid, name: z.string(), email: Email.nullable() })),
  }),
  problems: ['not_found', 'forbidden'],
});
export const updateSpeaker = defineRoute('PATCH', '/events/:event/speakers/:speaker', 'Change a speaker', {
  params: EventParam.extend({ speaker: Slug }),
  body: SpeakerDetails.partial(),
  answer: Speaker,
  problems: ['not_found', 'forbidden', 'person_busy'],
});

/** The agenda as it changes; readers of the public page follow it. */
export const agendaStream = defineStream('agenda/{event}', 'The published agenda', {
  params: z.object({ event: Uuid }),
  entries: { session: Session, speaker: Speaker },
});

/** A session's times have changed, or it is gone: what hangs on them has to be worked out anew. */
export const sessionMoved = z.object({ event: Uuid, session: Uuid });
