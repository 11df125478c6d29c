import { z } from 'zod';
import { Email, Instant, LocalisedText, Slug, text, Uuid } from './common.js';
import { Participant, Registration, RegistrationForm, RegistrationState } from './registration.js';
import { defineRoute, Nothing } from './route.js';
import { defineStream } from './stream.js';

/** `open`: who registers has a place; `approval`: the organisers say yes to each; `invitation`: for those invited alone. */
export const registrationModes = ['open', 'approval', 'invitation'] as const;
export const RegistrationMode = z.enum(registrationModes);
export type RegistrationMode = z.infer<typeof RegistrationMode>;

export const RegistrationSettings = z.object({
  mode: RegistrationMode,
  /** By the event's own clock, as all of these; null: at once, and until the event ends. */
  opensAt: Instant.nullable(),
  closesAt: Instant.nullable(),
  /** Who is confirmed may withdraw by themselves until then; null: until the event ends. */
  withdrawUntil: Instant.nullable(),
  /** Confirmed people at most; null: no limit. Lowering it throws nobody out. */
  capacity: z.number().int().min(1).max(1_000_000).nullable(),
  /** Whether those who find the event full may wait for a place. */
  waitingList: z.boolean(),
  /** Whether a place is kept for everybody invited who has not answered yet. */
  keepForInvited: z.boolean(),
  /** Shown above the form. */
  note: LocalisedText.nullable(),
});
export type RegistrationSettings = z.infer<typeof RegistrationSettings>;

const Count = z.number().int().nonnegative();
const EventParam = z.object({ event: Slug });
const organising = ['not_found', 'forbidden', 'invalid_input'] as const;

/** How the places stand. `kept`: for those invited who have not answered. */
export const PlaceCounts = z.object({ confirmed: Count, kept: Count, waiting: Count, pending: Count });
export type PlaceCounts = z.infer<typeof PlaceCounts>;

const SettingsAnswer = z.object({ settings: RegistrationSettings, counts: PlaceCounts });
export const getRegistrationSettings = defineRoute(
  'GET',
  '/events/:event/registration-settings',
  'How people get a place (organisers)',
  { params: EventParam, answer: SettingsAnswer, problems: ['not_found', 'forbidden'] },
);
export const updateRegistrationSettings = defineRoute(
  'PATCH',
  '/events/:event/registration-settings',
  'Change how people get a place; raising the capacity promotes at once',
  {
    params: EventParam,
    body: RegistrationSettings.partial(),
    answer: SettingsAnswer.extend({ promoted: Count }),
    problems: organising,
  },
);

/** What somebody meets who wants to register now. */
export const openings = ['open', 'approval', 'waiting', 'full', 'invitation', 'early', 'closed'] as const;
export const Opening = z.enum(openings);
export type Opening = z.infer<typeof Opening>;
export const Places = RegistrationSettings.omit({ keepForInvited: true }).extend({
  opening: Opening,
  /** Null where there is no limit. */
  free: Count.nullable(),
  waiting: Count,
});
export type Places = z.infer<typeof Places>;
export const getPlaces = defineRoute('GET', '/events/:event/places', 'Whether one can register', {
  access: 'anyone',
  params: EventParam,
  answer: Places,
  problems: ['not_found'],
});

/**
 * What organisers do to places. `approve`: a place where there is one, else the line; `confirm`: a place at once,
 * also over the capacity; `first`: to the front of the line.
 */
export const participantActs = ['approve', 'decline', 'confirm', 'first', 'withdraw'] as const;
export const ParticipantAct = z.enum(participantActs);
export type ParticipantAct = z.infer<typeof ParticipantAct>;
/**
 * Where more people are to have a place than there are: nobody gets one (`refuse`), those do who come first and the
 * others stay as they are (`fill`), or all do (`over`).
 */
export const WhenFull = z.enum(['refuse', 'fill', 'over']);
export type WhenFull = z.infer<typeof WhenFull>;
export const actOnParticipants = defineRoute(
  'POST',
  '/events/:event/participants/acts',
  'Approve, decline, confirm, move up or withdraw some participants (organisers)',
  {
    params: EventParam,
    body: z.object({
      act: ParticipantAct,
      registrations: z.array(Uuid).min(1).max(10_000),
      /** Of a decline; its people read it. */
      reason: text(500).optional(),
      /** Of `approve` and `confirm`. An `approve` goes on into the line by itself, where there is one. */
      whenFull: WhenFull.default('refuse'),
      /** The states in which they were chosen: who is in none of these any more is left alone. */
      seen: z.array(RegistrationState).optional(),
    }),
    /** `waiting` of the changed got no place and stand in the line. */
    answer: z.object({
      changed: Count,
      waiting: Count,
      unchanged: Count,
      /** How each stands now, in the order in which it was decided. */
      people: z.array(z.object({ registration: Uuid, state: RegistrationState, changed: z.boolean() })),
    }),
    problems: [...organising, 'event_full'],
  },
);

