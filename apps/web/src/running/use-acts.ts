import type { PresencePlace, PresenceState } from '@foyer/contracts';
import { useState } from 'react';
import { useEvent } from '../events/use-event.js';
import { api } from '../server/api.js';
import { notifyProblem } from '../ui/notify.js';
import { useProblemText } from '../ui/Problem.js';

/** The steps of the running order; what comes of them is told by the streams. */
export interface Acts {
  /** A start or an end is on its way: a double press is one. */
  busy: boolean;
  start: (session: string) => void;
  end: (session: string) => void;
  delay: (session: string, minutes: number) => void;
  shorten: (session: string, minutes: number) => void;
  skip: (session: string, skipped: boolean) => void;
  swap: (first: string, second: string) => void;
  undo: (step: number) => void;
  tell: (session: string, speaker: string, state: PresenceState, place?: PresencePlace) => void;
}

/** For so long after an answer buttons rest: what stands on them may just have changed under the thumb. */
const restMilliseconds = 500;

export function useActs(): Acts {
  const { event } = useEvent();
  const problemText = useProblemText();
  const [resting, setResting] = useState<ReadonlySet<string>>(new Set());
  const params = { event: event.slug };
  function send(kind: string, step: () => Promise<unknown>): void {
    if (resting.has(kind)) return;
    setResting((before) => new Set(before).add(kind));
    const wake = () => setResting((before) => new Set([...before].filter((one) => one !== kind)));
    step()
      .catch((error: unknown) => notifyProblem(problemText(error)))
      .finally(() => setTimeout(wake, restMilliseconds));
  }
  return {
    busy: resting.has('run'),
    start: (session) => send('run', () => api.call('startSession', { params, body: { session } })),
    end: (session) => send('run', () => api.call('endSession', { params, body: { session } })),
    delay: (session, minutes) =>
      send('delay', () => api.call('delaySessions', { params, body: { session, minutes } })),
    shorten: (session, minutes) =>
      send('shorten', () => api.call('shortenSession', { params, body: { session, minutes } })),
    skip: (session, skipped) =>
      send(session, () => api.call('skipSession', { params, body: { session, skipped } })),
    swap: (first, second) =>
      send('swap', () => api.call('swapSessions', { params, body: { first, second } })),
    undo: (step) => send('undo', () => api.call('undoRunningStep', { params, body: { step } })),
    tell: (session, speaker, state, place) =>
      send(speaker, () =>
        api.call('setPresence', { params, body: { session, speaker, state, ...(place ? { place } : {}) } }),
      ),
  };
}
