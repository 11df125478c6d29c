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

/** A stretch of the event in which B2B meetings take place, cut into slots of one length. */
export const MeetingBlock = z.object({
  id: Uuid,
  title: LocalisedText,
  startsAt: Instant,
  endsAt: Instant,
  slotMinutes: z.number().int().min(5).max(240),
  gapMinutes: z.number().int().min(0).max(120),
  /** Meetings that can take place at once; null where there is no limit. */
  tables: z.number().int().min(1).max(maxTables).nullable(),
  /** What the tables are called, from the first on; those without a name go by their number. */
  tableNames: z.array(line(60)).max(maxTables).default([]),
  pauses: z.array(BlockPause).max(maxPauses).default([]),
  /** Keys of the event's categories: who may meet here, both of them; null for all participants. */
  categories: z.array(Slug).min(1).max(40).nullable().default(null),
  mode: MeetingMode.default('self'),
});
export type MeetingBlock = z.infer<typeof MeetingBlock>;

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

const EventParam = z.object({ event: Slug });

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
    body: MeetingBlock.omit({ id: true }),
    answer: MeetingBlock,
    status: 201,
    problems: ['not_found', 'forbidden'],
  },
);
