import { z } from 'zod';
import { Instant, line, LocalisedText, Slug, Uuid } from './common.js';
import { defineRoute } from './route.js';

/**
 * How a time is found in a block. `self`: whoever accepts chooses it; `approval`: the same, and organisers have the last
 * word; `computed`: people only agree to meet, and a schedule made of all that is accepted says when.
 */
export const meetingModes = ['self', 'approval', 'computed'] as const;
export const MeetingMode = z.enum(meetingModes);
export type MeetingMode = z.infer<typeof MeetingMode>;

/** A stretch of a block in which nobody meets, such as lunch. */
export const BlockPause = z
  .object({ startsAt: Instant, endsAt: Instant })
  .refine(({ startsAt, endsAt }) => Date.parse(startsAt) < Date.parse(endsAt), {
    path: ['endsAt'],
    error: 'must be after the start',
  });
export type BlockPause = z.infer<typeof BlockPause>;

/** More pauses than this no block has. */
export const maxPauses = 20;
/** No more tables than this. */
export const maxTables = 2_000;

const BlockDetails = z.object({
  title: LocalisedText,
  startsAt: Instant,
  endsAt: Instant,
  slotMinutes: z.number().int().min(5).max(240),
  gapMinutes: z.number().int().min(0).max(120),
  /** Meetings that can take place at once; null where there is no limit. */
  tables: z.number().int().min(1).max(maxTables).nullable(),
  /** What the tables are called, from the first on; those without a name go by their number. */
  tableNames: z.array(line(60)).max(maxTables),
  pauses: z.array(BlockPause).max(maxPauses),
  /** Keys of the event's categories: who may meet here, both of them; null for all participants. */
  categories: z.array(Slug).min(1).max(40).nullable(),
  mode: MeetingMode,
});
const { tableNames, pauses, categories, mode } = BlockDetails.shape;

/** A stretch of the event in which B2B meetings take place, cut into slots of one length. */
export const MeetingBlock = BlockDetails.extend({
  id: Uuid,
  tableNames: tableNames.default([]),
  pauses: pauses.default([]),
  categories: categories.default(null),
  mode: mode.default('self'),
});
export type MeetingBlock = z.infer<typeof MeetingBlock>;
const NewBlock = MeetingBlock.omit({ id: true });
/** What is to be otherwise; without the defaults, so that what is left out stays as it is. */
const BlockPatch = BlockDetails.partial();

export const Slot = z.object({ id: Uuid, block: Uuid, startsAt: Instant, endsAt: Instant });
export type Slot = z.infer<typeof Slot>;

/** A block has no more slots than this. */
export const maxSlots = 500;

/** The times of a block's slots: as many as fit between its start, its pauses and its end. */
export function slotTimes(
  block: Pick<MeetingBlock, 'startsAt' | 'endsAt' | 'slotMinutes' | 'gapMinutes'> & {
    pauses?: MeetingBlock['pauses'];
  },
): { startsAt: string; endsAt: string }[] {
  const end = Date.parse(block.endsAt);
  const [length, gap] = [block.slotMinutes * 60_000, block.gapMinutes * 60_000];
  const pauses = (block.pauses ?? [])
    .map((pause) => ({ from: Date.parse(pause.startsAt), to: Date.parse(pause.endsAt) }))
    .sort((one, other) => one.from - other.from);
  const times = [];
  let at = Date.parse(block.startsAt);
  while (length > 0 && at + length <= end && times.length <= maxSlots) {
    const [from, to] = [at, at + length];
    const pause = pauses.find((one) => one.from < to && from < one.to);
    if (pause) {
      // After a pause everybody begins together, whatever the step was before.
      at = pause.to;
      continue;
    }
    times.push({ startsAt: new Date(from).toISOString(), endsAt: new Date(to).toISOString() });
    at = to + gap;
  }
  return times;
}

