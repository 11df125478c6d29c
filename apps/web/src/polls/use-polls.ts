import { streams, type Poll, type PollAnswer } from '@foyer/contracts';
import { useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { roomOf } from '../qa/rooms.js';
import { useStream } from '../server/live.js';
import { notifyProblem } from '../ui/notify.js';
import { PollBook, type Answering, type Given, type Outcome } from './poll-book.js';
import { newestFirst } from './poll-order.js';

/** What a poll asks, in words. */
export function usePollQuestion(poll: Pick<Poll, 'question'>): string {
  const { t } = useTranslation('polls');
  return poll.question ?? t('poll.sessionRating');
}

/** The reader's answers to the polls of a session. */
export interface OwnAnswers {
  /** Whether the server has said which there are. */
  known: boolean;
  /** As the server has it: as it was when following began, or as given here since. */
  of: (poll: Poll) => PollAnswer | undefined;
  /** What is being tried. */
  at: (poll: Poll) => Answering;
  give: (poll: Poll, answer: Given) => Promise<Outcome>;
}

function useOwnAnswers(session: string, person: string): OwnAnswers {
  const { t } = useTranslation('polls');
  const followed = useStream(streams.pollAnswers, { session, person });
  const book = useMemo(() => roomOf(session, person).polls, [session, person]);
  const answers = useSyncExternalStore(book.answers.subscribe, book.answers.get);
  // The card says so, too; but the reader may look at another one by now, or at another page.
  const tell = (outcome: Outcome): void => {
    if (outcome === 'late') notifyProblem(t('poll.late'));
  };
  useEffect(() => {
    void book.resume().then((outcomes) => outcomes.forEach(tell));
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- it goes out once; the words are not what it waits for
  }, [book]);
  return {
    known: followed?.status === 'ready',
    of: ({ id }) => answers.get(id)?.kept ?? followed?.state?.answer[id],
    at: ({ id }) => PollBook.of(answers, id),
    give: async (poll, answer) => {
      const outcome = await book.give(poll, answer);
      tell(outcome);
      return outcome;
    },
  };
}

export interface AudiencePolls {
  /** Those to answer. One that closes stays where it was read until another opens. */
  now: Poll[];
  /** The other closed ones. */
  earlier: Poll[];
  answers: OwnAnswers;
}

export function useAudiencePolls(session: string, person: string): AudiencePolls {
  const followed = useStream(streams.polls, { session });
  const answers = useOwnAnswers(session, person);
  const polls = newestFirst(Object.values(followed?.state?.poll ?? {}));
  const open = polls.filter(({ state }) => state === 'open').map(({ id }) => id);
  const [stay, setStay] = useState<ReadonlySet<string>>(new Set());
  if (open.some((id) => !stay.has(id))) setStay(new Set(open));
  return {
    now: polls.filter(({ id }) => stay.has(id)),
    earlier: polls.filter(({ id }) => !stay.has(id)),
    answers,
  };
}
