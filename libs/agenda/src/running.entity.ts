import { presencePlaces, presenceStates, runningSteps, type RunningSession } from '@foyer/contracts';
import { EventEntity } from '@foyer/events';
import { Person } from '@foyer/people';
import { defineEntity, p, type InferEntity } from '@mikro-orm/core';
import { SessionEntity } from './session.entity.js';
import { SpeakerEntity } from './speaker.entity.js';

/** What was done to a session on the day; a session without a row is as planned. */
export const RunningSessionEntity = defineEntity({
  name: 'RunningSession',
  tableName: 'running_session',
  properties: {
    session: () => p.manyToOne(SessionEntity).mapToPk().primary().deleteRule('cascade'),
    event: () => p.manyToOne(EventEntity).mapToPk().deleteRule('cascade').index('running_session_event'),
    /** By the event's clock, as is `endedAt`. */
    startedAt: p.datetime().nullable(),
    endedAt: p.datetime().nullable(),
    skipped: p.boolean().default(false),
    delayMinutes: p.integer().default(0),
    shortenedMinutes: p.integer().default(0),
    /** How far its place is from the planned one, after swaps. */
    movedMs: p.integer().default(0),
  },
  checks: [
    { name: 'running_session_ends_after_start', expression: 'ended_at is null or ended_at >= started_at' },
    { name: 'running_session_starts_before_end', expression: 'ended_at is null or started_at is not null' },
    { name: 'running_session_skipped_never_starts', expression: 'not skipped or started_at is null' },
    { name: 'running_session_minutes', expression: 'delay_minutes >= 0 and shortened_minutes >= 0' },
  ],
});
export type RunningSessionEntity = InferEntity<typeof RunningSessionEntity>;

/** Where somebody of the stage is; without a row they are expected. */
export const SpeakerPresence = defineEntity({
  name: 'SpeakerPresence',
  tableName: 'speaker_presence',
  properties: {
    session: () => p.manyToOne(SessionEntity).mapToPk().primary().deleteRule('cascade'),
    speaker: () =>
      p.manyToOne(SpeakerEntity).mapToPk().primary().deleteRule('cascade').index('speaker_presence_speaker'),
    event: () => p.manyToOne(EventEntity).mapToPk().deleteRule('cascade').index('speaker_presence_event'),
    state: p.enum(presenceStates),
    place: p.enum(presencePlaces).nullable(),
    /** By the event's clock. */
    at: p.datetime(),
  },
});
export type SpeakerPresence = InferEntity<typeof SpeakerPresence>;

/** What a step found: rows as they were, null where there was none. */
export type RowsBefore = Record<string, RunningSession | null>;

/** Who did what when. Only ever added to; what was undone is marked. */
export const RunningStepEntity = defineEntity({
  name: 'RunningStep',
  tableName: 'running_step',
  properties: {
    id: p.integer().primary().autoincrement(),
    event: () => p.manyToOne(EventEntity).mapToPk().deleteRule('cascade').index('running_step_event'),
    step: p.enum(runningSteps),
    /** Null once the session is gone; likewise the others. */
    session: () =>
      p.manyToOne(SessionEntity).mapToPk().nullable().deleteRule('set null').index('running_step_session'),
    other: () =>
      p.manyToOne(SessionEntity).mapToPk().nullable().deleteRule('set null').index('running_step_other'),
    speaker: () =>
      p.manyToOne(SpeakerEntity).mapToPk().nullable().deleteRule('set null').index('running_step_speaker'),
    minutes: p.integer().nullable(),
    /** Where the speaker is since then. */
    state: p.enum(presenceStates).nullable(),
    place: p.enum(presencePlaces).nullable(),
    /** What it found, for undoing it. */
    before: p.json<RowsBefore>(),
    actor: () => p.manyToOne(Person).mapToPk().nullable().deleteRule('set null').index('running_step_actor'),
    /** By the event's clock. */
    at: p.datetime(),
    /** By the clock on the wall, also in a rehearsal. */
    loggedAt: p.datetime().defaultRaw('now()'),
    undone: p.boolean().default(false),
  },
});
export type RunningStepEntity = InferEntity<typeof RunningStepEntity>;
