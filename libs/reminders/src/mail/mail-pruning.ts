import { erasedName } from '@foyer/contracts';
import { Clock, Database, sql } from '@foyer/platform';
import { Inject, Injectable } from '@nestjs/common';

const keptDays = 365;
const batch = 5_000;

/** Forgets what was sent to whom. Mail that still waits is left: it takes an event out of somebody's calendar. */
@Injectable()
export class MailPruning {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Mails and messages to devices of events that ended a year ago, and those to people who had themselves erased. @returns how many went */
  async prune(): Promise<number> {
    const before = new Date(this.clock.now().getTime() - keptDays * 86_400_000);
    const { numAffectedRows } = await sql`
      delete from mail where id = any(array(
        select m.id from mail m join event e on e.id = m.event_id
        where m.state <> 'queued' and (e.ends_at < ${before} or exists (
          select from registration r
          where r.event_id = m.event_id and r.person_id = m.person_id and r.name = ${erasedName}))
        limit ${batch}))`.execute(this.database.sql);
    const pushes = await sql`
      delete from push where id = any(array(
        select d.id from push d left join event e on e.id = d.event_id
        where coalesce(e.ends_at, d.created_at) < ${before} or exists (
          select from registration r
          where r.event_id = d.event_id and r.person_id = d.person_id and r.name = ${erasedName})
        limit ${batch}))`.execute(this.database.sql);
    return Number(numAffectedRows ?? 0n) + Number(pushes.numAffectedRows ?? 0n);
  }
}
