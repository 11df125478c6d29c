import type { PublicSummary } from '@foyer/contracts';
import { Stack, Table, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Figure } from './Figure.js';

const steps = ['requested', 'accepted', 'held'] as const;
const outcomes = [
  { key: 'cooperation-possible', label: 'cooperation' },
  { key: 'informative', label: 'informative' },
  { key: 'no-interest', label: 'none' },
] as const;

/** From the request to what people said afterwards. */
export function MeetingFunnel({ meetings }: { meetings: PublicSummary['meetings'] }) {
  const { t } = useTranslation('summary');
  const said = outcomes.some(({ key }) => meetings.outcomes[key] !== 0);
  return (
    <Stack gap="xs" component="section" aria-labelledby="meetings">
      <Title order={2} id="meetings">
        {t('meetings.title')}
      </Title>
      {meetings.requested === 0 ? (
        <Text c="dimmed">{t('meetings.empty')}</Text>
      ) : (
        <Bars
          labelledBy="meetings"
          rows={steps.map((step) => ({ name: t(`meetings.${step}`), count: meetings[step] }))}
        />
      )}
      {said && (
        <>
          <Title order={3} id="outcomes-said">
            {t('meetings.said')}
          </Title>
          <Bars
            labelledBy="outcomes-said"
            rows={outcomes.map(({ key, label }) => ({
              name: t(`meetings.${label}`),
              count: meetings.outcomes[key],
            }))}
          />
        </>
      )}
    </Stack>
  );
}

function Bars({
  rows,
  labelledBy,
}: {
  rows: readonly { name: string; count: number | null }[];
  labelledBy: string;
}) {
  const most = Math.max(1, ...rows.map(({ count }) => count ?? 0));
  return (
    <Table verticalSpacing="xs" className="bar-table" aria-labelledby={labelledBy}>
      <Table.Tbody>
        {rows.map(({ name, count }) => (
          <Table.Tr key={name}>
            <Table.Th scope="row" fw={400}>
              {name}
            </Table.Th>
            <Table.Td>
              <span className="bar-row">
                {count !== null && (
                  <span className="bar" style={{ inlineSize: `${(100 * count) / most}%` }} aria-hidden />
                )}
                <Figure value={count} />
              </span>
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
