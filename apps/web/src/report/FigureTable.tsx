import { Table } from '@mantine/core';

interface FigureTableProps {
  labelledBy: string;
  /** Above the names, and above each column of figures: the first of these is drawn as bars, too. */
  heads: readonly [string, string, ...string[]];
  rows: readonly { key: string; name: string; values: readonly (number | string)[] }[];
}

/** Bars that are a table: the picture and its text are one, on screen, on paper and to a screen reader. */
export function FigureTable({ labelledBy, heads: [head, ...figures], rows }: FigureTableProps) {
  const bars = rows.map(({ values: [first] }) => (typeof first === 'number' ? first : 0));
  const most = Math.max(1, ...bars);
  return (
    <Table verticalSpacing="xs" className="bar-table report-figures" aria-labelledby={labelledBy}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th scope="col">{head}</Table.Th>
          {figures.map((figure, index) => (
            <Table.Th key={figure} scope="col" {...(index > 0 ? { ta: 'end' } : {})}>
              {figure}
            </Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map(({ key, name, values }, row) => (
          <Table.Tr key={key}>
            <Table.Th scope="row" fw={400}>
              {name}
            </Table.Th>
            {values.map((value, index) => (
              <Table.Td key={index} className="tabular" {...(index > 0 ? { ta: 'end' } : {})}>
                {index > 0 ? (
                  value
                ) : (
                  <span className="bar-row">
                    {(bars[row] ?? 0) > 0 && (
                      <span
                        className="bar"
                        style={{ inlineSize: `${(100 * (bars[row] ?? 0)) / most}%` }}
                        aria-hidden
                      />
                    )}
                    <span>{value}</span>
                  </span>
                )}
              </Table.Td>
            ))}
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
