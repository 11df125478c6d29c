import { Clock, sql, type Sql, type Tx } from '@foyer/platform';
import { Inject, Injectable } from '@nestjs/common';
import type { Language } from '@foyer/contracts';

/** What is known of somebody who has not signed in yet. */
export interface NewAccount {
  email: string;
  name?: string;
  language?: Language;
  timeZone?: string;
}

/** An account as those who run the place see it. */
export interface ListedAccount {
  email: string;
  name: string;
  language: Language;
  organiser: boolean;
}

/** Accounts by address, for those who name people before they come: imports, invitations, speakers. */
@Injectable()
export class Accounts {
  constructor(@Inject(Clock) private readonly clock: Clock) {}

  /**
   * Finds the accounts of these addresses and makes those that are missing. What people have said of themselves is
   * kept; only an empty name is filled in.
   * @returns address in lower case → id of the account
   */
  async ensure(tx: Tx, accounts: readonly NewAccount[]): Promise<Map<string, string>> {
    const byEmail = new Map(
      accounts
        .map((account) => ({ ...account, email: account.email.trim().toLowerCase() }))
        .map((account) => [account.email, account]),
    );
    // In one order for everybody, so that two imports of the same people cannot block each other.
    await sql`
      insert into person (email, name, language, time_zone, created_at)
      select email, coalesce(name, ''), coalesce(language, 'en'), coalesce("timeZone", 'Europe/Brussels'), ${this.clock.now()}
      from jsonb_to_recordset(${JSON.stringify([...byEmail.values()])}::jsonb)
        as a(email text, name text, language text, "timeZone" text)
      order by email
      on conflict (email) do update set name = excluded.name where person.name = '' and excluded.name <> ''`.execute(
      tx.sql,
    );
    const { rows } = await sql<{ email: string; id: string }>`
      select email, id from person where email = any(${[...byEmail.keys()]}::text[])`.execute(tx.sql);
    return new Map(rows.map((row) => [row.email, row.id]));
  }

  /** All accounts, in order of address. */
  async list(sqlOf: Sql): Promise<ListedAccount[]> {
    const { rows } = await sql<ListedAccount>`
      select email, name, language, organiser from person where not guest order by email`.execute(sqlOf);
    return rows;
  }

  /** Says whether somebody may create events; a session that is open learns of it within seconds. @returns whether there is such an account */
  async setOrganiser(tx: Tx, email: string, organiser: boolean): Promise<boolean> {
    const { numAffectedRows } = await sql`
      update person set organiser = ${organiser} where email = ${email.trim().toLowerCase()}`.execute(tx.sql);
    return numAffectedRows === 1n;
  }

  /** Fills in name, language and zone of an account that nobody has filled in yet, from a form of that person. */
  async fillIn(
    tx: Tx,
    person: string,
    known: { name: string; language: Language; timeZone: string },
  ): Promise<void> {
    await sql`
      update person set name = ${known.name}, language = ${known.language}, time_zone = ${known.timeZone}
      where id = ${person} and name = ''`.execute(tx.sql);
  }
}
