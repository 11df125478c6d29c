import { streams, type Poll, type PollAnswer } from '@foyer/contracts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { live, useStream } from '../server/live.js';

/** What a poll asks, in words. */
export function usePollQuestion(poll: Pick<Poll, 'question'>): string {
  const { t } = useTranslation('polls');
  return poll.question ?? t('poll.sessionRating');
}

interface OwnAnswers {
  /** The reader's answer; undefined where there is none. */
  of: (poll: Poll) => PollAnswer | undefined;
  /** Resolves once the answer is counted. */
  give: (poll: Poll, answer: Partial<PollAnswer>) => Promise<void>;
}

/** The reader's answers in a session: as they were when following began, and as given here since. */
export function useOwnAnswers(session: string, person: string): OwnAnswers {
  const followed = useStream(streams.pollAnswers, { session, person });
  const [given, setGiven] = useState<Readonly<Record<string, PollAnswer>>>({});
  return {
    of: ({ id }) => given[id] ?? followed?.state?.answer[id],
    give: async ({ id }, answer) => {
      const kept = await live.command('poll.answer', { poll: id, ...answer });
      setGiven((before) => ({ ...before, [id]: kept }));
    },
  };
}
