import { z } from 'zod';
import { Instant, line, Slug, text, Uuid } from './common.js';
import { Slot } from './meeting-blocks.js';
import { Meeting, MeetingRequest, RequestSide } from './meetings.js';
import { Partner } from './registration.js';
import { defineRoute } from './route.js';

const EventParam = z.object({ event: Slug });
const RequestParam = EventParam.extend({ request: Uuid });
const MeetingParam = EventParam.extend({ meeting: Uuid });

/** Who asks may name so many times that would suit. */
export const mostPreferred = 5;
/** Who proposes other times names so many at once. */
export const mostCountered = 3;

/** To an organisation: any of its listed participants may answer, and the first does so for all. */
export const requestOrganisation = defineRoute(
  'POST',
  '/events/:event/organisation-requests',
  'Ask an organisation to meet',
  {
    params: EventParam,
    body: z.object({
      organisation: Uuid,
      message: text(500).optional(),
      slots: z.array(Uuid).max(mostPreferred).default([]),
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
  },
);
/** Before asking: the times at which both are free; without a person, at which I am. */
export const listTimesWith = defineRoute(
  'GET',
  '/events/:event/meeting-times',
  'When I could meet somebody',
  {
    params: EventParam,
    query: z.object({ person: Uuid.optional() }),
    answer: z.object({ slots: z.array(Slot) }),
    problems: ['not_found', 'not_registered'],
  },
);
/** The turn passes to the other side, which accepts one of these times or proposes others. */
export const counterRequest = defineRoute(
  'POST',
  '/events/:event/meeting-requests/:request/counter',
  'Propose other times',
  {
    params: RequestParam,
    body: z.object({ slots: z.array(Uuid).min(1).max(mostCountered) }),
    answer: MeetingRequest,
    problems: ['not_found', 'request_state', 'request_taken', 'slot_not_free'],
  },
);

/** Somebody of my organisation who could come along. */
export const Colleague = Partner.pick({ person: true, name: true, jobTitle: true }).extend({
  /** Nothing else stands in their day at that time. */
  free: z.boolean(),
});
export type Colleague = z.infer<typeof Colleague>;
export const listColleagues = defineRoute(
  'GET',
  '/events/:event/meetings/:meeting/colleagues',
  'Who of my organisation could come along',
  {
    params: MeetingParam,
    answer: z.object({ colleagues: z.array(Colleague) }),
    problems: ['not_found'],
  },
);
/** It is in their day, calendar and mail at once; they may leave. */
export const addColleague = defineRoute(
  'POST',
  '/events/:event/meetings/:meeting/people',
  'Bring a colleague along',
  {
    params: MeetingParam,
    body: z.object({ person: Uuid }),
    answer: Meeting,
    problems: ['not_found', 'request_state', 'person_busy', 'meeting_full', 'too_many_meetings'],
  },
);
export const leaveMeeting = defineRoute(
  'POST',
  '/events/:event/meetings/:meeting/leave',
  'Leave a meeting to which a colleague has added me',
  { params: MeetingParam, answer: z.object({}), problems: ['not_found', 'request_state'] },
);

/** A meeting that two people have agreed on and that waits for the organisers. */
export const AwaitingMeeting = z.object({
  id: Uuid,
  asker: Partner,
  asked: Partner,
  message: z.string().nullable(),
  startsAt: Instant,
  endsAt: Instant,
  table: z.number().int().nullable(),
  /** What the table is called, where it has a name. */
  tableName: z.string().nullable().default(null),
  /** Since when it waits. */
  since: Instant,
});
export type AwaitingMeeting = z.infer<typeof AwaitingMeeting>;
export const listAwaitingMeetings = defineRoute(
  'GET',
  '/events/:event/awaiting-meetings',
  'Meetings that wait for approval (organisers)',
  {
    params: EventParam,
    answer: z.object({ meetings: z.array(AwaitingMeeting) }),
    problems: ['not_found', 'forbidden'],
  },
);
/** Several at once; what was decided or called off meanwhile is left out and named. */
export const decideMeetings = defineRoute(
  'POST',
  '/events/:event/awaiting-meetings',
  'Approve or refuse meetings (organisers)',
  {
    params: EventParam,
    body: z.object({
      meetings: z.array(Uuid).min(1).max(200),
      approve: z.boolean(),
      /** Shown to both, where they are refused. */
      reason: line(200).optional(),
    }),
    answer: z.object({ decided: z.array(Uuid), gone: z.array(Uuid) }),
    problems: ['not_found', 'forbidden'],
  },
);

const AboutRequest = z.object({ event: Uuid, request: Uuid });
/** Other times were proposed, in this round. */
export const meetingCountered = AboutRequest.extend({ round: z.number().int() });
/** A time that was proposed went to somebody else, and the next took its place; or a time has become free. */
export const meetingOffered = AboutRequest.extend({ slot: Uuid });
export const meetingDeclined = AboutRequest;
export const meetingExpired = AboutRequest;
/** One of two has said yes, and leaves the time to the schedule. */
export const meetingAgreed = AboutRequest.extend({ by: Uuid });
/** One of two no longer wants, or is no longer there, before there was a time. */
export const meetingCalledOff = AboutRequest.extend({ by: Uuid });
const AboutPerson = z.object({ event: Uuid, meeting: Uuid, person: Uuid });
export const meetingJoined = AboutPerson;
export const meetingLeft = AboutPerson.extend({ side: RequestSide });
export const meetingRefused = z.object({ event: Uuid, meeting: Uuid });
