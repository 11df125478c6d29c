import type { OwnQuestion } from '@foyer/contracts';
import { useRef, useState } from 'react';
import { live, useConnection } from '../server/live.js';
import { keep, readKept, useDraft } from './use-draft.js';

/** A question that is being written and sent, for every form of the page that shows it. */
export interface Asking {
  text: string;
  setText: (text: string) => void;
  anonymous: boolean;
  setAnonymous: (anonymous: boolean) => void;
  sending: boolean;
  /** It is on its way and there is no connection: it goes out as soon as there is one. */
  queued: boolean;
  problem: unknown;
  /** @returns the question as the server has it; null where it does not */
  send: () => Promise<OwnQuestion | null>;
}

/**
 * What was written stays until the server has it. Trying again what may have arrived already is the same command, also
 * after a reload and from another tab: it is asked once.
 */
export function useAsking(session: string): Asking {
  const key = `foyer-question-${session}`;
  const [text, setText] = useDraft(key);
  const [anonymous, setAnonymous] = useState(false);
  const [state, setState] = useState<{ sending: boolean; problem: unknown }>({
    sending: false,
    problem: null,
  });
  const connected = useConnection() === 'live';
  /** Two presses in one moment are one. */
  const sending = useRef(false);

  async function send(): Promise<OwnQuestion | null> {
    const words = text.trim();
    if (!words || sending.current) return null;
    sending.current = true;
    setState({ sending: true, problem: null });
    const attempt = attemptFor(`${key}-attempt`, JSON.stringify([words, anonymous]));
    try {
      const input = { session, text: words, anonymous };
      const question = await live.command('question.ask', input, { id: attempt, patient: true });
      keep(`${key}-attempt`, '');
      setText('');
      setState({ sending: false, problem: null });
      return question;
    } catch (problem) {
      setState({ sending: false, problem });
      return null;
    } finally {
      sending.current = false;
    }
  }

  return {
    text,
    setText,
    anonymous,
    setAnonymous,
    ...state,
    queued: state.sending && !connected,
    send,
  };
}

/** The id under which these words are asked: the same as long as nothing else was. */
function attemptFor(key: string, of: string): string {
  const separator = ' ';
  const [id = '', ...rest] = readKept(key).split(separator);
  if (id && rest.join(separator) === of) return id;
  const fresh = crypto.randomUUID();
  keep(key, fresh + separator + of);
  return fresh;
}
