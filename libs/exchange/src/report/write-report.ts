import type { Language, Report, ReportFormat } from '@foyer/contracts';
import { writeTablesWorkbook, type Table } from '../formats/tables.js';
import { reportDocument, type ReportDocument } from './report-document.js';

/** A report as a file. The same report in the same language gives the same bytes. */
export async function writeReport(report: Report, format: ReportFormat, language: Language): Promise<Buffer> {
  if (format === 'json') return Buffer.from(`${JSON.stringify(report, null, 1)}\n`);
  const document = await reportDocument(report, language);
  // Of the event's end and not of now: else no two files were the same.
  const made = new Date(document.event.endsAt);
  if (format === 'xlsx') return writeTablesWorkbook(sheetsOf(document), { made });
  // Drawing and its fonts are not read at every start.
  const { writeReportPdf } = await import('./report-pdf.js');
  return writeReportPdf(document, made);
}

/** A sheet for each table; the figures first, what they mean last. */
function sheetsOf({ title, event, figuresTitle, figures, sections, definitions }: ReportDocument): Table[] {
  const list = (key: string, name: string, rows: Table['rows']): Table => ({
    ...{ key, name, rows },
    columns:
      rows[0]?.map((_, index) => ({ title: index === 0 ? name : '', width: index === 0 ? 44 : 16 })) ?? [],
  });
  return [
    list('figures', figuresTitle, [
      [title, null],
      [event.when, null],
      ...figures.map(({ label, value }) => [label, /^\d+$/.test(value) ? Number(value) : value]),
    ]),
    ...sections.flatMap(({ table, curves, heads }): Table[] => {
      if (table) return [table];
      if (!curves || !heads) return [];
      return [
        {
          ...{ key: 'curves', name: heads.title },
          columns: heads.columns.map((head, index) => ({ title: head, width: index === 0 ? 44 : 14 })),
          rows: curves.flatMap(({ title: session, present, times }) =>
            present.map((count, place) => [session, times[place] ?? '', count]),
          ),
        },
      ];
    }),
    {
      ...{ key: 'definitions', name: definitions.title },
      columns: [{ title: definitions.title, width: 120 }],
      rows: definitions.items.map((item) => [item]),
    },
  ];
}
