import { EventsModule } from '@foyer/events';
import { Module } from '@nestjs/common';
import { AuditQueries } from './audit.queries.js';
import { FunnelQueries } from './funnel.queries.js';
import { OutcomesService } from './outcomes.service.js';
import { OverviewQueries } from './overview.queries.js';
import { PeriodService } from './period.service.js';
import { RecapService } from './recap.service.js';
import { ReportService } from './report.service.js';
import { SummaryQueries } from './summary.queries.js';
import { SummaryService } from './summary.service.js';

@Module({
  imports: [EventsModule],
  providers: [
    AuditQueries,
    FunnelQueries,
    OverviewQueries,
    SummaryQueries,
    SummaryService,
    ReportService,
    OutcomesService,
    RecapService,
    PeriodService,
  ],
  exports: [
    AuditQueries,
    FunnelQueries,
    OverviewQueries,
    SummaryService,
    ReportService,
    OutcomesService,
    RecapService,
    PeriodService,
  ],
})
export class SummaryModule {}
