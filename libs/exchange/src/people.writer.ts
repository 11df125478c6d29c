import { personColumns } from '@foyer/contracts';
import type { InvitationRow } from '@foyer/registration';
import { stringify } from 'csv-stringify/sync';

/**
 * The table of people as `readPeople` reads it. A cell that a spreadsheet would take for a formula gets an apostrophe
 * in front, which reading takes away again.
 */
export function writePeople(people: readonly InvitationRow[]): string {
  const rows = people.map((person) => ({
    ...person,
    time_zone: person.timeZone,
    job_title: person.jobTitle ?? '',
    offers: person.offers.join(';'),
    needs: person.needs.join(';'),
    about: person.about ?? '',
  }));
  return stringify(rows, { header: true, columns: personColumns, escape_formulas: true });
}
