import { createHmac, timingSafeEqual } from 'node:crypto';
import { MailKind } from '@foyer/contracts';
import { Clock, Database, ENV, houseCall, Problem, sql, type Env } from '@foyer/platform';
import { Inject, Injectable } from '@nestjs/common';

/** Stopping mail of one kind by the link in it: the link proves itself, no table and no sign-in behind it. */
@Injectable()
export class Unsubscribe {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(ENV) private readonly env: Env,
  ) {}

  /** The token for a person and a kind; always the same, so that old mails' links work. */
  token(person: string, kind: MailKind): string {
    return `${this.proof(person, kind)}.${Buffer.from(person.replaceAll('-', ''), 'hex').toString('base64url')}.${kind}`;
  }

  /** The address that a mail carries: a page for people, and a door for mail programs' POST (RFC 8058). */
  url(person: string, kind: MailKind): string {
    return `${this.env.publicUrl}/unsubscribe/${this.token(person, kind)}`;
  }

  /** @throws Problem not_found for what is no token of ours */
  async look(token: string): Promise<{ kind: MailKind; stopped: boolean }> {
    const { person, kind } = this.read(token);
    const { rows } = await sql<{ stopped: boolean }>`
      select exists (select from mail_stop s where s.person_id = p.id and s.kind = ${kind}) as stopped
      from person p where p.id = ${person}`.execute(this.database.sql);
    const row = rows[0];
    if (!row) throw new Problem('not_found');
    return { kind, stopped: row.stopped };
  }

  /** Stops it; again changes nothing. @throws Problem not_found for what is no token of ours */
  async stop(token: string): Promise<void> {
    const { person, kind } = this.read(token);
    await this.database.write(houseCall, async (tx) => {
      const { rows } = await sql`select id from person where id = ${person}`.execute(tx.sql);
      if (rows.length === 0) throw new Problem('not_found');
      await sql`
        insert into mail_stop (person_id, kind, stopped_at) values (${person}, ${kind}, ${this.clock.now()})
        on conflict do nothing`.execute(tx.sql);
      return null;
    });
  }

  private read(token: string): { person: string; kind: MailKind } {
    const [proof = '', packed = '', name] = token.split('.');
    const kind = MailKind.safeParse(name);
    const hex = Buffer.from(packed, 'base64url').toString('hex');
    const person = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
    if (!kind.success || person.length !== 36) throw new Problem('not_found');
    const expected = Buffer.from(this.proof(person, kind.data));
    const given = Buffer.from(proof);
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) throw new Problem('not_found');
    return { person, kind: kind.data };
  }

  private proof(person: string, kind: MailKind): string {
    return createHmac('sha256', this.env.FOYER_SECRET)
      .update(`unsubscribe\0${person}\0${kind}`)
      .digest()
      .subarray(0, 18)
      .toString('base64url');
  }
}
