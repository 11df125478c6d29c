import { AreaChart } from '@mantine/charts';
import '@mantine/charts/styles.css';
import { Accordion, Table } from '@mantine/core';

interface TimeChartProps {
  /** What the curve shows; said to who cannot see it. */
  label: string;
  /** What the first column of its table holds, and what the second. */
  heads: readonly [string, string];
  points: readonly { at: string; value: number }[];
  /** "Show the numbers". */
  tableLabel: string;
  /** Numbers hold until the next point. */
  steps?: boolean;
}

/** A curve over time, with the same numbers as a table for who would rather read. */
export function TimeChart({ label, heads, points, tableLabel, steps = false }: TimeChartProps) {
  return (
    <div>
      <div role="img" aria-label={label}>
        <AreaChart
          h={220}
          data={points.map(({ at, value }) => ({ at, value }))}
          dataKey="at"
          series={[{ name: 'value', label: heads[1], color: 'var(--mantine-primary-color-filled)' }]}
          curveType={steps ? 'stepAfter' : 'linear'}
          withDots={points.length === 1}
          yAxisProps={{ allowDecimals: false, width: 36 }}
          areaChartProps={{ accessibilityLayer: false }}
          tickLine="y"
          areaProps={{ isAnimationActive: false }}
        />
      </div>
      <Accordion variant="default" chevronPosition="left">
        <Accordion.Item value="table">
          <Accordion.Control>{tableLabel}</Accordion.Control>
          <Accordion.Panel>
            <Table aria-label={label}>
              <Table.Thead>
                <Table.Tr>
                  {heads.map((head) => (
                    <Table.Th key={head} scope="col">
                      {head}
                    </Table.Th>
                  ))}
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {points.map(({ at, value }) => (
                  <Table.Tr key={at}>
                    <Table.Th scope="row" fw={400}>
                      {at}
                    </Table.Th>
                    <Table.Td className="tabular">{value}</Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </Accordion.Panel>
        </Accordion.Item>
      </Accordion>
    </div>
  );
}
