import { colours, lineHeight, Paper, textWidth, type Style } from '../pdf/paper.js';
import { drawTable } from '../pdf/paper-table.js';
import type { ReportCurve, ReportDocument } from './report-document.js';

const title: Style = { size: 22, weight: 700 };
const heading: Style = { size: 14, weight: 700 };
const text: Style = { size: 10.5 };
const soft: Style = { size: 10.5, colour: colours.soft };
const columns = 3;
/** A table longer than this is for calculating with, not for paper. */
const mostRows = 200;

/**
 * The report as a PDF to print and pass on: tagged, in its language, the same bytes for the same report.
 * @param made the date that the file says it is of
 */
export async function writeReportPdf(document: ReportDocument, made: Date): Promise<Buffer> {
  const { language, event, figures, sections, definitions } = document;
  const paper = new Paper({ title: document.title, language, made });
  paper.write('H1', document.title, title);
  paper.y += 2;
  paper.write('P', event.when, soft);
  paper.write('P', document.intro, soft);
  paper.y += 12;
  drawFigures(paper, figures);
  for (const { title: name, text: words, table, curves } of sections) {
    paper.y += 14;
    // A heading does not stand alone at the foot of a page.
    paper.need(lineHeight(heading) + 70);
    paper.write('H2', name, heading);
    paper.y += 4;
    if (words !== undefined) paper.write('P', words, text);
    if (table) drawTable(paper, { ...table, rows: table.rows.slice(0, mostRows) });
    if (table && table.rows.length > mostRows)
      paper.write('P', document.cut(mostRows, table.rows.length), soft);
    for (const curve of curves ?? []) drawCurve(paper, curve);
  }
  paper.y += 14;
  paper.need(lineHeight(heading) + 60);
  paper.write('H2', definitions.title, heading);
  const list = paper.structure('L');
  for (const item of definitions.items) {
    const entry = paper.structure('LI', list);
    paper.write('LBody', item, soft, entry);
    entry.end();
    paper.y += 3;
  }
  list.end();
  return paper.finish(document.title);
}

/** Large figures, three beside each other. */
function drawFigures(paper: Paper, figures: ReportDocument['figures']): void {
  const value: Style = { size: 22, weight: 700, colour: colours.accent };
  const label: Style = { size: 9.5, colour: colours.soft };
  const width = textWidth / columns;
  for (let at = 0; at < figures.length; at += columns) {
    const row = figures.slice(at, at + columns);
    const labels = row.map((figure) => paper.layout(figure.label, label, width - 12));
    const height =
      lineHeight(value) + Math.max(...labels.map(({ length }) => length)) * lineHeight(label) + 8;
    paper.need(height);
    row.forEach((figure, index) => {
      const x = paper.left + index * width;
      const element = paper.structure('P');
      const [number] = paper.layout(figure.value, value, width - 12);
      labels[index]?.forEach((line, place) =>
        paper.mark(element, 'P', () => paper.draw(line, x, paper.y + place * lineHeight(label), label)),
      );
      const below = paper.y + (labels[index]?.length ?? 1) * lineHeight(label);
      if (number) paper.mark(element, 'P', () => paper.draw(number, x, below, value));
      element.end();
    });
    paper.y += height;
  }
}

/** A session's room over its time; who cannot see it is told the sentence above it. */
function drawCurve(paper: Paper, { label, present, times }: ReportCurve): void {
  const height = 64;
  const small: Style = { size: 8.5, colour: colours.soft };
  paper.need(lineHeight(text) * 2 + height + lineHeight(small) + 8);
  paper.write('P', label, text);
  const most = Math.max(1, ...present);
  const bottom = paper.y + height;
  const x = (place: number): number => paper.left + (textWidth * place) / Math.max(1, present.length - 1);
  const y = (count: number): number => bottom - (height - 6) * (count / most);
  paper.decorate((document) => {
    document.moveTo(x(0), bottom);
    present.forEach((count, place) => document.lineTo(x(place), y(count)));
    document
      .lineTo(x(present.length - 1), bottom)
      .fillColor(colours.fill)
      .fill();
    document.moveTo(x(0), y(present[0] ?? 0));
    present.forEach((count, place) => document.lineTo(x(place), y(count)));
    document.lineWidth(1.2).strokeColor(colours.accent).stroke();
    const [first] = paper.layout(times[0] ?? '', small, textWidth);
    const [last] = paper.layout(times.at(-1) ?? '', small, textWidth);
    if (first) paper.draw(first, paper.left, bottom + 2, small);
    if (last) paper.draw(last, paper.left + textWidth - last.width, bottom + 2, small);
  });
  paper.y = bottom + lineHeight(small) + 10;
}
