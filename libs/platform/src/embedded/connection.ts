import fs from 'node:fs';
import pg from 'pg';
import { errorCode } from './error-code.js';

export interface Address {
  readonly port: number;
  readonly user: string;
  readonly password: string;
}

/** The URL of one database of the embedded server. Holds the password: never log it. */
export function urlOf(address: Address, database: string): string {
  const { user, password, port } = address;
  return `postgres://${encodeURIComponent(user)}:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`;
}

function clientFor(address: Address): pg.Client {
  return new pg.Client({ connectionString: urlOf(address, 'postgres'), connectionTimeoutMillis: 5_000 });
}

/**
 * Asks whoever listens on the port whether it is the server of this cluster.
 * `busy`: it is starting up or shutting down; `refused`: our password does not fit; `stranger`: it is not ours.
 */
export async function askServer(
  address: Address,
  data: string,
): Promise<'ours' | 'busy' | 'refused' | 'closed' | 'stranger'> {
  const client = clientFor(address);
  // A server that goes away mid-question reports it twice: once as a rejection, once as this event.
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ data_directory: string }>('show data_directory');
    return rows[0]?.data_directory === fs.realpathSync(data) || rows[0]?.data_directory === data
      ? 'ours'
      : 'stranger';
  } catch (error) {
    const code = errorCode(error);
    if (code === '57P03' || code === '57P01') return 'busy';
    if (code === '28P01' || code === '28000') return 'refused';
    if (code === 'ECONNREFUSED') return 'closed';
    return 'stranger';
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Creates the database unless it is there. `database` must be a plain lower-case name. */
export async function ensureDatabase(address: Address, database: string): Promise<void> {
  if (!/^[a-z_][a-z0-9_]*$/.test(database))
    throw new RangeError('A database name is lower-case letters, digits and _.');
  const client = clientFor(address);
  await client.connect();
  try {
    const found = await client.query('select 1 from pg_database where datname = $1', [database]);
    if (found.rowCount === 0) await client.query(`create database ${database}`);
  } catch (error) {
    // Two starts at once: the other one made it.
    if (!['42P04', '23505'].includes(errorCode(error) ?? '')) throw error;
  } finally {
    await client.end();
  }
}
