import net from 'node:net';
import type { AddressInfo } from 'node:net';

/** A reverse proxy in front of several api processes, as simple as one can be: no stickiness, no memory. */
export interface Balancer {
  url: string;
  /** Which of the processes are given connections. */
  ready(): string[];
  close(): Promise<void>;
}

const lookMilliseconds = 100;

/**
 * Each new connection goes to the next process that says it is ready (`/health/ready`), as load balancers do it.
 * @param targets addresses of api processes; those that do not answer are left out until they do
 */
export async function aBalancer(targets: readonly string[]): Promise<Balancer> {
  let ready: string[] = [];
  let next = 0;
  let looking: Promise<void> = Promise.resolve();
  const look = async (): Promise<void> => {
    const answers = await Promise.all(
      targets.map((target) =>
        fetch(`${target}/health/ready`, { signal: AbortSignal.timeout(2_000) }).then(
          async (answer) => (await answer.arrayBuffer(), answer.ok),
          () => false,
        ),
      ),
    );
    ready = targets.filter((_, index) => answers[index]);
  };
  await look();
  const timer = setInterval(() => {
    looking = looking.then(look);
  }, lookMilliseconds);

  const wires = new Set<net.Socket>();
  const listener = net.createServer((client) => {
    const target = ready.length ? ready[next++ % ready.length] : undefined;
    if (target === undefined) return void client.destroy();
    const server = net.connect(Number(new URL(target).port), '127.0.0.1');
    for (const [one, other] of [
      [client, server],
      [server, client],
    ] as const) {
      wires.add(one);
      one.pipe(other);
      one.on('error', () => other.destroy()).on('close', () => (wires.delete(one), other.destroy()));
    }
  });
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
  const { port } = listener.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    ready: () => ready,
    close: async () => {
      clearInterval(timer);
      await looking;
      for (const wire of wires) wire.destroy();
      await new Promise((resolve) => listener.close(resolve));
    },
  };
}
