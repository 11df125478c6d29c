import {
  pushes,
  RoomCallPush,
  RoomSignalPush,
  StreamPush,
  streamName,
  type CommandName,
  type Stream,
} from '@foyer/contracts';
import { io, type ManagerOptions, type SocketOptions } from 'socket.io-client';
import type { z } from 'zod';
import { Outbox, type CommandAnswer, type CommandInput, type CommandOptions } from './commands.js';
import type { CookieJar } from './cookies.js';
import { Following, type Asker, type Followed } from './follow.js';
import { HandshakeFollows } from './handshake.js';
import { Replica } from './replica.js';
import { createStore, type Store } from './store.js';
import { canUnpack, unpack } from './unpack.js';

/**
 * `idle`: nothing has asked for a connection yet. `connecting`: not yet, or again in a moment.
 * `offline`: tried and did not get through, and trying on.
 */
export type Connection = 'idle' | 'connecting' | 'live' | 'offline';

export interface LiveOptions {
  /** Where the server is; empty for the page's own. */
  url: string;
  /** Outside a browser: who is connecting. Also sends `Origin`, as a browser would. */
  cookies?: CookieJar;
  headers?: Record<string, string>;
  /** Wait before connecting again, in milliseconds; grows up to tenfold, with a random part. */
  reconnectAfterMs?: number;
  /** How long a stream that nobody follows any more is kept, in milliseconds: pages come back to it. */
  lingerMs?: number;
  /** Told of entries that do not fit the contract; they are left out. */
  onUnreadable?: (stream: string, kind: string, id: string, error: unknown) => void;
}

/** What is said to this person or window alone: at most once, and to nobody who is not there. */
const whispers = { roomSignal: RoomSignalPush, roomCall: RoomCallPush };
export type Whispers = { [K in keyof typeof whispers]: z.output<(typeof whispers)[K]> };

/** A followed stream; fits `useSyncExternalStore(handle.subscribe, handle.get)`. */
export interface Follow<S extends Stream> extends Store<Followed<S>> {
  /** Stops following; the stream is left a little later, when nobody else here follows it. */
  stop: () => void;
}

export interface Live {
  connection: Store<Connection>;
  /**
   * Sends a command and waits for its answer, over as many connections as it takes.
   * @throws ProblemError what the server refused; `unavailable` when there was no answer in time
   */
  command: <N extends CommandName>(
    name: N,
    input: CommandInput<N>,
    options?: CommandOptions,
  ) => Promise<CommandAnswer<N>>;
  follow: <S extends Stream>(
    stream: S,
    params: z.input<S['params']>,
    listener?: (followed: Followed<S>) => void,
  ) => Follow<S>;
  /** What is seen of a stream that is followed here; undefined where nobody follows it. */
  peek: <S extends Stream>(stream: S, params: z.input<S['params']>) => Followed<S> | undefined;
  /** Calls the listener with what is whispered from now on. @returns what ends it */
  hear: <K extends keyof Whispers>(name: K, listener: (said: Whispers[K]) => void) => () => void;
  /** Connects anew, for instance after somebody else signed in here. */
  reconnect: () => void;
  close: () => void;
}

interface Shared {
  following: Following;
  followers: number;
  linger?: ReturnType<typeof setTimeout>;
}

