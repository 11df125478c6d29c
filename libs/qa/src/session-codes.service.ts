import { randomInt } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
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
const quickSubject = 'session-code-quick';
/**
 * Only wrong codes count. Whoever is signed in has an allowance of their own, so that a guesser behind the same
 * address cannot shut them out; an address may be a whole ministry's. There everybody waits a moment before anybody is
 * refused.
 */
const allowances = {
  person: { times: 60, seconds: 600 },
  address: { times: 6_000, seconds: 600 },
  quick: { times: 600, seconds: 600 },
} satisfies Record<string, Allowance>;
const momentMs = 1_000;
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
   * Right codes of an event that somebody takes part in are never refused: they tell them nothing.
   * @throws Problem not_found where there is no such code, or its event is not the caller's to see;
   * too_many_requests after too many wrong ones
   */
  async find(call: Call, code: string): Promise<Joined> {
    const row = await this.sessionOf(code);
    const found = row && (await this.events.find(call, { id: row.event }).catch(noneOf));
    const joined = found && { event: found.event.slug, session: row.slug, title: row.title };
    if (joined && (found.roles.size > 0 || found.guest !== null)) return joined;
    // Guests can be made by the thousand: they share what their address may.
    const person = call.actor && !call.actor.guest ? call.actor.person : null;
    const whose = person === null ? `address ${call.address ?? ''}` : `person ${person}`;
    const allowance = person === null ? allowances.address : allowances.person;
    await this.limits.check(subject, whose, allowance);
    if (person === null && (await this.isUsedUp(whose))) await setTimeout(momentMs);
    if (joined) return joined;
    if (!row) {
      await this.limits.use(subject, whose, allowance);
      if (person === null) await this.limits.use(quickSubject, whose, allowances.quick).catch(noneOf);
    }
    throw new Problem('not_found');
  }

  /** Whether so many wrong codes came from an address that the next answers take their time. */
  private async isUsedUp(whose: string): Promise<boolean> {
    const left = await this.limits.check(quickSubject, whose, allowances.quick).then(() => true, noneOf);
    return left !== true;
  }

  private async sessionOf(
    code: string,
  ): Promise<{ event: string; slug: string; title: LocalisedText } | undefined> {
    const { rows } = await sql<{ event: string; slug: string; title: LocalisedText }>`
      select s.event_id as event, s.slug, s.title
      from session_code c join session s on s.id = c.session_id where c.code = ${code}`.execute(
      this.database.sql,
    );
    return rows[0];
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

/** What was refused is nothing; what broke is a fault. */
function noneOf(error: unknown): undefined {
  if (error instanceof Problem) return undefined;
  throw error;
}

const aCode = (): string =>
  Array.from({ length: codeLength }, () => codeLetters[randomInt(codeLetters.length)]).join('');
