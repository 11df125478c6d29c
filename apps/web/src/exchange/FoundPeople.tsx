import { Badge, Card, Group, ScrollArea, Stack, Table, Text, Title } from '@mantine/core';
import type { PersonField } from '@foyer/contracts';
import { useTranslation } from 'react-i18next';
import type { Answer } from '../server/api.js';

type Preview = Answer<'previewPeopleImport'>;
type Becomes = Preview['people'][number]['becomes'];

const colours: Record<Becomes, string> = {
  ...{ new: 'accent', updated: 'accent', kept: 'gray', double: 'gray', error: 'red' },
};
/** What wants somebody's eye stands out. */
const variantOf = (becomes: Becomes): 'light' | 'outline' | 'filled' =>
  becomes === 'error' ? 'filled' : becomes === 'new' ? 'light' : 'outline';
const shown: PersonField[] = [
  'name',
  'first_name',
  'last_name',
  'email',
  'organisation',
  'country',
  'category',
];

/** What people the table holds and what becomes of each. */
export function FoundPeople({ preview }: { preview: Preview }) {
  const { t } = useTranslation('exchange');
  const { people, counts, rows } = preview;
  if (rows === 0) return null;
  const fields = shown.filter((field) => people.some(({ cells }) => cells[field]));
  return (
    <Card component="section" className="foyer-card" padding="lg" aria-labelledby="exchange-found">
      <Stack>
        <Title order={2} id="exchange-found">
          {t('found.title')}
        </Title>
        <Group gap="xs">
          {(['new', 'updated', 'kept', 'double', 'error'] as const).map((one) =>
            counts[one] ? (
              <Badge key={one} size="lg" variant={variantOf(one)} color={colours[one]}>
                {t(`found.${one}`, { count: counts[one] })}
              </Badge>
            ) : null,
          )}
        </Group>
        {people.length < rows && (
          <Text c="dimmed">{t('found.first', { shown: people.length, total: rows })}</Text>
        )}
        <ScrollArea.Autosize mah={420} viewportProps={{ tabIndex: 0, 'aria-label': t('found.rows') }}>
          <Table aria-label={t('found.rows')} stickyHeader visibleFrom="sm">
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('found.line')}</Table.Th>
                <Table.Th>{t('found.becomes')}</Table.Th>
                {fields.map((field) => (
                  <Table.Th key={field}>{t(`field.${field}`)}</Table.Th>
                ))}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {people.map(({ line, cells, becomes }) => (
                <Table.Tr key={line}>
                  <Table.Td className="tabular">{line}</Table.Td>
                  <Table.Td>
                    <Badge variant={variantOf(becomes)} color={colours[becomes]}>
                      {t(`becomes.${becomes}`)}
                    </Badge>
                  </Table.Td>
                  {fields.map((field) => (
                    <Table.Td key={field} className="exchange-change">
                      {cells[field] ?? ''}
                    </Table.Td>
                  ))}
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
          <Stack component="ul" gap="sm" className="exchange-list" hiddenFrom="sm">
            {people.map(({ line, cells, becomes }) => (
              <li key={line} className="exchange-item">
                <Group gap="xs">
                  <Text size="sm" c="dimmed">
                    {t('said.line', { line })}
                  </Text>
                  <Badge variant={variantOf(becomes)} color={colours[becomes]}>
                    {t(`becomes.${becomes}`)}
                  </Badge>
                </Group>
                {fields.map((field) => (
                  <Text key={field} size="sm" className="exchange-change">
                    {cells[field] ?? ''}
                  </Text>
                ))}
              </li>
            ))}
          </Stack>
        </ScrollArea.Autosize>
      </Stack>
    </Card>
  );
}
