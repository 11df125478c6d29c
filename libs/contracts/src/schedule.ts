import { z } from 'zod';
import { Instant, Slug, Uuid } from './common.js';
import { problemCodes } from './problems.js';
import { defineRoute, Nothing } from './route.js';
import { defineStream } from './stream.js';

/**
 * What a run may do with meetings that stand already: nothing; move them where it pays; plan as if they did not.
 * Those that are pinned, have begun, or that people booked by themselves never move.
 */
export const scheduleModes = ['insert-only', 'gentle', 'from-scratch'] as const;
export const ScheduleMode = z.enum(scheduleModes);
export type ScheduleMode = z.infer<typeof ScheduleMode>;

/** `done`: a plan that waits to be published; only `queued` and `running` go on. */
export const scheduleStates = ['queued', 'running', 'done', 'cancelled', 'failed', 'published'] as const;
export const ScheduleState = z.enum(scheduleStates);

const Count = z.number().int().min(0);

/** What a plan is worth. */
export const ScheduleFigures = z.object({
  /** Agreed meetings that the plan is about, and those of them that have a time. */
  meetings: Count,
  placed: Count,
  /** Times that somebody waits between two meetings of a day, over all people; and the slots spent waiting. */
  breaks: Count,
  idleSlots: Count,
  /** The most breaks that somebody has, less the fewest. */
  fairness: Count,
  /** No plan that places as many has fewer breaks; null where nothing is known of it. */
  bound: Count.nullable(),
  /** Proved: no plan places more, or as many with fewer breaks. */
  optimal: z.boolean(),
  /** Against what stood when the run began: meetings, and people whose day changes. */
  added: Count,
  moved: Count,
  removed: Count,
  people: Count,
});
export type ScheduleFigures = z.infer<typeof ScheduleFigures>;

/** Why a planned meeting was not published; what stood before stays. */
export const leftOutReasons = ['busy', 'tables', 'limit', 'past', 'gone', 'changed'] as const;
export const LeftOutReason = z.enum(leftOutReasons);
export type LeftOutReason = z.infer<typeof LeftOutReason>;

/** One run of the scheduler over an event, with figures alone; the plan itself is read apart. */
export const ScheduleRun = z.object({
  id: Uuid,
  mode: ScheduleMode,
  /** For how long it may search. */
  seconds: z.number().int(),
  /** Tables more in each slot than there are: to see what they would buy. Such a plan cannot be published. */
  extraTables: Count,
  state: ScheduleState,
  /** Who began it. */
  by: z.string().nullable(),
  createdAt: Instant,
  finishedAt: Instant.nullable(),
  publishedAt: Instant.nullable(),
  /** How long it has searched, in seconds. */
  elapsed: z.number(),
  figures: ScheduleFigures.nullable(),
  /** Rises when the plan has changed. */
  version: Count,
  /** Another plan was published since it began: it no longer fits. */
  outdated: z.boolean(),
  problem: z.enum(problemCodes).nullable(),
  /** What publishing brought. */
  outcome: z.object({ booked: Count, moved: Count, removed: Count, leftOut: Count }).nullable(),
});
export type ScheduleRun = z.infer<typeof ScheduleRun>;

/** A time of the plan: slots of one time, whose people may be the same, are one. */
export const ScheduleColumn = z.object({
  /** One of its slots, to name it by. */
  slot: Uuid,
  startsAt: Instant,
  endsAt: Instant,
  /** Meetings it has room for; null where tables are not counted. */
  places: Count.nullable(),
});

/** A meeting of a plan; people and columns by their place in the plan's lists. */
export const PlannedMeeting = z.object({
  request: Uuid,
  a: Count,
  b: Count,
  /** Where it stood when the run began. */
  from: Count.nullable(),
  /** It may not move: it has begun, is pinned, or the run only adds. */
  fixed: z.boolean(),
  pinned: z.boolean(),
  priority: z.boolean(),
});
export type PlannedMeeting = z.infer<typeof PlannedMeeting>;

export const SchedulePlan = z.object({
  columns: z.array(ScheduleColumn),
  people: z.array(
    z.object({
      id: Uuid,
      name: z.string(),
      organisation: z.string(),
      /** Columns in which they are not free, whatever for. */
      blocked: z.array(Count),
    }),
  ),
  meetings: z.array(PlannedMeeting),
  leftOut: z.array(z.object({ request: Uuid, names: z.array(z.string()), why: LeftOutReason })),
});
export type SchedulePlan = z.infer<typeof SchedulePlan>;

/** Why a meeting has no time. Names are of people. */
export const ScheduleReason = z.discriminatedUnion('code', [
  /** Somebody has agreed to more meetings than there are times for them. */
  z.object({ code: z.literal('overbooked'), name: z.string(), meetings: Count, times: Count }),
  /** There is no time at which both are free. */
  z.object({ code: z.literal('no-common-time') }),
  /** Wherever both are free, all tables are taken. */
  z.object({ code: z.literal('tables-full'), times: Count }),
  /** All tables are taken at every time that could suit the two. */
  z.object({ code: z.literal('no-room') }),
  /** Both have times left, but not the same ones. */
  z.object({ code: z.literal('crowded') }),
]);
export type ScheduleReason = z.infer<typeof ScheduleReason>;

