import { lookup, type LookupAddress, type LookupAllOptions } from 'node:dns';
import http from 'node:http';
import https from 'node:https';
import { BlockList, isIP, type LookupFunction } from 'node:net';

/** Networks that are not the internet: what is there is not for those who name addresses to a server. */
const inner = new BlockList();
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const)
  inner.addSubnet(network, prefix, 'ipv4');
for (const [network, prefix] of [
  // Also `::1`, and IPv4 addresses written as these once were.
  ['::', 96],
  ['64:ff9b::', 96],
  ['64:ff9b:1::', 48],
  ['100::', 64],
  // Tunnels, by which an IPv4 address of any network can be meant.
  ['2001::', 32],
  ['2002::', 16],
  ['2001:db8::', 32],
  ['fc00::', 7],
  ['fe80::', 10],
  ['fec0::', 10],
  ['ff00::', 8],
] as const)
  inner.addSubnet(network, prefix, 'ipv6');

/** Whether an address is in a network of one's own rather than in the internet. */
export function isInnerAddress(address: string): boolean {
  return inner.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
}

/** Finds the addresses of a name: the system's own resolver, but for tests. */
export type Resolve = (
  name: string,
  options: LookupAllOptions,
  done: (error: NodeJS.ErrnoException | null, found: LookupAddress[]) => void,
) => void;

const guardedLookup =
  (resolve: Resolve): LookupFunction =>
  (name, options, done) => {
    resolve(name, { ...options, all: true }, (error, found) => {
      if (error) return done(error, []);
      // All of them, since whichever is taken is the resolver's choice.
      if (found.some(({ address }) => isInnerAddress(address)))
        return done(Object.assign(new Error('An inner address'), { code: 'EACCES' }), []);
      if (options.all) return done(null, found);
      const [first] = found;
      done(null, first?.address ?? '', first?.family);
    });
  };

const timeoutMilliseconds = 5_000;
const mostBytes = 100_000;

/** What comes back from an address that somebody else has chosen. */
export interface GuardedAnswer {
  status: number;
  headers: http.IncomingHttpHeaders;
  text: string;
}

interface Guard {
  /** Whether inner networks may be reached. */
  inner: boolean;
  resolve?: Resolve;
}

/**
 * Reads an address that somebody else has chosen. Follows no redirects, reads little, waits little; where the address
 * is in an inner network, it does not connect at all, whatever its name said a moment before.
 * @throws Error whatever goes wrong
 */
export const guardedGet = (url: URL, guard: Guard): Promise<GuardedAnswer> =>
  guardedRequest(url, { method: 'GET', headers: {} }, guard);

/** Writes to such an address, as carefully as `guardedGet` reads one. @throws Error whatever goes wrong */
export const guardedPost = (
  url: URL,
  { headers, body }: { headers: Record<string, string>; body: Buffer },
  guard: Guard,
): Promise<GuardedAnswer> => guardedRequest(url, { method: 'POST', headers, body }, guard);

function guardedRequest(
  url: URL,
  { method, headers, body }: { method: 'GET' | 'POST'; headers: Record<string, string>; body?: Buffer },
  { inner: innerAllowed, resolve = lookup }: Guard,
): Promise<GuardedAnswer> {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (!innerAllowed && isIP(host) && isInnerAddress(host))
    return Promise.reject(new Error('An inner address'));
  const { request } = url.protocol === 'https:' ? https : http;
  return new Promise((settle, reject) => {
    const asked = request(
      url,
      {
        ...{ method, headers },
        ...(innerAllowed ? {} : { lookup: guardedLookup(resolve) }),
        agent: false,
        signal: AbortSignal.timeout(timeoutMilliseconds),
      },
      (answer) => {
        let text = '';
        answer.setEncoding('utf8');
        answer.on('data', (part: string) => {
          text += part;
          if (text.length > mostBytes) asked.destroy(new Error('Too long an answer'));
        });
        answer.on('error', reject);
        answer.on('end', () => settle({ status: answer.statusCode ?? 0, headers: answer.headers, text }));
      },
    );
    asked.on('error', reject);
    // Neither an answer nor an error: Node tells of these alone, and whoever waits would wait for ever.
    asked.on('upgrade', (_answer, socket) => {
      socket.destroy();
      reject(new Error('Another protocol'));
    });
    asked.on('close', () => reject(new Error('Closed without an answer')));
    asked.end(body);
  });
}
