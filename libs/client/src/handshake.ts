import { mostFollowedAtOnce, StreamBegun, type Handshake, type StreamStart } from '@foyer/contracts';
import { reasonOf } from './api.js';
import { readAnswer } from './commands.js';
import { ProblemError } from './problem.js';

type Answer = StreamBegun['answer'];

interface Asked {
  stream: string;
  since: number | undefined;
  begun: Promise<Answer>;
  settle: (answer: Answer) => void;
  /** Somebody waits for it, or did. */
  taken: boolean;
}

/** The streams that a connection asks for while it is made, so that they need no way there and back of their own. */
export class HandshakeFollows {
  #asked: Asked[] = [];
  readonly #patienceMs: number;

  /** @param patienceMs how long an answer is waited for; a server of before knows nothing of such questions */
  constructor(patienceMs: number) {
    this.#patienceMs = patienceMs;
  }

  /** What a new connection says; nothing that the last one asked for will be answered any more. */
  say(follow: NonNullable<Handshake['follow']>): Handshake {
    const said = follow.slice(0, mostFollowedAtOnce);
    this.#asked = said.map(({ stream, since }) => {
      let settle: Asked['settle'] = () => undefined;
      const begun = new Promise<Answer>((resolve) => (settle = resolve));
      return { stream, since, begun, settle, taken: false };
    });
    return { follow: said };
  }

  /** A push that answers one of them. */
  begun(raw: unknown): void {
    const said = StreamBegun.safeParse(raw);
    if (said.success) this.#asked[said.data.index]?.settle(said.data.answer);
  }

  /**
   * Waits for what the handshake asked for, once.
   * @returns undefined where it did not ask for this, or got no answer
   * @throws ProblemError what the server refused, or the signal's reason
   */
  async take(
    stream: string,
    since: number | undefined,
    signal: AbortSignal,
  ): Promise<StreamStart | undefined> {
    const asked = this.#asked.find((one) => one.stream === stream);
    if (!asked || asked.taken) return undefined;
    asked.taken = true;
    // Somebody else's question, who has gone meanwhile: an answer to it says less than is needed.
    if (asked.since !== since) return undefined;
    const answer = await this.#answered(asked, signal);
    if (!answer) return undefined;
    if (!answer.ok) throw new ProblemError(answer.problem);
    return readAnswer('stream.follow', answer.data);
  }

  /** What was asked for and is wanted by nobody any more. */
  unwanted(): string[] {
    return this.#asked.flatMap(({ stream, taken }) => (taken ? [] : [stream]));
  }

  #answered({ begun }: Asked, signal: AbortSignal): Promise<Answer | undefined> {
    return new Promise((resolve, reject) => {
      const aborted = (): void => settle(() => reject(reasonOf(signal)));
      const tooLate = setTimeout(() => settle(() => resolve(undefined)), this.#patienceMs);
      const settle = (how: () => void): void => {
        clearTimeout(tooLate);
        signal.removeEventListener('abort', aborted);
        how();
      };
      if (signal.aborted) return aborted();
      signal.addEventListener('abort', aborted, { once: true });
      void begun.then((answer) => settle(() => resolve(answer)));
    });
  }
}
