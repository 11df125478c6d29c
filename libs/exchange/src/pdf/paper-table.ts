import type { Table, TableCell } from '../formats/tables.js';
import { colours, lineHeight, textWidth, type Line, type Paper, type Style } from './paper.js';

const padding = 4;
const head: Style = { size: 9, weight: 700, colour: colours.soft };
const body: Style = { size: 10 };

/** A table over as many pages as it takes: its heading stands on each, rows stay whole. */
export function drawTable(paper: Paper, { columns, rows }: Table): void {
  const widths = columnWidths(paper, columns, rows);
  // What is a number in every row stands at the right, so that figures are below each other.
  const right = columns.map((_, index) =>
    rows.every((row) => typeof row[index] === 'number' || row[index] === null),
  );
  const table = paper.structure('Table');
  const lines = (cells: readonly TableCell[], style: Style): Line[][] =>
    widths.map((width, index) => paper.layout(cellText(cells[index] ?? null), style, width - 2 * padding));
  const heading = lines(
    columns.map(({ title }) => title),
    head,
  );
  const heightOf = (cells: readonly Line[][], style: Style): number =>
    Math.max(1, ...cells.map(({ length }) => length)) * lineHeight(style) + 2 * padding;

  const drawRow = (cells: readonly Line[][], style: Style, tag: 'TH' | 'TD'): void => {
    const row = paper.structure('TR', table);
    const height = heightOf(cells, style);
    let x = paper.left;
    cells.forEach((cell, index) => {
      const kind = tag === 'TD' && index === 0 ? 'TH' : tag;
      const scope =
        tag === 'TH' ? ({ scope: 'Column' } as const) : index === 0 ? ({ scope: 'Row' } as const) : {};
      const element = paper.structure(kind, row, scope);
      const width = widths[index] ?? 0;
      cell.forEach((line, place) => {
        const at = right[index] ? x + width - padding - line.width : x + padding;
        paper.mark(element, kind, () =>
          paper.draw(line, at, paper.y + padding + place * lineHeight(style), style),
        );
      });
      element.end();
      x += width;
    });
    row.end();
    paper.y += height;
    paper.decorate((document) =>
      document
        .moveTo(paper.left, paper.y)
        .lineTo(paper.left + textWidth, paper.y)
        .lineWidth(0.5)
        .strokeColor(colours.line)
        .stroke(),
    );
  };

  const first = rows[0] ? heightOf(lines(rows[0], body), body) : 0;
  paper.need(heightOf(heading, head) + first);
  drawRow(heading, head, 'TH');
  for (const row of rows) {
    const cells = lines(row, body);
    // The heading again is for the eye alone: who listens has heard it.
    if (paper.need(heightOf(cells, body))) repeatHeading();
    drawRow(cells, body, 'TD');
  }
  table.end();
  paper.y += 8;

  function repeatHeading(): void {
    paper.decorate(() => {
      let x = paper.left;
      heading.forEach((cell, index) => {
        const width = widths[index] ?? 0;
        cell.forEach((line, place) => {
          const at = right[index] ? x + width - padding - line.width : x + padding;
          paper.draw(line, at, paper.y + padding + place * lineHeight(head), head);
        });
        x += width;
      });
    });
    paper.y += heightOf(heading, head);
  }
}

function cellText(cell: TableCell): string {
  if (cell === null) return '–';
  return typeof cell === 'object' ? cell.shown.toISOString().slice(0, 16).replace('T', ' ') : String(cell);
}

/** Each column gets what its longest word needs, up to a third of the paper; the rest is shared as was wished for. */
function columnWidths(paper: Paper, columns: Table['columns'], rows: Table['rows']): number[] {
  const needed = columns.map(({ title }, index) => {
    const words = rows.map((row) => paper.longestWord(cellText(row[index] ?? null), body));
    const widest = words.reduce((most, width) => Math.max(most, width), paper.longestWord(title, head));
    return Math.min(widest + 2 * padding + 0.5, textWidth / 3);
  });
  const total = needed.reduce((sum, width) => sum + width, 0);
  if (total >= textWidth) return needed.map((width) => (width / total) * textWidth);
  const wished = columns.reduce((sum, { width }) => sum + width, 0);
  return needed.map((width, index) => width + ((textWidth - total) * (columns[index]?.width ?? 0)) / wished);
}
