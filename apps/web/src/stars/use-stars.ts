import { streams } from '@foyer/contracts';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useEvent } from '../events/use-event.js';
import { api } from '../server/api.js';
import { useMe } from '../server/me.js';
import { useStream } from '../server/live.js';
import { notifyProblem } from '../ui/notify.js';
import { useProblemText } from '../ui/Problem.js';

export interface Stars {
  /** False while nobody is signed in. */
  able: boolean;
  has: (session: string) => boolean;
  /** Shown at once, and taken back where the server refuses. Always the same function, for rows that are memos. */
  toggle: (session: string) => void;
}

/** The reader's starred sessions, the same on all their devices. */
export function useStars(): Stars {
  const { event } = useEvent();
  const { me } = useMe();
  const problemText = useProblemText();
  const followed = useStream(streams.stars, me ? { event: event.id, person: me.id } : null);
  const stored = followed?.status === 'ready' ? followed.state.star : undefined;
  /** What was wished here and has not come back by the stream yet. */
  const [wishes, setWishes] = useState<ReadonlyMap<string, boolean>>(new Map());
  // Once the stream says the same, it has the word again: another device may change it later.
  useEffect(() => {
    setWishes((before) => {
      const open = [...before].filter(([id, starred]) => stored === undefined || id in stored !== starred);
      return open.length === before.size ? before : new Map(open);
    });
  }, [stored]);
  const has = useCallback(
    (session: string) => wishes.get(session) ?? (stored !== undefined && session in stored),
    [wishes, stored],
  );
  const latest = useRef({ has, problemText });
  useEffect(() => {
    latest.current = { has, problemText };
  });
  const toggle = useCallback(
    (session: string) => {
      const starred = !latest.current.has(session);
      const settle = (): void =>
        setWishes((before) => {
          const next = new Map(before);
          next.delete(session);
          return next;
        });
      setWishes((before) => new Map(before).set(session, starred));
      api
        .call('starSession', { params: { event: event.slug, session }, body: { starred } })
        .catch((error: unknown) => {
          settle();
          notifyProblem(latest.current.problemText(error));
        });
    },
    [event.slug],
  );
  return useMemo(() => ({ able: Boolean(me), has, toggle }), [me, has, toggle]);
}
