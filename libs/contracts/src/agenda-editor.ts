import { z } from 'zod';
import { Room, SessionDetails, Track } from './agenda.js';
import { Instant, LocalisedText, Slug, Uuid } from './common.js';
import { Material } from './materials.js';
import { defineRoute, Nothing } from './route.js';
import { Speaker } from './speakers.js';
import { defineStream } from './stream.js';

/** The fields of a session that organisers edit. */
export const SessionField = SessionDetails.keyof();
export type SessionField = z.infer<typeof SessionField>;

/** A session as organisers work on it: what was released, with their changes since laid over it. */
export const DraftSession = SessionDetails.extend({
  id: Uuid,
  slug: Slug,
  /** Rises with every edit; 0 where nobody has edited it since it was made by an import. */
  version: z.number().int().nonnegative(),
  /** `new`: not released yet; `changed` since the release; `removed`: goes with the next one. */
  state: z.enum(['released', 'new', 'changed', 'removed']),
  /** The fields that differ from what was released; empty where it is new. */
  changed: z.array(SessionField),
  /** Who edited it last, by name. */
  editedBy: z.string().nullable(),
});
export type DraftSession = z.infer<typeof DraftSession>;

/** When somebody of the stage cannot be there. */
export const Absence = z.object({ speaker: Uuid, startsAt: Instant, endsAt: Instant });
export type Absence = z.infer<typeof Absence>;

/** What organisers have on the table: also what nobody else sees yet. */
export const WorkingAgenda = z.object({
  sessions: z.array(DraftSession),
  speakers: z.array(Speaker),
  rooms: z.array(Room),
  tracks: z.array(Track),
  absences: z.array(Absence),
  /** Also of sessions that were never released: theirs become public with the release. */
  materials: z.array(Material),
});
export type WorkingAgenda = z.infer<typeof WorkingAgenda>;

/** So many sessions are made, changed, checked or taken out in one call: all or none. */
export const mostSessionsAtOnce = 500;

const EventParam = z.object({ event: Slug });
const editing = ['not_found', 'forbidden', 'invalid_input'] as const;

export const getWorkingAgenda = defineRoute('GET', '/events/:event/agenda/draft', 'The agenda in the works', {
  params: EventParam,
  answer: WorkingAgenda,
  problems: ['not_found', 'forbidden'],
});

const NewSession = SessionDetails.partial({
  abstract: true,
  room: true,
  track: true,
  speakers: true,
  moderators: true,
  questions: true,
  seats: true,
  streamUrl: true,
}).extend({
  /** Made from the title where it is not given. */
  slug: Slug.optional(),
});
/** One session, or a whole block of them made in one go: all or none. */
export const createSessions = defineRoute('POST', '/events/:event/sessions', 'Add sessions to the draft', {
  params: EventParam,
  body: z.object({ sessions: z.array(NewSession).min(1).max(mostSessionsAtOnce) }),
  answer: z.object({ sessions: z.array(DraftSession) }),
  status: 201,
  problems: [...editing, 'conflict'],
});

export const SessionEdit = z.object({
  session: Uuid,
  /** The version that the edit began from: a field that somebody has changed since is not overwritten. */
  version: z.number().int().nonnegative(),
  fields: SessionDetails.partial().refine((fields) => Object.keys(fields).length > 0, {
    error: 'nothing to change',
  }),
});
export type SessionEdit = z.infer<typeof SessionEdit>;
/**
 * Edits sessions of the draft, all or none (a swap is one call). Where another editor has changed one of the same
 * fields meanwhile the answer is `edit_conflict`, with pointers `/edits/<n>/fields/<field>`; other fields meet silently.
 * Where somebody has taken the session out meanwhile the pointer is `/edits/<n>/session`.
 */
export const editSessions = defineRoute('PATCH', '/events/:event/sessions', 'Change sessions in the draft', {
  params: EventParam,
  body: z.object({ edits: z.array(SessionEdit).min(1).max(mostSessionsAtOnce) }),
  answer: z.object({ sessions: z.array(DraftSession) }),
  problems: [...editing, 'edit_conflict'],
});
/** A session that was never released is gone; one that was goes with the next release. */
export const removeSession = defineRoute(
  'DELETE',
  '/events/:event/sessions/:session',
  'Take a session out of the draft',
  {
    params: EventParam.extend({ session: Uuid }),
    answer: Nothing,
    problems: ['not_found', 'forbidden'],
  },
);
/**
 * The same with several, all or none. Where somebody has changed one of them since the version given the answer is
 * `edit_conflict`, with pointers `/sessions/<n>/version`; what is gone or taken out already is passed over.
 */
