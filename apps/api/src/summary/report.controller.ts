import { ReportExportService } from '@foyer/exchange';
import type { Call } from '@foyer/platform';
import { OutcomesService, ReportService } from '@foyer/summary';
import { Controller, Inject } from '@nestjs/common';
import { FileAnswer } from '../http/file-answer.js';
import { Handles, type In, type Out } from '../http/handles.js';

/** The report of an event, what came of expectations, and the report as files. */
@Controller()
export class ReportController {
  constructor(
    @Inject(ReportService) private readonly reports: ReportService,
    @Inject(OutcomesService) private readonly outcomes: OutcomesService,
    @Inject(ReportExportService) private readonly exports: ReportExportService,
  ) {}

  @Handles('getReport')
  get({ params }: In<'getReport'>, call: Call): Promise<Out<'getReport'>> {
    return this.reports.get(call, params.event);
  }

  @Handles('listOutcomes')
  async list({ params }: In<'listOutcomes'>, call: Call): Promise<Out<'listOutcomes'>> {
    return { outcomes: await this.outcomes.list(call, params.event) };
  }

  @Handles('judgeOutcome')
  judge({ params, body }: In<'judgeOutcome'>, call: Call): Promise<Out<'judgeOutcome'>> {
    return this.outcomes.judge(call, params.event, body);
  }

  @Handles('exportReport')
  begin({ params, body }: In<'exportReport'>, call: Call): Promise<Out<'exportReport'>> {
    return this.exports.begin(call, params.event, body);
  }

  @Handles('getReportExport')
  async read({ params }: In<'getReportExport'>, call: Call): Promise<FileAnswer> {
    const { bytes, name, mediaType, etag } = await this.exports.read(call, params.event, params.report);
    return new FileAnswer(bytes, {
      ...{ name, mediaType, cache: 'private' },
      ...(etag === undefined ? {} : { etag }),
    });
  }
}
