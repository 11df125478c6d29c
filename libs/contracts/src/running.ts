import { z } from 'zod';
import { Instant, Slug, Uuid } from './common.js';
import { defineRoute } from './route.js';
import { defineStream } from './stream.js';

/** What was done to a session on the day. What is planned stands in the agenda and is never changed by it. */
export const RunningSession = z.object({
  startedAt: Instant.nullable(),
  endedAt: Instant.nullable(),
  skipped: z.boolean(),
  /** By how much later than its place it begins at the earliest, as somebody has said. */
  delayMinutes: z.number().int(),
  /** By how much shorter than planned it is. */
  shortenedMinutes: z.number().int(),
  /** How far its place is from the planned one, after swaps. */
  movedMs: z.number().int(),
});
export type RunningSession = z.infer<typeof RunningSession>;

export const presenceStates = ['expected', 'ready', 'on-air', 'done'] as const;
export const PresenceState = z.enum(presenceStates);
export type PresenceState = z.infer<typeof PresenceState>;
export const presencePlaces = ['remote', 'studio'] as const;
export const PresencePlace = z.enum(presencePlaces);
export type PresencePlace = z.infer<typeof PresencePlace>;

/** Where somebody is who speaks in a session or moderates it. Whoever has none is expected. */
export const Presence = z.object({
  session: Uuid,
  speaker: Uuid,
  state: PresenceState,
  place: PresencePlace.nullable(),
  at: Instant,
});
export type Presence = z.infer<typeof Presence>;

export const runningSteps = [
  'started',
  'ended',
  'delayed',
  'shortened',
  'skipped',
  'restored',
  'swapped',
  'presence',
  'undone',
] as const;
/** One line of the log: who did what and when, by the event's clock. */
export const RunningStep = z.object({
  id: z.number().int(),
  step: z.enum(runningSteps),
  at: Instant,
  /** The name of who did it. */
  by: z.string().nullable(),
  session: Uuid.nullable(),
  /** The other one of a swap. */
  other: Uuid.nullable(),
  speaker: Uuid.nullable(),
  minutes: z.number().int().nullable(),
  /** Where the speaker is since then. */
  state: PresenceState.nullable(),
  place: PresencePlace.nullable(),
  undone: z.boolean(),
});
export type RunningStep = z.infer<typeof RunningStep>;

const EventParam = z.object({ event: Slug });
/** Null when nothing was left to do: it was so already, or somebody else was quicker. */
const Done = z.object({ step: RunningStep.nullable() });
const problems = ['not_found', 'forbidden', 'running_state'] as const;
const at = (action: string) => `/events/:event/running/${action}`;

export const getRunningOrder = defineRoute('GET', '/events/:event/running', 'When sessions are expected', {
  access: 'anyone',
  params: EventParam,
  answer: z.object({
    /** The event's time of this answer. */
    now: Instant,
    sessions: z.array(
      z.object({
        session: Uuid,
        state: z.enum(['waiting', 'running', 'ended', 'skipped', 'passed']),
        /** Whether it goes on now, started by hand or by its time. */
        goingOn: z.boolean(),
        /** What was, or is to be expected. */
        startsAt: Instant,
        endsAt: Instant,
        delayMinutes: z.number().int(),
      }),
    ),
  }),
  problems: ['not_found'],
});
/** Ends what runs in the same room, unless the two were planned to overlap. */
export const startSession = defineRoute('POST', at('start'), 'Start a session', {
  params: EventParam,
  body: z.object({ session: Uuid }),
  answer: Done,
  problems,
});
export const endSession = defineRoute('POST', at('end'), 'End a session', {
  params: EventParam,
  body: z.object({ session: Uuid }),
  answer: Done,
  problems,
});
/** Says the wanted delay, not one more: said twice, it is the same. */
export const delaySessions = defineRoute(
  'POST',
  at('delay'),
  'Say by how much later a session and all that follow in its room today begin',
  {
    params: EventParam,
    body: z.object({ session: Uuid, minutes: z.number().int().min(0).max(600) }),
    answer: Done,
    problems,
  },
);
/** Says by how much in all. What follows catches up by as much. */
export const shortenSession = defineRoute('POST', at('shorten'), 'Let a break absorb a delay', {
  params: EventParam,
  body: z.object({ session: Uuid, minutes: z.number().int().min(0).max(600) }),
  answer: Done,
  problems,
});
export const skipSession = defineRoute('POST', at('skip'), 'Skip a session, or bring it back', {
  params: EventParam,
  body: z.object({ session: Uuid, skipped: z.boolean() }),
  answer: Done,
  problems,
});
/** Says the wanted order: two who swap the same sessions at once do not swap them back. */
export const swapSessions = defineRoute('POST', at('swap'), 'Let two sessions change places', {
  params: EventParam,
  body: z.object({ first: Uuid, second: Uuid }),
  answer: Done,
  problems,
});
export const undoRunningStep = defineRoute('POST', at('undo'), 'Undo the last step', {
  params: EventParam,
  body: z.object({ step: z.int32() }),
  answer: Done,
  problems: [...problems, 'conflict'],
});
/** Speakers say it of themselves: `expected` and `ready`; moderators of everybody. */
export const setPresence = defineRoute('PUT', at('presence'), 'Say where a speaker is', {
  params: EventParam,
  body: z.object({
    session: Uuid,
    speaker: Uuid,
    state: PresenceState,
    /** Kept as it was where it is not given. */
    place: PresencePlace.nullable().optional(),
  }),
  answer: Done,
  problems,
});
/** Where the caller speaks or moderates. */
export const getMyStage = defineRoute('GET', at('me'), 'My sessions on the stage', {
  params: EventParam,
  answer: z.object({ sessions: z.array(z.object({ session: Uuid, speaker: Uuid })) }),
  problems: ['not_found'],
});

export const runningStream = defineStream('running/{event}', 'What was done to the running order', {
  params: z.object({ event: Uuid }),
  entries: { session: RunningSession },
});
/** For those who run the event and who speak there. */
export const backstageStream = defineStream('backstage/{event}', 'Where speakers are, and who did what', {
  params: z.object({ event: Uuid }),
  /** `presence` by `presenceKey`; of `step` the latest. */
  entries: { presence: Presence, step: RunningStep },
});
export const presenceKey = (session: string, speaker: string): string => `${session}.${speaker}`;
