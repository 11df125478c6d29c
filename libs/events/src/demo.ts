import type { DemoPerson } from '@foyer/contracts';
import { demoDomain } from '@foyer/people';
import { Database, sql } from '@foyer/platform';
import { Inject, Injectable } from '@nestjs/common';
import type { z } from 'zod';

/** Whom the demo lets one sign in as, with what they are in its event. */
@Injectable()
export class DemoPeople {
  constructor(@Inject(Database) private readonly database: Database) {}

  async list(): Promise<z.input<typeof DemoPerson>[]> {
    const { rows } = await sql<z.input<typeof DemoPerson>>`
      select distinct on (p.email) p.email, p.name, e.slug as event,
        case when r.role in ('owner', 'organiser') then 'organiser' else r.role end as role
      from person p
      join event_role r on r.person_id = p.id
      join event e on e.id = r.event_id
      where p.email like ${`%${demoDomain}`}
      order by p.email,
        array_position(array['owner', 'organiser', 'moderator', 'speaker', 'attendee'], r.role)`.execute(
      this.database.sql,
    );
    const order = ['attendee', 'speaker', 'moderator', 'organiser'];
    return rows.sort((a, b) => order.indexOf(a.role) - order.indexOf(b.role));
  }
}
