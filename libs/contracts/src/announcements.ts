import { z } from 'zod';
import { Instant, Language, LocalisedText, Slug, text, Uuid } from './common.js';
import { defineRoute, Nothing } from './route.js';
import { defineStream } from './stream.js';

/** Where an announcement leads, for who wants to read more: `https` alone, and nobody's password in it. */
export const AnnouncementLink = z
  .url({ protocol: /^https$/, normalize: true })
  .max(500)
  .refine((address) => !URL.canParse(address) || new URL(address).username === '', {
    error: 'holds a name or a password',
  });

/** Some of the event's languages; readers fall back to its first one. */
export const AnnouncementTexts = z
  .partialRecord(Language, text(300))
  .refine((texts) => Object.keys(texts).length > 0, { error: 'says nothing' });

/** What everybody in a session or on the event's pages is told. One stands at a time for each: the latest. */
export const Announcement = z.object({
  id: Uuid,
  /** Null: for the whole event. */
  session: Uuid.nullable(),
  texts: LocalisedText,
  link: z.string().nullable(),
  /** By the event's clock, as is `until`. */
  at: Instant,
  /** From then on it is over; null: when somebody takes it away. */
  until: Instant.nullable(),
});
export type Announcement = z.infer<typeof Announcement>;

/** By whom it no longer stands; `over`: its time had come. */
export const announcementEnds = ['withdrawn', 'replaced', 'over'] as const;
const Somebody = z.object({ id: Uuid, name: z.string() }).nullable();
/** As those who moderate see it. Who is null has no account any more. */
export const ListedAnnouncement = Announcement.extend({
  by: Somebody,
  /** Null while nobody has ended it; its time may be over all the same. */
  ended: z.object({ how: z.enum(announcementEnds), at: Instant, by: Somebody }).nullable(),
});
export type ListedAnnouncement = z.infer<typeof ListedAnnouncement>;

const EventParam = z.object({ event: Slug });
export const listAnnouncements = defineRoute(
  'GET',
  '/events/:event/announcements',
  'The last announcements of the event or of one session, with who made them (moderators)',
  {
    params: EventParam,
    /** Of this session; those for the whole event where it is not given. */
    query: z.object({ session: Uuid.optional() }),
    answer: z.object({ announcements: z.array(ListedAnnouncement) }),
    problems: ['not_found', 'forbidden', 'invalid_input'],
  },
);
export const publishAnnouncement = defineRoute(
  'POST',
  '/events/:event/announcements',
  'Tell everybody in a session (moderators) or in the event (organisers), in place of what stands there',
  {
    params: EventParam,
    body: z.object({
      /** Null: the whole event. */
      session: Uuid.nullable(),
      texts: AnnouncementTexts,
      link: AnnouncementLink.nullable().default(null),
      /** For how long, by the event's clock; null: until somebody takes it away. */
      minutes: z.number().int().min(1).max(1_440).nullable(),
    }),
    answer: Announcement,
    status: 201,
    problems: ['not_found', 'forbidden', 'invalid_input'],
  },
);
export const withdrawAnnouncement = defineRoute(
  'DELETE',
  '/events/:event/announcements/:announcement',
  'Take an announcement away; where it stands no more, nothing happens',
  {
    params: EventParam.extend({ announcement: Uuid }),
    answer: Nothing,
    problems: ['not_found', 'forbidden'],
  },
);

export const announcementsStream = defineStream(
  'announcements/{event}',
  'What the whole event is told; for everybody who sees the event',
  { params: z.object({ event: Uuid }), entries: { announcement: Announcement } },
);
