import type { PublicSummary } from '@foyer/contracts';
import { formatDayTime } from '@foyer/locales';
import { Stack, Table, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { useLocalised, useReader } from '../ui/use-reader.js';
import { Figure } from './Figure.js';

const figures = ['attended', 'asked', 'answered', 'votes'] as const;

interface SessionTableProps {
  sessions: PublicSummary['sessions'];
  questions: PublicSummary['questions'];
}

/** Each session with who came and what was asked; cards on small screens. */
export function SessionTable({ sessions, questions }: SessionTableProps) {
  const { t } = useTranslation('summary');
  const { event } = useEvent();
  const say = useLocalised(event.languages[0]);
  const reader = useReader();
  return (
    <Stack gap="xs" component="section" aria-labelledby="sessions">
      <Title order={2} id="sessions">
        {t('sessions.title')}
      </Title>
      <Text>{t('questions.text', { ...questions })}</Text>
      {sessions.length === 0 ? (
        <Text c="dimmed">{t('sessions.empty')}</Text>
      ) : (
        <Table verticalSpacing="xs" className="card-table" aria-labelledby="sessions">
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">{t('sessions.session')}</Table.Th>
              {figures.map((figure) => (
                <Table.Th key={figure} scope="col" ta="end">
                  {t(`sessions.${figure}`)}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {sessions.map((session) => (
              <Table.Tr key={session.session}>
                <Table.Th scope="row" fw={400}>
                  {say(session.title)}
                  <Text size="sm" c="dimmed" component="div">
                    {formatDayTime(session.startsAt, reader)}
                  </Text>
                </Table.Th>
                {figures.map((figure) => (
                  <Table.Td key={figure} ta="end" className="tabular" data-label={t(`sessions.${figure}`)}>
                    <Figure value={session[figure]} />
                  </Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </Stack>
  );
}
