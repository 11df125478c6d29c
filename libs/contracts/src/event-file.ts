import { z } from 'zod';
import { sessionKinds } from './agenda.js';
import {
  CountryCode,
  Email,
  Language,
  line,
  LocalisedText,
  LongText,
  Slug,
  text,
  TimeZone,
} from './common.js';
import { Colour } from './colour.js';
import { Synonyms } from './topics.js';
import { maxPauses, MeetingBlock, MeetingMode } from './meeting-blocks.js';
import { Belonging, Category, EventLook, EventPartner, WebAddress } from './events.js';

/**
 * The event file: a whole event as an organiser writes it, in YAML or JSON. Keys are in small letters with underscores,
 * as are the columns of the people's table. `docs/event-file.md` is made from this.
 */

/** A local time of the event's zone; the offset only where the clock shows that time twice. */
export const LocalTime = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?:Z|[+-]\d{2}:\d{2})?$/, {
    error: 'write a local time as 2020-12-14 09:00',
  })
  .describe(
    'Local time in the event’s zone, as 2020-12-14 09:00. Add the offset (2026-10-25 02:30+02:00) where the clock shows it twice.',
  );

const BelongingPart = Belonging.extend({ link: WebAddress.optional() }).strict();

const EventPart = z.strictObject({
  slug: Slug.describe('The event’s name in addresses. A second import with the same slug updates the event.'),
  title: LocalisedText,
  purpose: LocalisedText.describe('What it is for and for whom, in one or two sentences.'),
  starts: LocalTime,
  ends: LocalTime,
  time_zone: TimeZone.describe(
    'IANA name, as Asia/Tbilisi. All times of the file are local times of this zone.',
  ),
  languages: z.array(Language).min(1).describe('The first is the one that texts fall back to.'),
  categories: z
    .array(Category.strict())
    .max(40)
    .default([])
    .describe('What kinds of participants there are.'),
  expected_outcomes: z
    .array(LocalisedText)
    .max(30)
    .default([])
    .describe('What shall come of it; the summary holds results against it.'),
  colour: Colour.optional().describe('#rrggbb, corrected where it could not be read.'),
  partners: z
    .array(EventPartner.omit({ logo: true }).extend({ link: WebAddress.optional() }).strict())
    .max(200)
    .optional()
    .describe('Who stands behind the event, by tier. Their logos are uploaded on the event’s page and stay.'),
  series: BelongingPart.optional().describe('Events with the same slug belong together.'),
  programme: BelongingPart.optional().describe('What the event is a part of.'),
  venue: LocalisedText.optional().describe('Where people meet in person.'),
  contact: Email.optional().describe('The organisers’ mailbox, for everybody to see.'),
  website: WebAddress.optional(),
  hashtag: EventLook.shape.hashtag.unwrap().optional().describe('Without the #.'),
});

const SpeakerPart = z.strictObject({
  key: Slug.describe('How sessions name this person; stable across imports.'),
  name: line(120),
  job_title: LocalisedText.optional(),
  organisation: line(200).optional(),
  country: CountryCode.optional().describe('ISO 3166-1, as GE.'),
  email: Email.optional().describe(
    'The account that speaks; its sessions then stand in that person’s clock.',
  ),
  biography: LongText.optional(),
});

const SessionPart = z.strictObject({
  slug: Slug.describe('Stable across imports: by it a second import finds the session again.'),
  kind: z.enum(sessionKinds).describe('private-blocker: seen by organisers alone.'),
  title: LocalisedText,
  abstract: LongText.optional(),
  starts: LocalTime,
  ends: LocalTime,
  room: line(120).optional().describe('One of `rooms`.'),
  track: line(120).optional(),
  language: Language.optional().describe('Spoken language; the event’s first where it is left out.'),
  speakers: z.array(Slug).max(40).default([]).describe('Keys of speakers, in order.'),
  moderators: z.array(Slug).max(10).default([]).describe('Keys of speakers who moderate it.'),
  questions: z.boolean().default(false).describe('Whether the audience may ask here.'),
  seats: z.int().min(1).max(1_000_000).optional().describe('How many may sign up for it.'),
  stream_url: z
    .url({ protocol: /^https$/ })
    .max(500)
    .optional()
    .describe('Where it is shown live.'),
});

