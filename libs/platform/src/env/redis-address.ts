/** Where Redis is: one server, a master that sentinels know by name, or a cluster. */
export type RedisAddress =
  | { kind: 'single'; url: string }
  | ({ kind: 'sentinel'; name: string; db: number; sentinelPassword?: string } & Several)
  | ({ kind: 'cluster' } & Several);

interface Several {
  nodes: { host: string; port: number }[];
  tls: boolean;
  username?: string;
  password?: string;
}

const form =
  /^redis(?<tls>s?)\+(?<kind>sentinel|cluster):\/\/(?:(?<user>[^@/?]*)@)?(?<hosts>[^@/?]*)(?:\/(?<path>[^?]*))?(?:\?(?<query>.*))?$/;
const defaultPort = { sentinel: 26_379, cluster: 6_379 };

/**
 * Understands the three forms of `REDIS_URL`:
 * `redis://[user:password@]host[:port][/db]`,
 * `redis+sentinel://[user:password@]host[:port],host[:port]/NAME[/db][?sentinelPassword=…]` and
 * `redis+cluster://[user:password@]host[:port],host[:port]`; with `rediss` for TLS.
 * @throws Error that says what is wrong, without a word of what was given
 */
export function parseRedisUrl(text: string): RedisAddress {
  if (/^rediss?:\/\//.test(text)) {
    if (!URL.canParse(text) || !new URL(text).hostname) throw new Error('is no address of a server');
    return { kind: 'single', url: text };
  }
  const { tls, kind, user, hosts, path, query } = form.exec(text)?.groups ?? {};
  if (kind !== 'sentinel' && kind !== 'cluster')
    throw new Error('has to begin with redis://, redis+sentinel:// or redis+cluster:// (rediss for TLS)');
  const several = {
    nodes: (hosts ?? '').split(',').map((one) => nodeOf(one, defaultPort[kind])),
    tls: tls === 's',
    ...credentials(user),
  };
  const [name = '', db = '0', ...more] = (path ?? '').split('/').filter((part) => part !== '');
  if (kind === 'cluster') {
    if (name || query) throw new Error('has something behind the nodes of the cluster: it has one database');
    return { kind, ...several };
  }
  if (!name) throw new Error('lacks the name of the master that the sentinels watch, as in …:26379/NAME');
  if (more.length || !/^\d+$/.test(db)) throw new Error('has no number of a database behind the name');
  const sentinelPassword = new URLSearchParams(query).get('sentinelPassword');
  return {
    ...{ kind, name: decodeURIComponent(name), db: Number(db), ...several },
    ...(sentinelPassword ? { sentinelPassword } : {}),
  };
}

function nodeOf(text: string, usual: number): { host: string; port: number } {
  const { v6, host, port } =
    /^(?:\[(?<v6>[^\]]+)\]|(?<host>[^:[\]]+))(?::(?<port>\d+))?$/.exec(text)?.groups ?? {};
  const name = v6 ?? host;
  const number = port === undefined ? usual : Number(port);
  if (!name || number < 1 || number > 65_535) throw new Error('has a node that is no host:port');
  return { host: name, port: number };
}

function credentials(user: string | undefined): { username?: string; password?: string } {
  if (!user) return {};
  const [username = '', ...rest] = user.split(':');
  return {
    ...(username ? { username: decodeURIComponent(username) } : {}),
    ...(rest.length ? { password: decodeURIComponent(rest.join(':')) } : {}),
  };
}
