import { Button, Stack, Table, Title } from '@mantine/core';
import { funnelSteps, type GroupFigures } from '@foyer/contracts';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';

interface GroupTableProps {
  title: string;
  /** What the first column holds. */
  head: string;
  rows: readonly (GroupFigures & { name: string })[];
}
/** So many rows are there at first. */
const shownAtFirst = 15;
const columns = ['requested', 'asked', 'received', ...funnelSteps.slice(1)] as const;

/** The figures by group; on a phone each group is a card. */
export function GroupTable({ title, head, rows }: GroupTableProps) {
  const { t } = useTranslation(['funnel', 'common']);
  const id = useId();
  const [all, setAll] = useState(false);
  if (rows.length === 0) return null;
  const label = (column: (typeof columns)[number]): string =>
    column === 'asked' || column === 'received' ? t(`column.${column}`) : t(`step.${column}`);
  return (
    <Stack gap="xs" component="section" aria-labelledby={id}>
      <Title order={2} id={id}>
        {title}
      </Title>
      <Table className="card-table group-table" verticalSpacing="xs" aria-labelledby={id}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{head}</Table.Th>
            {columns.map((column) => (
              <Table.Th key={column} scope="col" ta="end">
                {label(column)}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.slice(0, all ? rows.length : shownAtFirst).map((row, index) => (
            <Table.Tr key={`${row.name} ${index}`}>
              <Table.Th scope="row" fw={500}>
                {row.name}
              </Table.Th>
              {columns.map((column) => (
                <Table.Td key={column} ta="end" className="tabular" data-label={label(column)}>
                  {row[column]}
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {rows.length > shownAtFirst && !all && (
        <Button variant="subtle" onClick={() => setAll(true)} style={{ alignSelf: 'flex-start' }}>
          {t('showAll', { number: rows.length })}
        </Button>
      )}
    </Stack>
  );
}
