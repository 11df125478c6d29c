import { randomUUID } from 'node:crypto';
import { CookieJar, createLive, type Live } from '@foyer/client';
import { Ack, pushes, StreamBegun } from '@foyer/contracts';
import { io } from 'socket.io-client';
import { signedIn } from './factories.js';
import { until } from './wait.js';
import type { Foyer } from './foyer.js';

/** A person's live connection, as a browser would have it. Close it at the end. */
export async function aLive(
  foyer: Foyer,
  person: { id: string } | null,
  options: { url?: string } = {},
): Promise<Live> {
  const cookies = new CookieJar();
  if (person) cookies.store([`${await signedIn(foyer, person)}; Path=/`]);
  return createLive({ url: options.url ?? foyer.url, cookies, reconnectAfterMs: 20, lingerMs: 0 });
}

/** A connection that sends whatever it is given. */
export interface RawLive {
  /** @returns `ok`, or the code of the problem */
  say(command: string, input: unknown): Promise<string>;
  /** What became of a stream that the handshake asked for, in the same words. */
  begun(index: number): Promise<string>;
  isConnected(): boolean;
  close(): void;
}

/**
 * @param cookie of who is signed in; nobody without one
 * @param auth what the handshake says
 */
export async function aRawLive(
  { url }: Pick<Foyer, 'url'>,
  cookie?: string,
  auth: Record<string, unknown> = {},
): Promise<RawLive> {
  const extraHeaders = { origin: url, ...(cookie === undefined ? {} : { cookie }) };
  const socket = io(url, {
    transports: ['websocket'],
    forceNew: true,
    reconnection: false,
    extraHeaders,
    auth,
  });
  const begun = new Map<number, string>();
  socket.on(pushes.begun, (raw: unknown) => {
    const { index, answer } = StreamBegun.parse(raw);
    begun.set(index, codeOf(answer));
  });
  await new Promise<void>((resolve, reject) => socket.on('connect', resolve).on('connect_error', reject));
  return {
    say: async (command, input) => {
      return codeOf(
        Ack.parse(await socket.timeout(30_000).emitWithAck(command, { id: randomUUID(), input })),
      );
    },
    begun: (index) => until(`stream ${String(index)} has begun`, () => begun.get(index)),
    isConnected: () => socket.connected,
    close: () => void socket.disconnect(),
  };
}

const codeOf = (answer: Ack): string => (answer.ok ? 'ok' : answer.problem.code);
