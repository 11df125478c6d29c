import { EventsModule } from '@foyer/events';
import { Module } from '@nestjs/common';
import { FunnelQueries } from './funnel.queries.js';
import { OverviewQueries } from './overview.queries.js';
import { SummaryQueries } from './summary.queries.js';
import { SummaryService } from './summary.service.js';

@Module({
  imports: [EventsModule],
  providers: [FunnelQueries, OverviewQueries, SummaryQueries, SummaryService],
  exports: [FunnelQueries, OverviewQueries, SummaryService],
})
export class SummaryModule {}