const MeetingBlockPart = z.strictObject({
  title: LocalisedText,
  starts: LocalTime.describe(
    'Stable across imports: by it a second import finds the block again; blocks that start together, by their order.',
  ),
  ends: LocalTime,
  slot_minutes: z.int().min(5).max(240),
  gap_minutes: z.int().min(0).max(120).default(0),
  tables: z.int().min(1).max(2_000).optional().describe('Meetings at once; no limit where it is left out.'),
  table_names: MeetingBlock.shape.tableNames.describe('What the tables are called, from the first on.'),
  pauses: z
    .array(z.strictObject({ starts: LocalTime, ends: LocalTime }))
    .max(maxPauses)
    .default([])
    .describe('When nobody meets, such as lunch.'),
  categories: z
    .array(Slug)
    .min(1)
    .max(40)
    .optional()
    .describe('Keys of the categories that may meet here; all participants where it is left out.'),
  mode: MeetingMode.default('self').describe(
    'self: whoever accepts chooses the time; approval: organisers have the last word; computed: a schedule says when.',
  ),
});

const TopicPart = z.strictObject({
  key: Slug.describe('Stable across imports: by it a second import finds the topic again.'),
  labels: z
    .partialRecord(Language, line(80))
    .refine((labels) => Object.keys(labels).length > 0, { error: 'needs a name in one language' }),
  synonyms: Synonyms.default({}).describe('Other names for the same; whoever writes one means the topic.'),
  part_of: Slug.optional().describe('Key of a topic that is itself part of none.'),
  answers: z.array(Slug).max(100).default([]).describe('Keys of needs that who offers this can answer too.'),
});

export const EventFile = z.strictObject({
  foyer: z.literal(1).describe('The version of this format.'),
  event: EventPart,
  organisers: z.array(Email).default([]).describe('Addresses; the first owns an event that is new.'),
  moderators: z.array(Email).default([]).describe('Addresses of who may moderate in every session.'),
  rooms: z.array(line(120)).default([]),
  speakers: z.array(SpeakerPart).max(2_000).default([]).describe('Who speaks or moderates on stage.'),
  sessions: z.array(SessionPart).max(2_000).default([]),
  topics: z.array(TopicPart).max(500).default([]).describe('What participants can offer and need.'),
  meeting_blocks: z
    .array(MeetingBlockPart)
    .max(50)
    .default([])
    .describe('Times for B2B meetings, cut into slots.'),
});
export type EventFile = z.output<typeof EventFile>;

const tags = z
  .string()
  .default('')
  .transform((cell) => [...new Set(cell.split(';').flatMap((tag) => tag.trim() || []))])
  .pipe(z.array(line(80)).max(20));
const optional = <S extends z.ZodType<unknown, string>>(schema: S) =>
  z
    .string()
    .default('')
    .transform((cell) => cell.trim() || undefined)
    .pipe(schema.optional());

/** One line of the people's table (CSV with a heading line). */
export const PersonRow = z.strictObject({
  name: line(120),
  email: Email,
  category: Slug.describe('Key of one of the event’s categories.'),
  organisation: line(200),
  country: CountryCode,
  language: Language,
  time_zone: TimeZone,
  job_title: optional(line(120)),
  offers: tags.describe('Separated by semicolons.'),
  needs: tags.describe('Separated by semicolons.'),
  about: optional(text(1_000)),
});
export type PersonRow = z.output<typeof PersonRow>;
export const personColumns = Object.keys(PersonRow.shape);
/** A table may leave these columns out. */
export const optionalPersonColumns: readonly string[] = ['job_title', 'offers', 'needs', 'about'];
