import { z } from 'zod';
import { Instant, Language, LocalisedText, LongText, Slug, Uuid } from './common.js';
import { Material } from './materials.js';
import { defineRoute } from './route.js';
import { Speaker } from './speakers.js';
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

export const roomKinds = ['virtual', 'studio', 'on-site'] as const;
export const RoomKind = z.enum(roomKinds);
export type RoomKind = z.infer<typeof RoomKind>;

/** Where sessions take place; in the organiser's order. */
export const Room = z.object({
  id: Uuid,
  name: LocalisedText,
  kind: RoomKind,
  /** People it holds; null: no limit. */
  capacity: z.number().int().min(1).max(1_000_000).nullable(),
  position: z.number().int(),
});
export type Room = z.infer<typeof Room>;

/** A strand of sessions that belong together; in the organiser's order. */
export const Track = z.object({
  id: Uuid,
  name: LocalisedText,
  /** `#rrggbb`. */
  colour: z.string().regex(/^#[0-9a-f]{6}$/),
  position: z.number().int(),
});
export type Track = z.infer<typeof Track>;

export const SessionDetails = z.object({
  kind: SessionKind,
  title: LocalisedText,
  abstract: LongText.nullable(),
  startsAt: Instant,
  endsAt: Instant,
  /** Ids of the event's rooms and tracks. */
  room: Uuid.nullable(),
  track: Uuid.nullable(),
  language: Language,
  /** Ids of the event's speakers, in order. */
  speakers: z.array(Uuid).max(40),
  /** Who moderates it: ids of the same people, in order; a moderator may speak, too. */
  moderators: z.array(Uuid).max(10),
  /** Whether the audience may ask here. */
  questions: z.boolean(),
  /** How many may sign up for it; null: nobody needs to. */
  seats: z.number().int().min(1).max(1_000_000).nullable(),
  /** Where it is shown live: an address of one of the players that are let in. */
  streamUrl: z
    .url({ protocol: /^https$/ })
    .max(500)
    .nullable(),
});
export type SessionDetails = z.infer<typeof SessionDetails>;

export const Session = SessionDetails.extend({ id: Uuid, slug: Slug });
export type Session = z.infer<typeof Session>;

export const Agenda = z.object({
  /** By start; sessions for organisers alone (`private-blocker`) reach nobody else. */
  sessions: z.array(Session),
  speakers: z.array(Speaker),
  /** Those of the event, in its order. */
  rooms: z.array(Room),
  tracks: z.array(Track),
  /** What there is to read and watch, by session, each in its order. */
  materials: z.array(Material),
});
export type Agenda = z.infer<typeof Agenda>;

const EventParam = z.object({ event: Slug });

export const getAgenda = defineRoute('GET', '/events/:event/agenda', 'Sessions and speakers', {
  access: 'anyone',
  params: EventParam,
  answer: Agenda,
  problems: ['not_found'],
});
/** The agenda as it changes; readers of the public page follow it. */
export const agendaStream = defineStream('agenda/{event}', 'The published agenda', {
  params: z.object({ event: Uuid }),
  entries: { session: Session, speaker: Speaker, room: Room, track: Track, material: Material },
});

/** A session's times have changed, or it is gone: what hangs on them has to be worked out anew. */
export const sessionMoved = z.object({ event: Uuid, session: Uuid });
