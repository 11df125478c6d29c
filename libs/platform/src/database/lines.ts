import type pg from 'pg';

/** A connection that is never quiet goes back after so many statements, so that others get their turn. */
const mostStatements = 64;

interface Line {
  client: Promise<pg.PoolClient>;
  /** Sent over it and not answered yet. */
  underWay: number;
  sent: number;
  failure: Error | undefined;
}

/**
 * Statements on each other's heels: each is sent at once over the connection of the one before it, as long as that one
 * is under way, and PostgreSQL begins with it without a way there and back in between. Each is a transaction of its own:
 * one that fails ends none of the others. On one connection they are carried out in the order in which they were sent;
 * behind one that has failed, or that was the last of its connection, the next may pass.
 */
export class Lines {
  private readonly open = new Map<string, Line>();

  /**
   * @param line what follows what: any name
   * @throws whatever PostgreSQL answers; a connection on which something failed is not used again
   */
  async send<T extends pg.QueryResultRow>(pool: pg.Pool, line: string, query: pg.QueryConfig): Promise<T[]> {
    const current = this.open.get(line) ?? {
      client: pool.connect(),
      underWay: 0,
      sent: 0,
      failure: undefined,
    };
    current.underWay++;
    current.sent++;
    if (current.sent < mostStatements) this.open.set(line, current);
    else this.open.delete(line);
    try {
      return (await (await current.client).query<T>(query)).rows;
    } catch (error) {
      current.failure ??= error instanceof Error ? error : new Error(String(error));
      if (this.open.get(line) === current) this.open.delete(line);
      throw error;
    } finally {
      current.underWay--;
      if (current.underWay === 0) {
        if (this.open.get(line) === current) this.open.delete(line);
        void giveBack(current);
      }
    }
  }
}

async function giveBack({ client, failure }: Line): Promise<void> {
  try {
    (await client).release(failure);
  } catch {
    // There was none, and whoever asked for it knows.
  }
}
