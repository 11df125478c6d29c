import { streamName, streams, type SpeakerNote } from '@foyer/contracts';
import { Database, Problem, sql, type Call, type Sql, type Tx } from '@foyer/platform';
import { Inject, Injectable } from '@nestjs/common';
import { lockRoom } from './moderating.js';
import { mayModerate, takesPart } from './qa.policy.js';
import { SessionAccess, type SessionForCaller } from './session-access.js';

interface Row {
  id: number;
  text: string | null;
  by: string | null;
  at: Date;
  seenAt: Date | null;
}

/** Short notes of the moderators to those on stage. Each method is one transaction under the room's lock. */
@Injectable()
export class SpeakerNotes {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(SessionAccess) private readonly sessions: SessionAccess,
  ) {}

  /** Puts a note in place of the one before. @throws Problem forbidden for who does not moderate */
  set(call: Call, { session, text }: { session: string; text: string }): Promise<SpeakerNote> {
    return this.moderate(call, session, async (tx, found) => {
      await add(tx, found, text);
      return tellNote(tx, session);
    });
  }

  /** Takes the note away; where none stands, nothing happens. @throws Problem forbidden for who does not moderate */
  clear(call: Call, { session }: { session: string }): Promise<Record<string, never>> {
    return this.moderate(call, session, async (tx, found) => {
      if (!(await readNote(tx.sql, session))) return {};
      await add(tx, found, null);
      tx.change(streamName(streams.speakerDesk, { session }), { drop: { note: [session] } });
      return {};
    });
  }

  /**
   * Somebody on stage has seen the note: the first who says so is written down.
   * @throws Problem not_found for who does not follow it, and for a note that stands no more
   */
  see(call: Call, { session, note }: { session: string; note: number }): Promise<SpeakerNote> {
    return this.database.write(call, async (tx) => {
      const { actor, now } = await this.sessions.findOnStage(call, session, tx);
      await lockRoom(tx, session);
      const standing = await readNote(tx.sql, session);
      if (standing?.id !== note) throw new Problem('not_found');
      if (standing.seenAt !== null) return standing;
      await sql`update speaker_note set seen_at = ${now}, seen_by_id = ${actor.person} where id = ${note}`.execute(
        tx.sql,
      );
      return tellNote(tx, session);
    });
  }

  private moderate<T>(
    call: Call,
    session: string,
    work: (tx: Tx, found: SessionForCaller) => Promise<T>,
  ): Promise<T> {
    return this.database.write(call, async (tx) => {
      const found = await this.sessions.find(call, session, tx);
      if (!takesPart(found.actor)) throw new Problem('not_found');
      if (!mayModerate(found.actor)) throw new Problem('forbidden');
      // Notes have one order, which is that of their ids.
      await lockRoom(tx, session);
      return work(tx, found);
    });
  }
}

/** The note that stands in a session; null where none does. */
export async function readNote(database: Sql, session: string): Promise<SpeakerNote | null> {
  const { rows } = await sql<Row>`
    select n.id, n.text, p.name as by, n.at, n.seen_at as "seenAt"
    from speaker_note n left join person p on p.id = n.by_id
    where n.session_id = ${session} order by n.id desc limit 1`.execute(database);
  const [row] = rows;
  if (row?.text == null) return null;
  const { id, text, by, at, seenAt } = row;
  return { id, text, by, at: at.toISOString(), seenAt: seenAt?.toISOString() ?? null };
}

async function add(tx: Tx, { session, actor, now }: SessionForCaller, text: string | null): Promise<void> {
  await sql`
    insert into speaker_note (session_id, text, by_id, at)
    values (${session.id}, ${text}, ${actor.person}, ${now})`.execute(tx.sql);
}

async function tellNote(tx: Tx, session: string): Promise<SpeakerNote> {
  const note = await readNote(tx.sql, session);
  if (!note) throw new Error('the note was not written');
  tx.change(streamName(streams.speakerDesk, { session }), { put: { note: { [session]: note } } });
  return note;
}
