import { z } from 'zod';
import { defineCommand } from './command.js';
import { Instant, line, search, Slug, text, Uuid } from './common.js';
import { Slot } from './meeting-blocks.js';
import { Partner } from './registration.js';
import { defineRoute } from './route.js';
import { defineStream } from './stream.js';

/**
 * `cancelled`: it was accepted and the meeting was called off, or one of the two left the event; they may ask again.
 * `expired`: nobody answered in time; they may ask again, too.
 */
export const requestStates = ['open', 'accepted', 'declined', 'withdrawn', 'cancelled', 'expired'] as const;
export const RequestState = z.enum(requestStates);

/** Which of the two somebody is with: who asked, or who was asked. */
export const requestSides = ['asker', 'asked'] as const;
export const RequestSide = z.enum(requestSides);
export type RequestSide = z.infer<typeof RequestSide>;

/** A time put forward for a request; it blocks nobody's time. */
export const ProposedSlot = z.object({
  slot: Uuid,
  startsAt: Instant,
  endsAt: Instant,
  /** It stands in for a time that went to somebody else: when that was. */
  insteadOf: Instant.nullable(),
});
export type ProposedSlot = z.infer<typeof ProposedSlot>;

/**
 * A request as one of its people sees it; `other` is the other one. Where an organisation is asked, all of its listed
 * people see the request, and whoever answers first speaks for it.
 */
export const MeetingRequest = z.object({
  id: Uuid,
  direction: z.enum(['sent', 'received']),
  /** Null where I asked an organisation and nobody of it has answered yet. */
  other: Partner.nullable(),
  /** The organisation that is asked; null where a person is. */
  organisation: z.object({ id: Uuid, name: z.string() }).nullable(),
  /** Who of my organisation answers or has answered, where that is not me: the request is no longer mine to answer. */
  takenBy: z.string().nullable(),
  message: z.string().nullable(),
  state: RequestState,
  /** While it is open: whether I or the other side has to say something next. */
  turn: z.enum(['mine', 'theirs']).nullable(),
  /** What the side whose turn it is not has put forward, in order of time. */
  proposals: z.array(ProposedSlot),
  /** How often one of them has proposed other times. */
  rounds: z.number().int(),
  /** When it expires if nobody answers. */
  expiresAt: Instant.nullable(),
  /** Why it was declined, where that was said. */
  reason: z.string().nullable(),
  askedAt: Instant,
  meeting: Uuid.nullable(),
});
export type MeetingRequest = z.infer<typeof MeetingRequest>;

/** `awaiting`: time and table are taken, and an organiser still has to approve it. */
export const meetingStates = ['awaiting', 'booked', 'cancelled', 'held', 'missed'] as const;
export const MeetingState = z.enum(meetingStates);
export const outcomes = ['no-interest', 'informative', 'cooperation-possible'] as const;
export const Outcome = z.enum(outcomes);

/** One of a meeting's people, as each of them sees it. */
export const MeetingParticipant = Partner.extend({
  side: RequestSide,
  /** One of the two who agreed on it; the others were added by a colleague and may leave. */
  arranged: z.boolean(),
  /** Whether they have come. */
  entered: z.boolean(),
});
export type MeetingParticipant = z.infer<typeof MeetingParticipant>;

/** A meeting has at most so many people, both sides together. */
export const mostInMeeting = 6;

export const Meeting = z.object({
  id: Uuid,
  request: Uuid,
  /** Of those of the other side the one who agreed on it. */
  other: Partner,
  /** Everybody, me too: those who agreed on it first, then their colleagues by name. */
  participants: z.array(MeetingParticipant),
  /** Which of them I am. */
  side: RequestSide,
  /** I am one of the two who agreed on it: they move it and call it off, their colleagues may leave. */
  arranged: z.boolean(),
  startsAt: Instant,
  endsAt: Instant,
  table: z.number().int().nullable(),
  /** What the table is called, where it has a name. */
  tableName: z.string().nullable().default(null),
  state: MeetingState,
  /** The organisers refused it; with their reason where they gave one. */
  refused: z.object({ reason: z.string().nullable() }).nullable(),
  /** Whether I have come, and whether somebody of the other side has. */
  entered: z.boolean(),
  otherEntered: z.boolean(),
  /** What I said of it afterwards. */
  outcome: Outcome.nullable(),
});
export type Meeting = z.infer<typeof Meeting>;

/** Something a person has promised to be at. `ref` names it where it belongs to this event. */
export const Promised = z.object({
  kind: z.enum(['talk', 'moderation', 'meeting', 'own']),
  ref: Uuid.nullable(),
  startsAt: Instant,
  endsAt: Instant,
});
export type Promised = z.infer<typeof Promised>;

/** Meetings can be entered from this many minutes before they begin. */
export const enterMinutesBefore = 5;

const EventParam = z.object({ event: Slug });
const RequestParam = EventParam.extend({ request: Uuid });
const MeetingParam = EventParam.extend({ meeting: Uuid });

