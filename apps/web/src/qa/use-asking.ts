import { useEffect, useMemo, useSyncExternalStore } from 'react';
import { useConnection } from '../server/live.js';
import { notifyProblem } from '../ui/notify.js';
import { useProblemText } from '../ui/Problem.js';
import type { Asked, Draft } from './ask-book.js';
import { roomOf } from './rooms.js';

/** A question that is being written and sent, for every form of the page that shows it. */
export interface Asking extends Draft {
  setText: (text: string) => void;
  setAnonymous: (anonymous: boolean) => void;
  /** It is on its way and there is no connection: it goes out as soon as there is one. */
  queued: boolean;
  send: () => Promise<Asked>;
}

export function useAsking(session: string, person: string): Asking {
  const book = useMemo(() => roomOf(session, person).asking, [session, person]);
  const draft = useSyncExternalStore(book.draft.subscribe, book.draft.get);
  const connected = useConnection() === 'live';
  const problemText = useProblemText();
  useEffect(() => {
    void book.resume().then((asked) => {
      if (asked && 'problem' in asked) notifyProblem(problemText(asked.problem));
    });
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- it goes out once; the words for a problem are not what it waits for
  }, [book]);
  return {
    ...draft,
    setText: (text) => book.write(text),
    setAnonymous: (anonymous) => book.setAnonymous(anonymous),
    queued: draft.sending && !connected,
    send: () => book.ask(),
  };
}
