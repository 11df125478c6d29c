import { isProblem } from '@foyer/client';
import type { OutcomeToJudge } from '@foyer/contracts';
import { useDebouncedCallback } from '@mantine/hooks';
import { useEffect, useRef, useState } from 'react';
import { useEvent } from '../events/use-event.js';
import { written } from '../manage/TextsInput.js';
import { useAction } from '../server/api.js';

/** How long nobody has typed before it is saved, in milliseconds. */
const restMilliseconds = 700;

type Draft = Pick<OutcomeToJudge, 'verdict' | 'text'>;
export interface Writing {
  draft: Draft;
  change: (draft: Draft) => void;
  state: 'clean' | 'unsaved' | 'saving' | 'saved' | 'conflict' | 'failed';
  error: Error | null;
  /** Takes what is there now in place of what was written here. */
  load: (outcome: OutcomeToJudge) => void;
  retry: () => void;
}

/**
 * What somebody writes about an expectation, saved as they write: one save after the other, each upon the version that
 * the one before has made, so that two windows cannot overwrite each other unseen.
 */
export function useOutcome(first: OutcomeToJudge): Writing {
  const { event } = useEvent();
  const [draft, setDraft] = useState<Draft>({ verdict: first.verdict, text: first.text });
  const [state, setState] = useState<Writing['state']>('clean');
  const [error, setError] = useState<Error | null>(null);
  const latest = useRef(draft);
  const version = useRef(first.version);
  const running = useRef(false);
  const judge = useAction('judgeOutcome', { stale: ['listOutcomes', 'getReport', 'getSummary'] });

  const save = async (): Promise<void> => {
    if (running.current) return;
    running.current = true;
    try {
      for (let sent: Draft | null = null; sent !== latest.current;) {
        sent = latest.current;
        setState('saving');
        const body = { expected: first.expected, version: version.current, verdict: sent.verdict };
        const saved = await judge.mutateAsync({
          params: { event: event.slug },
          body: { ...body, text: written(sent.text) },
        });
        version.current = saved.version;
      }
      setError(null);
      setState('saved');
    } catch (problem) {
      setError(problem instanceof Error ? problem : null);
      setState(isProblem(problem, 'edit_conflict') ? 'conflict' : 'failed');
    } finally {
      running.current = false;
    }
  };
  const saveSoon = useDebouncedCallback(() => void save(), { delay: restMilliseconds, flushOnUnmount: true });
  useWarning(state === 'unsaved' || state === 'saving' || state === 'failed');

  return {
    ...{ draft, state, error },
    change: (next) => {
      latest.current = next;
      setDraft(next);
      if (state === 'conflict') return;
      setState('unsaved');
      saveSoon();
    },
    load: (outcome) => {
      version.current = outcome.version;
      latest.current = { verdict: outcome.verdict, text: outcome.text };
      setDraft(latest.current);
      setError(null);
      setState('clean');
    },
    retry: () => void save(),
  };
}

/** The browser asks before it closes a window with something in it that is saved nowhere. */
function useWarning(needed: boolean): void {
  useEffect(() => {
    if (!needed) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [needed]);
}