/** A typed socket client. It connects when the first command or stream asks for it. */
export function createLive(options: LiveOptions): Live {
  const { reconnectAfterMs = 1_000, lingerMs = 3_000 } = options;
  const connection = createStore<Connection>('idle');
  const outbox = new Outbox(reconnectAfterMs);
  const shared = new Map<string, Shared>();
  /** Streams whose leaving is not answered yet: following again must not overtake it. */
  const leaving = new Map<string, Promise<unknown>>();
  const handshake = new HandshakeFollows(reconnectAfterMs * 5);
  const socket = io(options.url || undefined, {
    ...socketSettings(reconnectAfterMs),
    // Asked for at every connection: what is followed then, from where it stands.
    auth: (say) => say(handshake.say(wishes())),
  });
  let comeBack: ReturnType<typeof setTimeout> | undefined;

  function connect(): void {
    clearTimeout(comeBack);
    connection.set('connecting');
    socket.io.opts.extraHeaders = headersOf(options);
    socket.connect();
  }
  function connectAfter(milliseconds: number): void {
    clearTimeout(comeBack);
    comeBack = setTimeout(connect, milliseconds);
  }
  function wake(): void {
    if (connection.get() === 'idle') connect();
  }

  socket.on('connect', () => {
    connection.set('live');
    outbox.connected((name, envelope, acked) => socket.emit(name, envelope, acked));
    for (const { following } of shared.values()) following.join();
    for (const name of handshake.unwanted()) sayLeave(name);
  });
  socket.on(pushes.begun, (raw: unknown) => handshake.begun(raw));
  socket.on('disconnect', (reason) => {
    outbox.disconnected();
    for (const { following } of shared.values()) following.cut();
    if (reason === 'io client disconnect') return;
    connection.set('connecting');
    // Closed by the server, as when the session is revoked: socket.io leaves coming back to us.
    if (reason === 'io server disconnect') connectAfter(reconnectAfterMs);
  });
  socket.on('connect_error', () => {
    connection.set('offline');
    // Refused by the server itself: here too socket.io does not try again.
    if (!socket.active) connectAfter(reconnectAfterMs * 5);
  });
  socket.on(pushes.stream, (raw: unknown) => {
    const push = StreamPush.safeParse(raw);
    if (push.success) shared.get(push.data.stream)?.following.push(push.data);
  });

  const ask: Asker = async (stream, since, signal) => {
    const begun = await handshake.take(stream, since, signal);
    if (begun) return unpack(begun);
    await leaving.get(stream);
    // It says so itself meanwhile, and asks again.
    return unpack(await outbox.command('stream.follow', wishFor(stream, since), { signal, repeat: false }));
  };
  /** What the next connection follows at once: not what an earlier one is still leaving, or both would cross. */
  function wishes(): ReturnType<typeof wishFor>[] {
    return [...shared.values()].flatMap(({ following: { name, rev } }) =>
      leaving.has(name) ? [] : [wishFor(name, rev)],
    );
  }

  function join(stream: Stream, name: string): Following {
    const known = shared.get(name);
    if (known) {
      known.followers++;
      clearTimeout(known.linger);
      return known.following;
    }
    const replica = new Replica(stream, (kind, id, error) => options.onUnreadable?.(name, kind, id, error));
    const following = new Following(name, replica, ask, reconnectAfterMs * 5);
    shared.set(name, { following, followers: 1 });
    if (connection.get() === 'live') following.join();
    else wake();
    return following;
  }
  function stop(name: string): void {
    const known = shared.get(name);
    if (known && --known.followers === 0) known.linger = setTimeout(() => leave(name), lingerMs);
  }
  function leave(name: string): void {
    shared.get(name)?.following.cut();
    shared.delete(name);
    // A connection that breaks leaves the stream as well, so a failure here says nothing.
    if (connection.get() === 'live') sayLeave(name);
  }
  function sayLeave(name: string): void {
    const left = outbox
      .command('stream.leave', { stream: name }, { giveUpAfterMs: 5_000 })
      .catch(() => undefined)
      .finally(() => leaving.delete(name));
    leaving.set(name, left);
  }

  return {
    connection,
    command: (name, input, commandOptions) => {
      wake();
      return outbox.command(name, input, commandOptions);
    },
    follow: <S extends Stream>(
      stream: S,
      params: z.input<S['params']>,
      listener?: (followed: Followed<S>) => void,
    ) => {
      const { seen, name } = join(stream, streamName(stream, params));
      // Entries come out of the stream's own schemas; the type is inferred from the same.
      const get = () => seen.get() as Followed<S>;
      const unsubscribe = listener && seen.subscribe(() => listener(get()));
      if (listener && get().status !== 'loading') listener(get());
      let stopped = false;
      return {
        get,
        subscribe: seen.subscribe,
        stop: () => {
          if (stopped) return;
          stopped = true;
          unsubscribe?.();
          stop(name);
        },
      };
    },
    peek: <S extends Stream>(stream: S, params: z.input<S['params']>) =>
      shared.get(streamName(stream, params))?.following.seen.get() as Followed<S> | undefined,
    hear: <K extends keyof Whispers>(name: K, listener: (said: Whispers[K]) => void) => {
      const heard = (raw: unknown) => {
        const said = whispers[name].safeParse(raw);
        // The schema that it is parsed with is the one that the type is inferred from.
        if (said.success) listener(said.data as Whispers[K]);
      };
      const push: string = pushes[name];
      socket.on(push, heard);
      return () => void socket.off(push, heard);
    },
    reconnect: () => {
      if (connection.get() === 'idle') return;
      socket.disconnect();
      connect();
    },
    close: () => {
      clearTimeout(comeBack);
      for (const { following, linger } of shared.values()) {
        clearTimeout(linger);
        following.cut();
      }
      shared.clear();
      socket.disconnect();
      outbox.close();
      connection.set('idle');
    },
  };
}

function wishFor(stream: string, since: number | undefined): CommandInput<'stream.follow'> {
  return {
    stream,
    ...(since === undefined ? {} : { since }),
    ...(canUnpack ? { packed: true } : {}),
  };
}

function socketSettings(delay: number): Partial<ManagerOptions & SocketOptions> {
  return {
    transports: ['websocket'],
    autoConnect: false,
    // Every client has its own connection; a program may act as many people.
    forceNew: true,
    reconnectionDelay: delay,
    reconnectionDelayMax: delay * 10,
    randomizationFactor: 0.5,
  };
}

/** Outside a browser: the headers that a browser would send by itself. */
function headersOf({ url, cookies, headers }: LiveOptions): Record<string, string> {
  if (!cookies) return { ...headers };
  const cookie = cookies.header('/socket.io/');
  return { ...headers, origin: new URL(url).origin, ...(cookie ? { cookie } : {}) };
}