/** One change that would be enough by itself. */
export const ScheduleHelp = z.discriminatedUnion('code', [
  z.object({ code: z.literal('add-table'), startsAt: Instant, endsAt: Instant }),
  z.object({ code: z.literal('free-time'), startsAt: Instant, endsAt: Instant, name: z.string() }),
  z.object({
    code: z.literal('move-meeting'),
    startsAt: Instant,
    endsAt: Instant,
    names: z.array(z.string()),
  }),
  z.object({ code: z.literal('unpin') }),
]);
export type ScheduleHelp = z.infer<typeof ScheduleHelp>;

const EventParam = z.object({ event: Slug });
const RunParam = EventParam.extend({ run: Uuid });

export const getSchedule = defineRoute(
  'GET',
  '/events/:event/schedule',
  'What there is to schedule, and the runs (organisers)',
  {
    params: EventParam,
    answer: z.object({
      /** Agreed meetings without a time, with a time in computed blocks, and pinned ones. */
      waiting: Count,
      standing: Count,
      pinned: Count,
      people: Count,
      /** Times to come in computed blocks, and the meetings they have room for; null without limit. */
      times: Count,
      places: Count.nullable(),
      /** Computed blocks, whether over or to come. */
      blocks: Count,
      /** The newest first. */
      runs: z.array(ScheduleRun),
    }),
    problems: ['not_found', 'forbidden'],
  },
);
export const startSchedule = defineRoute(
  'POST',
  '/events/:event/schedule/runs',
  'Run the scheduler (organisers)',
  {
    params: EventParam,
    body: z.object({
      mode: ScheduleMode,
      seconds: z.number().int().min(1).max(300).default(20),
      extraTables: z.number().int().min(0).max(50).default(0),
    }),
    answer: ScheduleRun,
    status: 201,
    problems: ['not_found', 'forbidden', 'schedule_running', 'nothing_to_schedule'],
  },
);
/** `keep`: the best plan so far is taken; else nothing of it is left. */
export const stopSchedule = defineRoute(
  'POST',
  '/events/:event/schedule/runs/:run/stop',
  'Stop a run (organisers)',
  {
    params: RunParam,
    body: z.object({ keep: z.boolean() }),
    answer: ScheduleRun,
    problems: ['not_found', 'forbidden'],
  },
);
export const getSchedulePlan = defineRoute(
  'GET',
  '/events/:event/schedule/runs/:run',
  'What a run is about (organisers)',
  { params: RunParam, answer: SchedulePlan, problems: ['not_found', 'forbidden'] },
);
/** In the order of the plan's meetings. Small, as it is asked for again and again while a run goes on. */
export const getSchedulePlacement = defineRoute(
  'GET',
  '/events/:event/schedule/runs/:run/placement',
  'Which meeting is when, as far as a run has come (organisers)',
  {
    params: RunParam,
    answer: z.object({
      version: Count,
      /** Column of each meeting, -1 where it has none. */
      at: z.array(z.number().int().min(-1)),
      /** Table of each, 0 where none is counted or known yet. */
      tables: z.array(Count),
    }),
    problems: ['not_found', 'forbidden'],
  },
);
export const getScheduleReasons = defineRoute(
  'GET',
  '/events/:event/schedule/runs/:run/reasons',
  'Who is badly served by a plan, why, and what would help (organisers)',
  {
    params: RunParam,
    answer: z.object({
      /** Those first who miss most meetings, then those who wait most. */
      people: z.array(
        z.object({
          id: Uuid,
          name: z.string(),
          organisation: z.string(),
          meetings: Count,
          placed: Count,
          breaks: Count,
          idleSlots: Count,
        }),
      ),
      /** Meetings without a time. */
      unplaced: z.array(
        z.object({
          request: Uuid,
          names: z.array(z.string()),
          reason: ScheduleReason,
          help: z.array(ScheduleHelp),
        }),
      ),
      /** How many there are in all of either. */
      peopleInAll: Count,
      unplacedInAll: Count,
    }),
    problems: ['not_found', 'forbidden'],
  },
);
export const publishSchedule = defineRoute(
  'POST',
  '/events/:event/schedule/runs/:run/publish',
  'Put a plan into force and tell everybody once (organisers)',
  {
    params: RunParam,
    answer: ScheduleRun,
    problems: ['not_found', 'forbidden', 'schedule_state', 'schedule_outdated', 'schedule_running'],
  },
);
export const dropSchedule = defineRoute(
  'DELETE',
  '/events/:event/schedule/runs/:run',
  'Drop a plan that was not published (organisers)',
  { params: RunParam, answer: Nothing, problems: ['not_found', 'forbidden', 'schedule_state'] },
);
/** For the next run. */
export const setScheduleWish = defineRoute(
  'PUT',
  '/events/:event/schedule/requests/:request',
  'Pin an agreed meeting to a time, or put it before others (organisers)',
  {
    params: EventParam.extend({ request: Uuid }),
    body: z.object({
      /** The slot it is pinned to; null: to none. */
      slot: Uuid.nullable(),
      priority: z.boolean(),
    }),
    answer: Nothing,
    problems: ['not_found', 'forbidden', 'request_state'],
  },
);

/** Runs as they go on: figures alone. */
export const scheduleStream = defineStream('schedule/{event}', 'Scheduling runs of one event (organisers)', {
  params: z.object({ event: Uuid }),
  entries: { run: ScheduleRun },
});

export const scheduleQueued = z.object({ event: Uuid, run: Uuid });
export const schedulePublished = z.object({ event: Uuid, run: Uuid });
