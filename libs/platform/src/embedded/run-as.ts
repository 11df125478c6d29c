import { spawnSync } from 'node:child_process';
import { accountName, EmbeddedProblem } from './problem.js';

/**
 * PostgreSQL refuses to run as root. Three ways round, in this order:
 * - `direct`: we are not root anyway;
 * - `namespace`: a user namespace of its own, in which our root is called 65534: files stay where they are,
 *   nothing changes its owner, and it works below /root too;
 * - `drop`: run as the account "postgres" or "nobody", which then must own the cluster.
 */
export type RunAs =
  | { readonly kind: 'direct' }
  | { readonly kind: 'namespace' }
  | { readonly kind: 'drop'; readonly uid: number; readonly gid: number };

const UNSHARE = ['--user', '--map-user=65534', '--map-group=65534'];

/**
 * Chooses how to run PostgreSQL here.
 * @param owner who owns an existing cluster: the server must run as nobody else.
 * @param prefer skips the better ways, for tests.
 */
export function chooseRunAs(owner?: { uid: number; gid: number }, prefer?: RunAs['kind']): RunAs {
  if (prefer === 'direct') return { kind: 'direct' };
  if (process.getuid?.() !== 0) return asOrdinaryAccount();
  if (owner && owner.uid !== 0) return { kind: 'drop', uid: owner.uid, gid: owner.gid };
  if (prefer !== 'drop' && spawnSync('unshare', [...UNSHARE, 'true']).status === 0)
    return { kind: 'namespace' };
  for (const account of ['postgres', 'nobody']) {
    const uid = idOf(account, '-u');
    const gid = idOf(account, '-g');
    if (uid !== undefined && gid !== undefined) return { kind: 'drop', uid, gid };
  }
  throw new EmbeddedProblem(
    'PostgreSQL refuses to run as root and there is no other account to run it as: start Foyer as an ordinary user, or set DATABASE_URL.',
  );
}

/** PostgreSQL wants its account to have a name; containers like to run as a bare number. */
function asOrdinaryAccount(): RunAs {
  if (accountName() !== undefined || process.getuid === undefined) return { kind: 'direct' };
  if (spawnSync('unshare', [...UNSHARE, 'true']).status === 0) return { kind: 'namespace' };
  throw new EmbeddedProblem(
    `PostgreSQL refuses to run as an account without a name (${process.getuid()}): add it to /etc/passwd, or set DATABASE_URL.`,
  );
}

function idOf(account: string, flag: '-u' | '-g'): number | undefined {
  const answer = spawnSync('id', [flag, account], { encoding: 'utf8' });
  const id = Number(answer.stdout);
  return answer.status === 0 && Number.isInteger(id) && id > 0 ? id : undefined;
}

/** The command line (and the ids to spawn with) that runs `binary` the chosen way; the pid stays the binary's own. */
export function commandFor(
  runAs: RunAs,
  binary: string,
  args: readonly string[],
): { command: string; args: string[]; ids: { uid?: number; gid?: number } } {
  if (runAs.kind === 'namespace') return { command: 'unshare', args: [...UNSHARE, binary, ...args], ids: {} };
  const ids = runAs.kind === 'drop' ? { uid: runAs.uid, gid: runAs.gid } : {};
  return { command: binary, args: [...args], ids };
}
