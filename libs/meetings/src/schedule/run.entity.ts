import { scheduleModes, scheduleStates, type ScheduleFigures } from '@foyer/contracts';
import { EventEntity } from '@foyer/events';
import { Person } from '@foyer/people';
import { defineEntity, p, type InferEntity } from '@mikro-orm/core';
import { MeetingSlot } from '../block.entity.js';
import { MeetingRequestEntity } from '../request.entity.js';
import type { Placement, PlanBase, Published } from './plan.js';

/**
 * One run of the scheduler over an event's agreed meetings, and the plan that came of it. Nothing of it is in force
 * until it is published. An event has at most one that is queued or running.
 */
export const ScheduleRunEntity = defineEntity({
  name: 'ScheduleRun',
  tableName: 'schedule_run',
  properties: {
    id: p.uuid().primary().defaultRaw('uuidv7()'),
    event: () => p.manyToOne(EventEntity).mapToPk().deleteRule('cascade').index('schedule_run_event'),
    mode: p.enum(scheduleModes),
    seconds: p.integer(),
    extraTables: p.integer().default(0),
    state: p.enum(scheduleStates).default('queued'),
    /** How often a worker has taken it up; what a worker writes counts only under the number it took it up with. */
    attempt: p.integer().default(0),
    /** How it is to end before its time: with the best plan so far, or with none. */
    stopping: p.enum(['keep', 'drop'] as const).nullable(),
    /** Seconds that it has searched. */
    elapsed: p.double().default(0),
    figures: p.json<ScheduleFigures>().nullable(),
    /** What it is about, as it was when it began. */
    base: p.json<PlanBase>().nullable(),
    /** The best plan so far. */
    placement: p.json<Placement>().nullable(),
    version: p.integer().default(0),
    /** How many plans of the event had been published when it began. */
    edition: p.integer().default(0),
    /** What publishing changed. */
    published: p.json<Published>().nullable(),
    /** A problem's code. */
    problem: p.string().length(60).nullable(),
    by: () => p.manyToOne(Person).mapToPk().nullable().deleteRule('set null').index('schedule_run_by'),
    createdAt: p.datetime(),
    /** When its worker last said that it is at it. */
    seenAt: p.datetime().nullable(),
    finishedAt: p.datetime().nullable(),
    publishedAt: p.datetime().nullable(),
  },
  indexes: [
    // What the worker asks every few seconds.
    { name: 'schedule_run_going', properties: ['state', 'id'], where: "state in ('queued', 'running')" },
  ],
  uniques: [{ name: 'schedule_run_one', properties: ['event'], where: "state in ('queued', 'running')" }],
});
export type ScheduleRunEntity = InferEntity<typeof ScheduleRunEntity>;

/** What organisers wish of an agreed meeting in the next runs. */
export const ScheduleWish = defineEntity({
  name: 'ScheduleWish',
  tableName: 'schedule_wish',
  properties: {
    request: () => p.manyToOne(MeetingRequestEntity).mapToPk().primary().deleteRule('cascade'),
    /** It is to be at this time. One that stands already stays where it stands. */
    slot: () =>
      p.manyToOne(MeetingSlot).mapToPk().nullable().deleteRule('set null').index('schedule_wish_slot'),
    /** It goes before others where not all can be placed. */
    priority: p.boolean().default(false),
  },
});
export type ScheduleWish = InferEntity<typeof ScheduleWish>;
