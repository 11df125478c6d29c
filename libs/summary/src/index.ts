export { FunnelQueries } from './funnel.queries.js';
export { OverviewQueries } from './overview.queries.js';
export { SummaryModule } from './summary.module.js';
export { SummaryService } from './summary.service.js';
