import {
  periodFiles,
  periodMeasures,
  type PeriodReport,
  type RouteParsed,
  type routes,
} from '@foyer/contracts';
import { formatDays, i18nFor, localised } from '@foyer/locales';
import type { Call } from '@foyer/platform';
import { PeriodService } from '@foyer/summary';
import { Inject, Injectable } from '@nestjs/common';
import type { ExportedFile } from '../agenda-export.service.js';
import { writeTablesWorkbook, type Table } from '../formats/tables.js';

type Asked = RouteParsed<typeof routes.getPeriodFile>['query'];
const figures = periodMeasures.filter((measure) => measure !== 'events');

/** What several events came to, as a file. */
@Injectable()
export class PeriodFileService {
  constructor(@Inject(PeriodService) private readonly periods: PeriodService) {}

  async write(call: Call, { format, language = 'en', ...asked }: Asked): Promise<ExportedFile> {
    const report = await this.periods.report(call, asked);
    return {
      name: `report-${asked.series ? `${asked.series}-` : ''}${asked.from}-${asked.to}.${format}`,
      mediaType: periodFiles[format],
      bytes:
        format === 'json'
          ? Buffer.from(`${JSON.stringify(report, null, 1)}\n`)
          : await writeTablesWorkbook(await tables(report, language), {
              made: new Date(`${asked.to}T00:00:00Z`),
            }),
    };
  }
}

async function tables(report: PeriodReport, language: NonNullable<Asked['language']>): Promise<Table[]> {
  const t = (await i18nFor(language)).getFixedT(null, 'period');
  const targets = new Map(report.targets.map((one) => [one.measure, one]));
  return [
    {
      ...{ key: 'totals', name: t('totals') },
      columns: [
        { title: t('measure'), width: 36 },
        { title: t('reached'), width: 14 },
        { title: t('target'), width: 14 },
        { title: t('setAt'), width: 22 },
      ],
      rows: periodMeasures.map((measure) => {
        const target = targets.get(measure);
        return [
          ...[t(`measures.${measure}`), report.totals[measure], target?.target ?? null],
          target?.setAt.slice(0, 10) ?? null,
        ];
      }),
    },
    {
      ...{ key: 'events', name: t('events') },
      columns: [
        { title: t('event'), width: 44 },
        { title: t('when'), width: 28 },
        { title: t('state'), width: 16 },
        ...figures.map((measure) => ({ title: t(`measures.${measure}`), width: 16 })),
      ],
      rows: report.events.map((event) => [
        localised(event.title, language),
        formatDays(event.startsAt, event.endsAt, { language, timeZone: event.timeZone }),
        t(event.held ? 'held' : 'ahead'),
        ...figures.map((measure) => (event.held ? event[measure] : null)),
      ]),
    },
  ];
}
