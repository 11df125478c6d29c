import type { MyData } from '@foyer/contracts';
import { EventAccess, eventNow } from '@foyer/events';
import { Clock, Database, Problem, type Call } from '@foyer/platform';
import { MyDataService } from '@foyer/registration';
import { Inject, Injectable } from '@nestjs/common';
import { readOwnRecords } from './own-data.rows.js';

/** Everything that an event holds of its reader, of all rooms in one file. */
@Injectable()
export class OwnDataService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(EventAccess) private readonly access: EventAccess,
    @Inject(MyDataService) private readonly registration: MyDataService,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** @throws Problem not_found; not_signed_in for who has no account */
  async read(call: Call, slug: string): Promise<MyData> {
    const person = call.actor?.person;
    if (person === undefined) throw new Problem('not_signed_in');
    const registration = await this.registration.read(call, slug);
    const { event } = await this.access.find(call, { slug });
    const now = eventNow(event, this.clock.now());
    const records = await this.database.snapshot((database) =>
      readOwnRecords(database, { event: event.id, person, now }),
    );
    return { ...registration, ...records };
  }
}
