import type { IncomingMessage } from 'node:http';
import proxyAddr from '@fastify/proxy-addr';
import type { Env } from '@foyer/platform';

/**
 * Where a connection comes from. `X-Forwarded-For` is believed of the configured proxies alone, as far back as they
 * go: anybody else may write into it what they like. Doors have the same from Fastify.
 */
export function addressReader(env: Pick<Env, 'TRUSTED_PROXIES'>): (request: IncomingMessage) => string {
  const trusted = proxyAddr.compile([...env.TRUSTED_PROXIES]);
  return (request) => proxyAddr(request, trusted);
}
