import { Table } from '@mantine/core';

/** Names with a figure each, and a bar that shows it; what is none is told, too. */
export function CountList({ rows }: { rows: readonly { name: string; count: number }[] }) {
  const most = Math.max(1, ...rows.map(({ count }) => count));
  return (
    <Table verticalSpacing="xs" className="bar-table">
      <Table.Tbody>
        {rows.map(({ name, count }) => (
          <Table.Tr key={name}>
            <Table.Th scope="row" fw={400}>
              {name}
            </Table.Th>
            <Table.Td>
              <span className="bar-row">
                {count > 0 && (
                  <span className="bar" style={{ inlineSize: `${(100 * count) / most}%` }} aria-hidden />
                )}
                <span className="tabular">{count}</span>
              </span>
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
