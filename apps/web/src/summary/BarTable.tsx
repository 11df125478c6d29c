import { Stack, Table, Title } from '@mantine/core';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { Figure } from './Figure.js';

interface BarTableProps {
  title: string;
  /** What the first column holds. */
  head: string;
  /** Null: not shown. */
  rows: readonly { name: string; participants: number | null; organisations: number | null }[];
}

/** Bars that are a table: the picture and its text are one, on screen, on paper and to a screen reader. */
export function BarTable({ title, head, rows }: BarTableProps) {
  const { t } = useTranslation('summary');
  const id = useId();
  const most = Math.max(1, ...rows.map(({ participants }) => participants ?? 0));
  if (rows.length === 0) return null;
  return (
    <Stack gap="xs" component="section" aria-labelledby={id}>
      <Title order={2} id={id}>
        {title}
      </Title>
      <Table verticalSpacing="xs" className="bar-table" aria-labelledby={id}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{head}</Table.Th>
            <Table.Th scope="col">{t('people')}</Table.Th>
            <Table.Th scope="col" ta="end">
              {t('organisationsShort')}
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map(({ name, participants, organisations }) => (
            <Table.Tr key={name}>
              <Table.Th scope="row" fw={400}>
                {name}
              </Table.Th>
              <Table.Td>
                <span className="bar-row">
                  {participants !== null && (
                    <span
                      className="bar"
                      style={{ inlineSize: `${(100 * participants) / most}%` }}
                      aria-hidden
                    />
                  )}
                  <Figure value={participants} />
                </span>
              </Table.Td>
              <Table.Td ta="end" className="tabular">
                <Figure value={organisations} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Stack>
  );
}
