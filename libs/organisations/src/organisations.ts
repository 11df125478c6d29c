import type { Organisation } from '@foyer/contracts';
import { Database, Limits, sql, type Call, type Tx } from '@foyer/platform';
import { Inject, Injectable } from '@nestjs/common';
import { matchKey } from './match-key.js';

/** A name as somebody wrote it, and where that organisation is (ISO 3166-1 or XK). */
export interface NamedOrganisation {
  name: string;
  country: string;
}

/** Somebody who types quickly looks about three times a second; a conference's address is shared by hundreds. */
const searches = { person: { times: 60, seconds: 30 }, address: { times: 600, seconds: 60 } };
/** Nobody reads longer suggestions. */
const mostFound = 10;

/** The directory of organisations. It outlives events: who registers picks from it, and adds what it lacks. */
@Injectable()
export class Organisations {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Limits) private readonly limits: Limits,
  ) {}

  /**
   * The organisation of that name in that country, made where the directory has none. Two who name it at once get
   * the same: the second waits for the first by the constraint `organisation_match`.
   * @returns its id
   */
  async findOrCreate(tx: Tx, name: string, country: string): Promise<string> {
    const [id] = await this.findOrCreateAll(tx, [{ name, country }]);
    if (id === undefined) throw new Error('an organisation was neither found nor made');
    return id;
  }

  /** `findOrCreate` for many in three statements. @returns their ids in the order given */
  async findOrCreateAll(tx: Tx, wanted: readonly NamedOrganisation[]): Promise<string[]> {
    const rows = wanted.map(({ name, country }) => ({ name: name.trim(), country, key: matchKey(name) }));
    const found = await this.idsByKey(tx, rows);
    const absent = rows.filter((row) => !found.has(place(row)));
    if (absent.length) {
      // In one order for everybody, so that two imports cannot wait for each other.
      await sql`
        insert into organisation (name, country, match_key)
        select distinct on (key, country) name, country, key from jsonb_to_recordset(${JSON.stringify(absent)}::jsonb)
          as w(name text, country text, key text)
        order by key, country
        on conflict on constraint organisation_match do nothing`.execute(tx.sql);
      for (const [key, id] of await this.idsByKey(tx, absent)) found.set(key, id);
    }
    return rows.map((row) => {
      const id = found.get(place(row));
      if (id === undefined) throw new Error('an organisation was neither found nor made');
      return id;
    });
  }

  /**
   * Organisations whose name is like what somebody has typed so far, in any script and with a slip or two; the
   * likeliest first, ten at most.
   * @throws Problem too_many_requests
   */
  async search(call: Call, typed: string): Promise<Organisation[]> {
    await this.limits.useBy(call, 'organisations.search', searches);
    const { rows } = await sql<Organisation>`
      select id, name, country from find_organisations(${matchKey(typed)}, ${mostFound})`.execute(
      this.database.sql,
    );
    return rows;
  }

  private async idsByKey(
    tx: Tx,
    rows: readonly { key: string; country: string }[],
  ): Promise<Map<string, string>> {
    const { rows: found } = await sql<{ id: string; key: string; country: string }>`
      select o.id, o.match_key as key, o.country
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as w(key text, country text)
      join organisation o on o.match_key = w.key and o.country = w.country`.execute(tx.sql);
    return new Map(found.map((row) => [place(row), row.id]));
  }
}

/** A country has two letters, so no two places are spelt alike. */
const place = ({ key, country }: { key: string; country: string }): string => `${country} ${key}`;
