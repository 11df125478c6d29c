import { z } from 'zod';
import { CountryCode, Instant, Language, line, LocalisedText, Slug, Uuid } from './common.js';
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

export const Speaker = z.object({
  id: Uuid,
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
  /** Whether the audience may ask here. */
  questions: z.boolean(),
});

export const Session = SessionDetails.extend({ id: Uuid, slug: Slug });
export type Session = z.infer<typeof Session>;

export const Agenda = z.object({
  sessions: z.array(Session),
  speakers: z.array(Speaker),
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
    questions: true,
  }).extend({ slug: Slug }),
  answer: Session,
  status: 201,
  problems: ['not_found', 'forbidden', 'conflict', 'person_busy'],
});
export const updateSession = defineRoute('PATCH', '/events/:event/sessions/:session', 'Change a session', {
  params: SessionParam,
  body: SessionDetails.partial(),
  answer: Session,
  problems: ['not_found', 'forbidden', 'person_busy'],
});
export const deleteSession = defineRoute('DELETE', '/events/:event/sessions/:session', 'Remove a session', {
  params: SessionParam,
  answer: Nothing,
  problems: ['not_found', 'forbidden'],
});
export const createSpeaker = defineRoute('POST', '/events/:event/speakers', 'Add a speaker', {
  params: EventParam,
  body: z.object({
    name: line(120),
    jobTitle: LocalisedText.optional(),
    organisation: line(200).optional(),
    country: CountryCode.optional(),
    biography: LocalisedText.optional(),
    /** The account that speaks, where there is one; the talk then stands in that person's clock. */
    email: z.email().optional(),
  }),
  answer: Speaker,
  status: 201,
  problems: ['not_found', 'forbidden'],
});

/** The agenda as it changes; readers of the public page follow it. */
export const agendaStream = defineStream('agenda/{event}', 'The published agenda', {
  params: z.object({ event: Uuid }),
  entries: { session: Session, speaker: Speaker },
});

export const sessionMoved = z.object({ event: Uuid, session: Uuid });
