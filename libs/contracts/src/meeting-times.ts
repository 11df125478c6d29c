import { z } from 'zod';
import { Instant, LocalisedText, Slug, Uuid } from './common.js';
import { Slot } from './meeting-blocks.js';
import { defineRoute } from './route.js';

/** What of mine stands at a time. `elsewhere`: in another event, of which nothing more is said here. */
export const Standing = z.object({
  kind: z.enum(['meeting', 'talk', 'moderation', 'own', 'elsewhere']),
  startsAt: Instant,
  endsAt: Instant,
  /** The meeting, and with whom. */
  meeting: Uuid.nullable(),
  name: z.string().nullable(),
  /** The title of the talk or of the session that I moderate. */
  title: LocalisedText.nullable(),
});
export type Standing = z.infer<typeof Standing>;

/** Why people cannot meet in a slot. What somebody else has at that time is never said. */
export const SlotRefusal = z.discriminatedUnion('code', [
  z.object({ code: z.literal('past') }),
  /** Nobody chooses a time there: a schedule says when. */
  z.object({ code: z.literal('computed') }),
  /** The block is for others; `categories` are those that may meet there. */
  z.object({ code: z.literal('category'), me: z.boolean(), categories: z.array(z.string()) }),
  z.object({ code: z.literal('me_busy'), standing: Standing }),
  z.object({ code: z.literal('other_busy'), name: z.string() }),
  z.object({ code: z.literal('tables'), tables: z.number().int() }),
]);
export type SlotRefusal = z.infer<typeof SlotRefusal>;

/** A slot that is still to come, and all that speaks against it for these people: nothing where they can meet. */
export const MeetingTime = Slot.extend({
  /** Null where there is no limit. */
  tablesLeft: z.number().int().nullable(),
  refusals: z.array(SlotRefusal),
});
export type MeetingTime = z.infer<typeof MeetingTime>;

const answer = z.object({ times: z.array(MeetingTime) });

export const listRequestTimes = defineRoute(
  'GET',
  '/events/:event/meeting-requests/:request/times',
  'When we can meet, and why not at other times',
  { params: z.object({ event: Slug, request: Uuid }), answer, problems: ['not_found'] },
);
export const listMeetingTimes = defineRoute(
  'GET',
  '/events/:event/meetings/:meeting/times',
  'To which times a meeting can be moved, and why not to others (its people, organisers)',
  { params: z.object({ event: Slug, meeting: Uuid }), answer, problems: ['not_found', 'request_state'] },
);
export const listPartnerTimes = defineRoute(
  'GET',
  '/events/:event/partners/:person/times',
  'When I could meet somebody, and why not at other times',
  {
    params: z.object({ event: Slug, person: Uuid }),
    answer,
    problems: ['not_found', 'not_registered'],
  },
);