export const removeSessions = defineRoute(
  'POST',
  '/events/:event/sessions/remove',
  'Take several sessions out of the draft',
  {
    params: EventParam,
    body: z.object({
      sessions: z
        .array(z.object({ session: Uuid, version: z.number().int().nonnegative() }))
        .min(1)
        .max(mostSessionsAtOnce),
    }),
    /** Those that go with the next release; what was never released is gone. */
    answer: z.object({ sessions: z.array(DraftSession) }),
    problems: [...editing, 'edit_conflict'],
  },
);
/** Brings back several that were removed, with what had been changed in them; what is gone is passed over. */
export const restoreSessions = defineRoute(
  'POST',
  '/events/:event/sessions/restore',
  'Bring several removed sessions back',
  {
    params: EventParam,
    body: z.object({ sessions: z.array(Uuid).min(1).max(mostSessionsAtOnce) }),
    answer: z.object({ sessions: z.array(DraftSession) }),
    problems: editing,
  },
);
/** Brings back what was removed, and lets go all changes since the release where `fields` asks for it. */
export const restoreSession = defineRoute(
  'POST',
  '/events/:event/sessions/:session/restore',
  'Bring a removed session back, or drop its changes',
  {
    params: EventParam.extend({ session: Uuid }),
    body: z.object({
      /** Also go back to what was released. */
      released: z.boolean().default(false),
    }),
    answer: DraftSession,
    problems: ['not_found', 'forbidden', 'conflict'],
  },
);

export const conflictKinds = [
  /** Somebody would speak or moderate in two sessions at once. */
  'person_twice',
  /** Somebody has said that they are not there then. */
  'person_absent',
  /** Their clock holds something else: a meeting, another event. A release refuses this one. */
  'person_busy',
  'room_twice',
  'outside_event',
] as const;
/** One thing that does not fit. */
export const AgendaConflict = z.object({
  kind: z.enum(conflictKinds),
  /** Whether a release would be refused; everything else may be saved and released anyway. */
  blocking: z.boolean(),
  /** A made-up id where it is a new one that was only asked about; `given` says which. */
  session: Uuid,
  /** Which of the sessions asked about it is, counted from 0; null where none was. */
  given: z.int32().nullable(),
  /** The other session, where it is one. */
  other: z.object({ id: Uuid, title: LocalisedText }).nullable(),
  /** Who it is about, where it is somebody: a speaker's id and name. */
  speaker: z.object({ id: Uuid, name: z.string() }).nullable(),
  room: Uuid.nullable(),
  /** When they overlap. */
  startsAt: Instant,
  endsAt: Instant,
  /** What stands in their clock: `meeting`, `talk` or `moderation` of another event, `own` time. */
  commitment: z.enum(['talk', 'moderation', 'meeting', 'own']).nullable(),
  /** The meeting, where it is one of this event that could be moved. */
  meeting: Uuid.nullable(),
});
export type AgendaConflict = z.infer<typeof AgendaConflict>;

/** What would not fit if these sessions were as given: asked before anything is saved. Nothing is written. */
export const checkSessions = defineRoute('POST', '/events/:event/sessions/check', 'What would not fit', {
  params: EventParam,
  body: z.object({
    /**
     * Empty: the draft as it is, with all that does not fit; else what these sessions are part of.
     * `session` null, or an id that the event does not know: a new one.
     */
    sessions: z
      .array(z.object({ session: Uuid.nullable(), fields: SessionDetails.partial() }))
      .max(mostSessionsAtOnce),
  }),
  answer: z.object({ conflicts: z.array(AgendaConflict) }),
  problems: editing,
});

const RoomDetails = Room.omit({ id: true, position: true });
const TrackDetails = Track.omit({ id: true, position: true });
export const createRoom = defineRoute('POST', '/events/:event/rooms', 'Add a room', {
  params: EventParam,
  body: RoomDetails.partial({ kind: true, capacity: true }),
  answer: Room,
  status: 201,
  problems: editing,
});
export const updateRoom = defineRoute('PATCH', '/events/:event/rooms/:room', 'Change a room', {
  params: EventParam.extend({ room: Uuid }),
  body: Room.omit({ id: true }).partial(),
  answer: Room,
  problems: editing,
});
export const deleteRoom = defineRoute(
  'DELETE',
  '/events/:event/rooms/:room',
  'Remove a room; its sessions are in none then',
  {
    params: EventParam.extend({ room: Uuid }),
    answer: Nothing,
    problems: ['not_found', 'forbidden'],
  },
);
export const createTrack = defineRoute('POST', '/events/:event/tracks', 'Add a track', {
  params: EventParam,
  body: TrackDetails.partial({ colour: true }),
  answer: Track,
  status: 201,
  problems: editing,
});
export const updateTrack = defineRoute('PATCH', '/events/:event/tracks/:track', 'Change a track', {
  params: EventParam.extend({ track: Uuid }),
  body: Track.omit({ id: true }).partial(),
  answer: Track,
  problems: editing,
});
export const deleteTrack = defineRoute(
  'DELETE',
  '/events/:event/tracks/:track',
  'Remove a track; its sessions are in none then',
  {
    params: EventParam.extend({ track: Uuid }),
    answer: Nothing,
    problems: ['not_found', 'forbidden'],
  },
);

/** The draft as it changes under the hands of all who edit it: for organisers alone. */
export const workingAgendaStream = defineStream('agenda-draft/{event}', 'The agenda in the works', {
  params: z.object({ event: Uuid }),
  entries: { session: DraftSession, speaker: Speaker, room: Room, track: Track, material: Material },
});
