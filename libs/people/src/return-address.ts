import type { Env } from '@foyer/platform';

const loopback = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

/**
 * Where a provider sends a browser back to; the provider has to know this address. On one's own machine it is at whatever
 * name and port the page has.
 * @param origin where the request says that it comes from; the door has refused foreign ones
 */
export function returnAddress(
  { publicUrl }: Pick<Env, 'publicUrl'>,
  origin: string | undefined,
  provider: string,
): string {
  const from = origin !== undefined && URL.canParse(origin) ? new URL(origin) : null;
  const own = loopback.test(new URL(publicUrl).hostname) && from !== null && loopback.test(from.hostname);
  return `${own ? from.origin : publicUrl}/sign-in/with/${provider}`;
}
