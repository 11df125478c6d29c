import { z } from 'zod';
import { Instant, Slug } from './common.js';
import { Promised } from './meetings.js';
import { defineRoute } from './route.js';

/** From then to then; what lies before the event's first day or after its last is not taken. */
const Stretch = z
  .object({ startsAt: Instant, endsAt: Instant })
  .refine(({ startsAt, endsAt }) => Date.parse(startsAt) < Date.parse(endsAt), {
    path: ['endsAt'],
    error: 'must be after the start',
  });
const Stretches = z.array(Stretch).min(1).max(200);
const params = z.object({ event: Slug });
const answer = z.object({
  /** All that I have promised around the event, as it stands now. */
  promised: z.array(Promised),
});

/**
 * I am not to be booked then, in any event. Several stretches, such as lunch on every day, are kept free all or none;
 * saying it again changes nothing.
 */
export const keepFree = defineRoute('POST', '/events/:event/own-time', 'Keep time free for myself', {
  params,
  body: z.object({
    times: Stretches,
    /** What stands there stays, and the rest is kept free; otherwise the whole is refused. */
    around: z.boolean().default(false),
  }),
  answer,
  problems: ['not_found', 'not_registered', 'time_taken'],
});
/** Also a part of what is kept free. */
export const giveBack = defineRoute('POST', '/events/:event/own-time/free', 'Be free for meetings again', {
  params,
  body: z.object({ times: Stretches }),
  answer,
  problems: ['not_found', 'not_registered'],
});