const ParticipantParam = EventParam.extend({ registration: Uuid });
export const getParticipant = defineRoute(
  'GET',
  '/events/:event/participants/:registration',
  'One participant (organisers)',
  { params: ParticipantParam, answer: Participant, problems: ['not_found', 'forbidden'] },
);
export const addParticipant = defineRoute(
  'POST',
  '/events/:event/participants',
  'Register somebody by hand (organisers)',
  {
    params: EventParam,
    body: RegistrationForm.extend({ email: Email, overCapacity: z.boolean().default(false) }),
    answer: Registration,
    status: 201,
    problems: [...organising, 'already_registered', 'event_full', 'registration_closed'],
  },
);
/** What is left out stays as it is: whoever corrects a name takes nothing back that somebody says meanwhile. */
export const ParticipantEdit = RegistrationForm.extend({
  // Nothing is filled in for what is left out; null takes away.
  jobTitle: RegistrationForm.shape.jobTitle.unwrap().nullable(),
  offers: RegistrationForm.shape.offers.unwrap(),
  needs: RegistrationForm.shape.needs.unwrap(),
  about: RegistrationForm.shape.about.unwrap().nullable(),
  listed: RegistrationForm.shape.listed.unwrap(),
}).partial();
export type ParticipantEdit = z.infer<typeof ParticipantEdit>;
export const editParticipant = defineRoute(
  'PATCH',
  '/events/:event/participants/:registration',
  'Change what a registration says, for its person (organisers)',
  {
    params: ParticipantParam,
    body: ParticipantEdit,
    answer: Registration,
    problems: organising,
  },
);

/** Seats of one session that have to be taken. */
export const SeatCount = z.object({ taken: Count, waiting: Count });
export type SeatCount = z.infer<typeof SeatCount>;
export const seatStates = ['seated', 'waiting'] as const;
export const MySeat = z.object({
  state: z.enum(seatStates),
  /** Of whoever waits: how many come before them, and they. */
  position: z.number().int().positive().nullable(),
});
export type MySeat = z.infer<typeof MySeat>;
export const listSeats = defineRoute('GET', '/events/:event/seats', 'Seats of sessions, and mine', {
  access: 'anyone',
  params: EventParam,
  answer: z.object({
    seats: z.array(SeatCount.extend({ session: Uuid })),
    mine: z.array(MySeat.extend({ session: Uuid })),
  }),
  problems: ['not_found'],
});
const SeatParam = EventParam.extend({ session: Uuid });
export const takeSeat = defineRoute(
  'PUT',
  '/events/:event/sessions/:session/seat',
  'Take a seat in a session, or stand in the line for one',
  {
    params: SeatParam,
    answer: MySeat.extend({
      /** What else the person has promised to be at then. A seat is no promise: it is only said. */
      clash: z.enum(['talk', 'moderation', 'meeting', 'own', 'seat']).nullable(),
    }),
    problems: ['not_found', 'not_registered', 'no_seats', 'slot_past'],
  },
);
export const giveSeat = defineRoute(
  'DELETE',
  '/events/:event/sessions/:session/seat',
  'Give up a seat, or leave the line for it',
  { params: SeatParam, answer: Nothing, problems: ['not_found'] },
);
export const listSeated = defineRoute(
  'GET',
  '/events/:event/sessions/:session/seats',
  'Who has a seat in a session, and who waits, in order (organisers)',
  {
    params: SeatParam,
    answer: z.object({
      people: z.array(
        z.object({
          registration: Uuid,
          name: z.string(),
          organisation: z.string(),
          state: z.enum(seatStates),
        }),
      ),
    }),
    problems: ['not_found', 'forbidden'],
  },
);

export const seatsStream = defineStream('seats/{event}', 'How many seats of sessions are taken', {
  params: z.object({ event: Uuid }),
  entries: { seat: SeatCount },
});
/** What a person has in an event, for that person alone: their place (`mine`) and their seats by session. */
export const ownPlaceStream = defineStream('place/{event}/{person}', 'My place and my seats', {
  params: z.object({ event: Uuid, person: Uuid }),
  entries: {
    place: z.object({ state: RegistrationState, position: z.number().int().positive().nullable() }),
    seat: MySeat,
  },
});

/** How many may sit in a session has changed. */
export const sessionResized = z.object({ event: Uuid, session: Uuid });
