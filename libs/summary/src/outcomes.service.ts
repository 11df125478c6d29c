import type { OutcomeToJudge, RouteParsed, routes } from '@foyer/contracts';
import { EventAccess, organisers } from '@foyer/events';
import { Clock, Database, Problem, sql, type Call } from '@foyer/platform';
import { LockMode } from '@mikro-orm/core';
import { Inject, Injectable } from '@nestjs/common';
import { fingerprintOf, matchOutcomes, readOutcomeRows } from './outcomes.js';

type Judged = RouteParsed<typeof routes.judgeOutcome>['body'];

/** What was expected of an event, held against what came of it. */
@Injectable()
export class OutcomesService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(EventAccess) private readonly access: EventAccess,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** @throws Problem forbidden for who does not organise the event; not_found */
  async list(call: Call, slug: string): Promise<OutcomeToJudge[]> {
    const { event } = await this.access.findAs(call, { slug }, organisers);
    const rows = await readOutcomeRows(this.database.sql, event.id);
    return matchOutcomes(event.expectedOutcomes, rows).map(({ outcome }) => outcome);
  }

  /**
   * Writes what came of an expectation.
   * @throws Problem edit_conflict where somebody has written since, or the expectation reads otherwise now; forbidden
   */
  async judge(call: Call, slug: string, judged: Judged): Promise<OutcomeToJudge> {
    return this.database.write(call, async (tx) => {
      const { event } = await this.access.findAs(call, { slug }, organisers, tx);
      // Expectations are changed under the same lock, and others write one after the other.
      await tx.em.lock(event, LockMode.PESSIMISTIC_WRITE);
      await tx.em.refresh(event);
      const fingerprint = fingerprintOf(judged.expected);
      const matched = matchOutcomes(event.expectedOutcomes, await readOutcomeRows(tx.sql, event.id));
      const found = matched.find(({ outcome }) => fingerprintOf(outcome.expected) === fingerprint);
      if (!found || found.outcome.version !== judged.version) throw new Problem('edit_conflict');
      const { verdict, text } = judged;
      const version = judged.version + 1;
      const { place } = found.outcome;
      const by = call.actor?.person ?? null;
      const at = this.clock.now();
      await (
        found.row
          ? sql`update outcome_result set fingerprint = ${fingerprint}, place = ${place}, verdict = ${verdict},
              text = ${JSON.stringify(text)}::jsonb, version = ${version}, edited_by_id = ${by}, edited_at = ${at}
            where id = ${found.row.id}`
          : sql`insert into outcome_result (event_id, fingerprint, place, verdict, text, version, edited_by_id, edited_at)
            values (${event.id}, ${fingerprint}, ${place}, ${verdict}, ${JSON.stringify(text)}::jsonb, ${version},
              ${by}, ${at})`
      ).execute(tx.sql);
      return { expected: judged.expected, place, verdict, text, version, reworded: false };
    });
  }
}
