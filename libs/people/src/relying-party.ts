import type { Env } from '@foyer/platform';

/** Whom passkeys are made for: the host, and the origins from which they may be used. */
export interface RelyingParty {
  id: string;
  origins: string[];
}

const loopback = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

/**
 * The public address decides. On one's own machine, where no passkey can be made for an IP address, it is `localhost` at
 * whatever port the page has.
 * @param origin where the request says that it comes from; the door has refused foreign ones
 */
export function relyingParty(
  { publicUrl }: Pick<Env, 'publicUrl'>,
  origin: string | undefined,
): RelyingParty {
  const url = new URL(publicUrl);
  if (!loopback.test(url.hostname)) return { id: url.hostname, origins: [url.origin] };
  const from = origin !== undefined && URL.canParse(origin) ? new URL(origin) : url;
  return {
    id: 'localhost',
    origins: from.hostname === 'localhost' ? [from.origin] : [`http://localhost:${url.port}`],
  };
}
