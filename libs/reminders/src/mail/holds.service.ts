import { EventAccess, organisers } from '@foyer/events';
import { HeldAddresses } from '@foyer/people';
import { Database, Problem, sql, type Call } from '@foyer/platform';
import { Inject, Injectable } from '@nestjs/common';

/** What organisers do about addresses that mail does not arrive at. */
@Injectable()
export class Holds {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(EventAccess) private readonly access: EventAccess,
    @Inject(HeldAddresses) private readonly held: HeldAddresses,
  ) {}

  /**
   * The organisers have checked the address: mail goes there again. Where none is held it changes nothing.
   * @throws Problem complaint_stands where the person has complained; forbidden; not_found
   */
  async lift(call: Call, slug: string, registration: string): Promise<void> {
    await this.database.write(call, async (tx) => {
      const { event } = await this.access.findAs(call, { slug }, organisers, tx);
      const { rows } = await sql<{ email: string | null }>`
        select p.email from registration r join person p on p.id = r.person_id
        where r.id = ${registration} and r.event_id = ${event.id} for update of r`.execute(tx.sql);
      const email = rows[0]?.email;
      if (email == null) throw new Problem('not_found');
      const hold = await this.held.find(tx.sql, email);
      if (hold?.reason === 'complained') throw new Problem('complaint_stands');
      await this.held.lift(tx.sql, email, 'bounced');
      return null;
    });
  }
}
