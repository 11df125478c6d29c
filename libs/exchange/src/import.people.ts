import { isDeepStrictEqual } from 'node:util';
import type { PersonRow } from '@foyer/contracts';
import type { EventEntity } from '@foyer/events';
import type { Tx } from '@foyer/platform';
import { Invitations, readInvitations } from '@foyer/registration';
import { Inject, Injectable } from '@nestjs/common';
import { tally, type ImportReport } from './import.report.js';

/** People of a table, as accounts with an invitation. */
@Injectable()
export class PeopleImport {
  constructor(@Inject(Invitations) private readonly invitations: Invitations) {}

  async putPeople(
    tx: Tx,
    event: EventEntity,
    people: PersonRow[],
  ): Promise<NonNullable<ImportReport['people']>> {
    const before = new Map((await readInvitations(tx.sql, event.id)).map((row) => [row.email, row]));
    const { kept } = await this.invitations.invite(
      tx,
      event,
      people.map(({ time_zone: timeZone, job_title: jobTitle, about, ...rest }) => ({
        ...rest,
        timeZone,
        ...(jobTitle === undefined ? {} : { jobTitle }),
        ...(about === undefined ? {} : { about }),
        listed: before.get(rest.email)?.listed ?? true,
      })),
    );
    const after = await readInvitations(tx.sql, event.id);
    const created = after.filter(({ email }) => !before.has(email)).map(({ email }) => email);
    const changed = after
      .filter((row) => before.has(row.email) && !isDeepStrictEqual(row, before.get(row.email)))
      .map(({ email }) => email);
    const emails = people.map(({ email }) => email);
    const named = new Set(emails);
    const organisations = new Set(
      after.filter(({ email }) => named.has(email)).map(({ organisationId }) => organisationId),
    ).size;
    return { ...tally(emails, [...before.keys()], { created, changed }), kept, organisations };
  }
}
