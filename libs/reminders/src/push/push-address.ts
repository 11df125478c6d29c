import { isInnerAddress, type Env } from '@foyer/platform';
import { isIP } from 'node:net';

/**
 * Whether something may be sent to an address that a browser gave: over https alone and into no inner network; tests
 * have their push service on the loopback. A name is looked at again by whoever connects to it.
 */
export function isPushAddress(url: URL, env: Pick<Env, 'NODE_ENV'>): boolean {
  if (isLoopbackOfTest(url, env)) return true;
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const named = url.username !== '' || url.password !== '';
  return url.protocol === 'https:' && !named && !(isIP(host) && isInnerAddress(host));
}

/** Whether it is the push service of a test. */
export function isLoopbackOfTest({ protocol, hostname }: URL, { NODE_ENV }: Pick<Env, 'NODE_ENV'>): boolean {
  return NODE_ENV === 'test' && protocol === 'http:' && hostname === '127.0.0.1';
}
