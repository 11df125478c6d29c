import { randomInt } from 'node:crypto';
import { codeLength, codeLetters, type LocalisedText } from '@foyer/contracts';
import { EventAccess } from '@foyer/events';
import { Database, Limits, Problem, sql, type Allowance, type Call } from '@foyer/platform';
import { Inject, Injectable } from '@nestjs/common';
import { takesPart } from './qa.policy.js';
import { SessionAccess } from './session-access.js';

/** Where a code leads. */
export interface Joined {
  event: string;
  session: string;
  title: LocalisedText;
}

const subject = 'session-code';
/**
 * Only wrong codes count. Whoever is signed in has an allowance of their own, so that a guesser behind the same
 * address cannot shut them out; an address may be a whole ministry's.
 */
const allowances = {
  person: { times: 60, seconds: 600 },
  address: { times: 600, seconds: 600 },
} satisfies Record<string, Allowance>;
/** 191 million codes: that one is taken is rare, that ten are in a row does not happen. */
const attempts = 10;

/** Short codes by which one joins a session. */
@Injectable()
export class SessionCodes {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(SessionAccess) private readonly sessions: SessionAccess,
    @Inject(EventAccess) private readonly events: EventAccess,
    @Inject(Limits) private readonly limits: Limits,
  ) {}

  /**
   * The session's code; made when it is asked for first.
   * @throws Problem not_found for who takes no part, and where the session is not of the event
   */
  async of(call: Call, event: string, session: string): Promise<{ code: string }> {
    const found = await this.sessions.find(call, session);
    const hidden = found.event.slug !== event || found.session.kind === 'private-blocker';
    if (hidden || !takesPart(found.actor)) throw new Problem('not_found');
    const known = await this.read(session);
    return known === undefined ? this.make(call, session) : { code: known };
  }

  /**
   * @throws Problem not_found where there is no such code, or its event is not the caller's to see;
   * too_many_requests after too many wrong ones
   */
  async find(call: Call, code: string): Promise<Joined> {
    const [whose, allowance] = call.actor
      ? [`person ${call.actor.person}`, allowances.person]
      : [`address ${call.address ?? ''}`, allowances.address];
    await this.limits.check(subject, whose, allowance);
    const { rows } = await sql<{ event: string; slug: string; title: LocalisedText }>`
      select s.event_id as event, s.slug, s.title
      from session_code c join session s on s.id = c.session_id where c.code = ${code}`.execute(
      this.database.sql,
    );
    const [row] = rows;
    if (!row) {
      await this.limits.use(subject, whose, allowance);
      throw new Problem('not_found');
    }
    const { event } = await this.events.find(call, { id: row.event });
    return { event: event.slug, session: row.slug, title: row.title };
  }

  private async read(session: string): Promise<string | undefined> {
    const { rows } = await sql<{ code: string }>`
      select code from session_code where session_id = ${session}`.execute(this.database.sql);
    return rows[0]?.code;
  }

  private make(call: Call, session: string): Promise<{ code: string }> {
    return this.database.write(call, async (tx) => {
      for (let attempt = 1; attempt <= attempts; attempt++) {
        // Whichever of the two is taken, nothing is written: by somebody else for this session, or by another session.
        await sql`
          insert into session_code (session_id, code) values (${session}, ${aCode()})
          on conflict do nothing`.execute(tx.sql);
        const { rows } = await sql<{ code: string }>`
          select code from session_code where session_id = ${session}`.execute(tx.sql);
        if (rows[0]) return { code: rows[0].code };
      }
      throw new Error('no free code was found');
    });
  }
}

const aCode = (): string =>
  Array.from({ length: codeLength }, () => codeLetters[randomInt(codeLetters.length)]).join('');
