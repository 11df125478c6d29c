import type { HeldOutcome, PublicSummary } from '@foyer/contracts';
import { EventAccess, organisers } from '@foyer/events';
import { Clock, Database, Problem, type Call } from '@foyer/platform';
import { LockMode } from '@mikro-orm/core';
import { Inject, Injectable } from '@nestjs/common';
import { heldOutcomes } from './outcomes.js';
import { publicSummary } from './small-cells.js';
import { SummaryQueries } from './summary.queries.js';

/** The figures of an event, for its organisers at any time and for everybody once they are published. */
@Injectable()
export class SummaryService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(EventAccess) private readonly access: EventAccess,
    @Inject(SummaryQueries) private readonly queries: SummaryQueries,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /**
   * Every figure for who organises the event; for everybody else without those of very few people.
   * @param view `public`: what everybody else sees
   * @throws Problem not_found before the summary is published, unless the caller organises the event
   */
  async get(
    call: Call,
    slug: string,
    view?: 'public',
  ): Promise<{ summary: PublicSummary; outcomes: HeldOutcome[]; publishedAt: string | null }> {
    const { event, roles } = await this.access.find(call, { slug });
    const publishedAt = event.summaryPublishedAt?.toISOString() ?? null;
    const organises = organisers.some((role) => roles.has(role));
    if (!publishedAt && !organises) throw new Problem('not_found');
    return this.database.snapshot(async (database) => {
      const summary = await this.queries.figures(database, event);
      return {
        summary: organises && view !== 'public' ? summary : publicSummary(summary),
        outcomes: await heldOutcomes(database, event),
        publishedAt,
      };
    });
  }

  /** Publishes the summary and lets everybody know; a second time changes nothing and tells nobody. */
  async publish(call: Call, slug: string): Promise<{ publishedAt: string }> {
    return this.database.write(call, async (tx) => {
      const { event } = await this.access.findAs(call, { slug }, organisers, tx);
      await tx.em.lock(event, LockMode.PESSIMISTIC_WRITE);
      await tx.em.refresh(event);
      if (!event.summaryPublishedAt) {
        event.summaryPublishedAt = this.clock.now();
        tx.fact('summary.published', { event: event.id });
      }
      return { publishedAt: event.summaryPublishedAt.toISOString() };
    });
  }
}
