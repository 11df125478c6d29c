export { ExchangeModule } from './exchange.module.js';
export { ExportService } from './export.service.js';
export { describeFinding, InvalidFiles, type Finding } from './finding.js';
export { describeReport, type ImportReport, type Tally } from './import.report.js';
export { ImportService, type ImportInput, type NamedFile, type Progress } from './import.service.js';
