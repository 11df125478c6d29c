/** What a connection of the pool can do beside what its type says. */
export interface Ended {
  end?: () => Promise<void>;
}

/**
 * A rollback that fails has lost its connection, and PostgreSQL has rolled back by itself. The query builder would keep
 * such a connection for ever, and the pool with it: it is given back, ended, and replaced.
 */
export function rolledBack(client: Ended, answer: unknown): unknown {
  if (!(answer instanceof Promise)) return answer;
  return answer.catch(() => {
    client.end?.().catch(() => undefined);
    return { command: 'ROLLBACK', rowCount: null, rows: [] };
  });
}