/** A booked meeting that a change of its block would leave without its time or its table. */
export const MeetingInTheWay = z.object({
  meeting: Uuid,
  startsAt: Instant,
  endsAt: Instant,
  table: z.number().int().nullable(),
  tableName: z.string().nullable(),
  /** Names of who meet. */
  people: z.array(z.string()),
  why: z.enum(['time', 'table']),
});
export type MeetingInTheWay = z.infer<typeof MeetingInTheWay>;

/** A block as its organisers see it. */
export const BlockUse = MeetingBlock.extend({
  /** Taken out of the event while meetings stood in it; only those remain. */
  closed: z.boolean(),
  /** Times at which meetings can be booked, those that have passed too. */
  slots: z.number().int(),
  /** Meetings that are booked or have been held. */
  meetings: z.number().int(),
});
export type BlockUse = z.infer<typeof BlockUse>;

const EventParam = z.object({ event: Slug });
const BlockParam = EventParam.extend({ block: Uuid });

export const listMeetingBlocks = defineRoute(
  'GET',
  '/events/:event/meeting-blocks',
  'Blocks of meeting slots',
  {
    access: 'anyone',
    params: EventParam,
    answer: z.object({ blocks: z.array(MeetingBlock) }),
    problems: ['not_found'],
  },
);
export const createMeetingBlock = defineRoute(
  'POST',
  '/events/:event/meeting-blocks',
  'Add a block with its slots',
  {
    params: EventParam,
    body: NewBlock,
    answer: MeetingBlock,
    status: 201,
    problems: ['not_found', 'forbidden'],
  },
);
/** All of them or none: the same hours on many days are one step. */
export const createMeetingBlocks = defineRoute(
  'POST',
  '/events/:event/meeting-blocks/several',
  'Add several blocks in one go',
  {
    params: EventParam,
    body: z.object({ blocks: z.array(NewBlock).min(1).max(62) }),
    answer: z.object({ blocks: z.array(MeetingBlock) }),
    status: 201,
    problems: ['not_found', 'forbidden'],
  },
);
export const listBlockUse = defineRoute(
  'GET',
  '/events/:event/meeting-blocks/use',
  'Blocks with what is booked in them, and how many people may use them (organisers)',
  {
    params: EventParam,
    answer: z.object({
      blocks: z.array(BlockUse),
      /** Participants by category. */
      people: z.record(z.string(), z.number().int()),
    }),
    problems: ['not_found', 'forbidden'],
  },
);
/** Nothing is written. */
export const checkMeetingBlock = defineRoute(
  'POST',
  '/events/:event/meeting-blocks/:block/check',
  'What a change of a block, or taking it out, would mean (organisers)',
  {
    params: BlockParam,
    /** Null: taking it out. */
    body: z.object({ change: BlockPatch.nullable() }),
    answer: z.object({
      /** How many slots there are afterwards, and how many come and go. */
      slots: z.number().int(),
      added: z.number().int(),
      removed: z.number().int(),
      inTheWay: z.array(MeetingInTheWay),
    }),
    problems: ['not_found', 'forbidden'],
  },
);
/** Booked meetings keep their time and table, or the change is refused. */
export const changeMeetingBlock = defineRoute(
  'PATCH',
  '/events/:event/meeting-blocks/:block',
  'Change a block (organisers)',
  {
    params: BlockParam,
    body: z.object({
      change: BlockPatch,
      /** Meetings that stand in the way stay where they are, beside the new times. */
      keep: z.boolean().default(false),
    }),
    answer: MeetingBlock,
    problems: ['not_found', 'forbidden', 'block_in_use'],
  },
);
export const removeMeetingBlock = defineRoute(
  'POST',
  '/events/:event/meeting-blocks/:block/remove',
  'Take a block out (organisers)',
  {
    params: BlockParam,
    body: z.object({
      /** Meetings that are booked in it stay; nothing new is booked. */
      keep: z.boolean().default(false),
    }),
    answer: z.object({ meetings: z.number().int() }),
    problems: ['not_found', 'forbidden', 'block_in_use'],
  },
);
