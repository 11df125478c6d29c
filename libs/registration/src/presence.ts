import { streamName, streams } from '@foyer/contracts';
import { Database, houseCall, LOG, sql, type Logger, type Sql, type Tx } from '@foyer/platform';
import { Inject, Injectable, type BeforeApplicationShutdown } from '@nestjs/common';

/** Who comes and goes in so long is told of together. */
const gatherMilliseconds = 400;

/**
 * Tells how many different people are in a session's room: those with an open row of attendance, so that there is one
 * truth of who is there. A process counts the sessions in which somebody has come or gone by it, gathered; what it
 * could not tell any more, because it died, the worker's look finds.
 */
@Injectable()
export class Presence implements BeforeApplicationShutdown {
  private readonly moved = new Set<string>();
  private timer: NodeJS.Timeout | null = null;
  private telling: Promise<void> | null = null;
  private closed = false;

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(LOG) private readonly log: Logger,
  ) {}

  /** Somebody has come or gone there, as the database knows by now. */
  changed(sessions: readonly string[]): void {
    for (const session of sessions) this.moved.add(session);
    this.gather();
  }

  /**
   * Counts, and tells where the number is another than was told last. Under the lock of the session's row whoever
   * counts later sees what was committed before, so that the last word is right. Of a session that is no more there is
   * nothing to tell.
   */
  async tell(tx: Tx, sessions: readonly string[]): Promise<void> {
    for (const session of [...sessions].sort()) {
      await sql`
        insert into session_presence (session_id, present) select id, 0 from session where id = ${session}
        on conflict (session_id) do update set present = session_presence.present`.execute(tx.sql);
      const { rows } = await sql<{ count: number }>`
        update session_presence p set present = n.count
        from (select count(*)::int as count from attendance where session_id = ${session} and left_at is null) n
        where p.session_id = ${session} and p.present <> n.count returning n.count`.execute(tx.sql);
      const [now] = rows;
      if (now)
        tx.change(streamName(streams.presence, { session }), { put: { presence: { [session]: now } } });
    }
  }

  /** Tells where what was told is not so any more: a process may have died in between. @returns in how many sessions */
  async heal(): Promise<number> {
    const { rows } = await sql<{ session: string }>`
      select coalesce(n.session_id, p.session_id) as session
      from (select session_id, count(*)::int as count from attendance where left_at is null group by 1) n
        full join session_presence p on p.session_id = n.session_id
      where coalesce(n.count, 0) <> coalesce(p.present, 0)`.execute(this.database.sql);
    const sessions = rows.map(({ session }) => session);
    await this.tellAll(sessions);
    return sessions.length;
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.closed = true;
    if (this.timer) clearTimeout(this.timer);
    await this.telling;
  }

  private gather(): void {
    if (this.closed || this.telling || this.moved.size === 0) return;
    this.timer ??= setTimeout(() => {
      this.timer = null;
      this.telling = this.tellMoved().finally(() => {
        this.telling = null;
        this.gather();
      });
    }, gatherMilliseconds);
  }

  private async tellMoved(): Promise<void> {
    const sessions = [...this.moved];
    this.moved.clear();
    for (const session of sessions) {
      try {
        await this.tellAll([session]);
      } catch (error) {
        // What goes wrong in one room is not the others' matter.
        this.moved.add(session);
        this.log.warn({ session, error: String(error) }, 'presence could not be told; tries again');
      }
    }
  }

  private async tellAll(sessions: readonly string[]): Promise<void> {
    // One at a time: a session's lock is held for as long as it takes to count it.
    for (const session of sessions) await this.database.write(houseCall, (tx) => this.tell(tx, [session]));
  }
}

/** How many are there, as it was told last. */
export async function readPresence(database: Sql, session: string): Promise<number> {
  const { rows } = await sql<{ present: number }>`
    select present from session_presence where session_id = ${session}`.execute(database);
  return rows[0]?.present ?? 0;
}
