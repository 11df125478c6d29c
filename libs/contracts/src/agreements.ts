import { z } from 'zod';
import { Slug, Uuid } from './common.js';
import { MeetingRequest } from './meetings.js';
import { defineRoute } from './route.js';

const RequestParam = z.object({ event: Slug, request: Uuid });

/** Where times are computed: the two agree to meet, and the schedule says when. */
export const agreeToMeet = defineRoute(
  'POST',
  '/events/:event/meeting-requests/:request/agree',
  'Accept a request and leave the time to the schedule',
  {
    params: RequestParam,
    answer: MeetingRequest,
    problems: ['not_found', 'request_state', 'not_computed'],
  },
);
/** Either of the two, as long as there is no time; afterwards the meeting itself is cancelled. */
export const callOffAgreement = defineRoute(
  'POST',
  '/events/:event/meeting-requests/:request/call-off',
  'No longer wait for the schedule',
  { params: RequestParam, answer: MeetingRequest, problems: ['not_found', 'request_state'] },
);
