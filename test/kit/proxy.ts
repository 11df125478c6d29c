import net from 'node:net';
import type { AddressInfo } from 'node:net';

/** A wire between a client and a server that keeps what it carried, and breaks when told to. */
export interface Proxy {
  url: string;
  /** Everything that the server sent through it, as text (websocket frames to clients are not masked). */
  received(): string;
  /** How many came while it was away. */
  refused(): number;
  /** How many connections stand. */
  connections(): number;
  /**
   * Breaks all connections without a word. `answers`: what the client sends still arrives for a moment, and only
   * what the server says to it is lost.
   */
  cut(what?: 'both' | 'answers'): void;
  /** From now on, until it is back, nobody is answered, and every connection stands. */
  mute(): void;
  /** As if the network were gone: breaks all connections and lets none through. */
  away(): void;
  back(): void;
  close(): Promise<void>;
}

interface Pair {
  client: net.Socket;
  server: net.Socket;
  deaf: boolean;
}

/** For how long a connection whose answers are lost still carries what the client sends, in milliseconds. */
const deafFor = 30;

/** @param targets servers; each new connection goes to the next of them */
export async function aProxy(targets: readonly string[]): Promise<Proxy> {
  const pairs = new Set<Pair>();
  const received: Buffer[] = [];
  let next = 0;
  let gone = false;
  let muted = false;
  let refused = 0;
  const listener = net.createServer((client) => {
    if (gone) {
      refused++;
      return void client.resetAndDestroy();
    }
    const target = new URL(targets[next++ % targets.length] ?? '');
    const server = net.connect(Number(target.port), target.hostname);
    const pair: Pair = { client, server, deaf: false };
    pairs.add(pair);
    const drop = () => {
      pairs.delete(pair);
      client.destroy();
      server.destroy();
    };
    client.on('data', (data) => void server.write(data));
    server.on('data', (data) => {
      received.push(data);
      if (!pair.deaf && !muted) client.write(data);
    });
    for (const socket of [client, server]) socket.on('error', drop).on('close', drop);
  });
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
  const { port } = listener.address() as AddressInfo;
  const cutAll = () => {
    for (const { client, server } of pairs) {
      client.resetAndDestroy();
      server.resetAndDestroy();
    }
    pairs.clear();
  };
  return {
    url: `http://127.0.0.1:${port}`,
    received: () => Buffer.concat(received).toString('utf8'),
    refused: () => refused,
    connections: () => [...pairs].filter((pair) => !pair.deaf).length,
    cut: (what = 'both') => {
      if (what === 'both') return cutAll();
      for (const pair of pairs) {
        pair.deaf = true;
        setTimeout(() => pair.client.destroy(), deafFor);
      }
    },
    mute: () => (muted = true),
    away: () => {
      gone = true;
      cutAll();
    },
    back: () => {
      [gone, muted] = [false, false];
    },
    close: async () => {
      cutAll();
      await new Promise((resolve) => listener.close(resolve));
    },
  };
}
