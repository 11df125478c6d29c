export { OutcomeResult } from './outcome-result.entity.js';
export { OutcomesService } from './outcomes.service.js';
export { OverviewQueries } from './overview.queries.js';
export { PeriodTargetEntity } from './period-target.entity.js';
export { PeriodService } from './period.service.js';
export { RecapService } from './recap.service.js';
export { reportParts, ReportService } from './report.service.js';
export { SummaryModule } from './summary.module.js';
export { SummaryService } from './summary.service.js';