/** Someone to meet, and why: the reason is a sentence in the reader's language made from these. */
export const PartnerSuggestion = Partner.extend({
  /** Their needs that I offer, and their offers that I need. */
  theySeek: z.array(z.string()),
  theyOffer: z.array(z.string()),
  /** Theirs: anybody of it may be asked instead. */
  organisationId: Uuid.optional(),
  /** False where the organisers do not let my category ask theirs. */
  mayAsk: z.boolean().optional(),
});
export type PartnerSuggestion = z.infer<typeof PartnerSuggestion>;
export const listPartners = defineRoute('GET', '/events/:event/partners', 'Find partners, best first', {
  params: EventParam,
  query: z.object({
    search: search(120).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  answer: z.object({ partners: z.array(PartnerSuggestion) }),
  problems: ['not_found', 'not_registered'],
});

export const listMyMeetings = defineRoute('GET', '/events/:event/meetings', 'My requests and meetings', {
  params: EventParam,
  answer: z.object({
    requests: z.array(MeetingRequest),
    meetings: z.array(Meeting),
    /** My own talks, moderations, meetings and blocked times around the event, in order. */
    promised: z.array(Promised),
  }),
  problems: ['not_found', 'not_registered'],
});
export const requestMeeting = defineRoute('POST', '/events/:event/meeting-requests', 'Ask somebody to meet', {
  params: EventParam,
  body: z.object({
    to: Uuid,
    message: text(500).optional(),
    /** Times that would suit; the other one may choose any. */
    slots: z.array(Uuid).max(5).default([]),
  }),
  answer: MeetingRequest,
  status: 201,
  problems: [
    'not_found',
    'not_registered',
    'may_not_ask',
    'event_over',
    'request_state',
    'slot_not_free',
    'too_many_open_requests',
  ],
});
export const listMutualSlots = defineRoute(
  'GET',
  '/events/:event/meeting-requests/:request/slots',
  'When both of us are free',
  { params: RequestParam, answer: z.object({ slots: z.array(Slot) }), problems: ['not_found'] },
);
/** The same over the socket: once however often the connection breaks, since the id stays that of the first try. */
export const acceptOverSocket = defineCommand('Accept a request and book a slot', {
  input: RequestParam.extend({ slot: Uuid }),
  answer: Meeting,
});
export const acceptRequest = defineRoute(
  'POST',
  '/events/:event/meeting-requests/:request/accept',
  'Accept a request and book a slot',
  {
    params: RequestParam,
    body: z.object({ slot: Uuid }),
    answer: Meeting,
    problems: [
      'not_found',
      'request_state',
      'request_taken',
      'slot_not_proposed',
      'not_for_category',
      'too_many_meetings',
      'person_busy',
      'slot_taken',
      'slot_past',
    ],
  },
);
export const declineRequest = defineRoute(
  'POST',
  '/events/:event/meeting-requests/:request/decline',
  'Decline a request',
  {
    params: RequestParam,
    body: z.object({ reason: line(200).optional() }),
    answer: MeetingRequest,
    problems: ['not_found', 'request_state', 'request_taken'],
  },
);
export const withdrawRequest = defineRoute(
  'POST',
  '/events/:event/meeting-requests/:request/withdraw',
  'Take my request back',
  { params: RequestParam, answer: MeetingRequest, problems: ['not_found', 'request_state'] },
);
export const cancelMeeting = defineRoute(
  'POST',
  '/events/:event/meetings/:meeting/cancel',
  'Cancel a meeting',
  {
    params: MeetingParam,
    answer: Meeting,
    problems: ['not_found', 'request_state'],
  },
);
export const listMeetingSlots = defineRoute(
  'GET',
  '/events/:event/meetings/:meeting/slots',
  'Times to which a meeting could be moved (its people, organisers)',
  {
    params: MeetingParam,
    answer: z.object({ slots: z.array(Slot) }),
    problems: ['not_found', 'request_state'],
  },
);
/** To another time in one step; both are told, and their calendars follow. */
export const moveMeeting = defineRoute(
  'POST',
  '/events/:event/meetings/:meeting/move',
  'Move a meeting (its people, organisers)',
  {
    params: MeetingParam,
    body: z.object({
      /** Null: the next that suits both. */
      slot: Uuid.nullable().default(null),
      /** A time to keep out of, such as that of a session which is about to move there. */
      avoid: z.object({ startsAt: Instant, endsAt: Instant }).optional(),
    }),
    /** As one of its people sees it; null for an organiser who is not in it. */
    answer: z.object({ meeting: Meeting.nullable() }),
    problems: [
      'not_found',
      'request_state',
      'conflict',
      'not_for_category',
      'person_busy',
      'slot_past',
      'slot_taken',
      'no_free_slot',
    ],
  },
);
/** A meeting is held when both have entered. */
export const enterMeeting = defineRoute(
  'POST',
  '/events/:event/meetings/:meeting/enter',
  'Enter the meeting',
  {
    params: MeetingParam,
    answer: Meeting,
    problems: ['not_found', 'request_state'],
  },
);
export const rateMeeting = defineRoute(
  'PUT',
  '/events/:event/meetings/:meeting/outcome',
  'Say what came of it',
  {
    params: MeetingParam,
    body: z.object({ outcome: Outcome }),
    answer: Meeting,
    problems: ['not_found', 'request_state'],
  },
);

/** Everything about my meetings in one event, as it changes. */
export const myMeetingsStream = defineStream(
  'meetings/{event}/{person}',
  'One person’s requests and meetings',
  {
    params: z.object({ event: Uuid, person: Uuid }),
    entries: { request: MeetingRequest, meeting: Meeting },
  },
);

export const meetingRequested = z.object({ event: Uuid, request: Uuid });
export const meetingBooked = z.object({ event: Uuid, meeting: Uuid });
export const meetingMoved = z.object({ event: Uuid, meeting: Uuid });
export const meetingCancelled = z.object({ event: Uuid, meeting: Uuid, by: Uuid });
