export { ExchangeModule } from './exchange.module.js';
export { ExportService } from './export.service.js';
export { describeFinding, InvalidFiles, type Finding } from './finding.js';
export { describeReport, type ImportReport, type Tally } from './import.report.js';
export { ImportService, type ImportInput, type NamedFile, type Progress } from './import.service.js';
export { readEventFile } from './event-file.reader.js';
export { readPeople } from './people.reader.js';
export { toInstant, toLocalTime } from './local-time.js';
