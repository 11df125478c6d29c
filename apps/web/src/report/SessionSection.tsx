import type { Report, ReportSession } from '@foyer/contracts';
import { formatDayTime, formatTime } from '@foyer/locales';
import { Anchor, Card, Stack, Table, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { EventTime } from '../ui/EventTime.js';
import { TimeChart } from '../ui/TimeChart.js';
import { useLocalised, useReader } from '../ui/use-reader.js';
import { ReportSection } from './ReportSection.js';
import { useDecimal } from './use-decimal.js';

/** Every session in a row, and the curve of the one that is chosen: at first the one that most people came to. */
export function SessionSection({ sessions }: Pick<Report, 'sessions'>) {
  const { t } = useTranslation('report');
  const [chosen, setChosen] = useState<string | null>(null);
  const best = sessions.reduce<ReportSession | null>(
    (most, one) => (one.came > (most?.came ?? 0) ? one : most),
    null,
  );
  const open = sessions.find(({ session }) => session === chosen) ?? best;
  return (
    <ReportSection title={t('section.sessions')} empty={sessions.length === 0 && t('none.sessions')}>
      {(labelledBy) => (
        <Stack gap="lg">
          <Sessions {...{ sessions, labelledBy }} open={open?.session} onOpen={setChosen} />
          {open && open.curve.present.length > 0 && <Curve session={open} />}
        </Stack>
      )}
    </ReportSection>
  );
}

function Curve({ session }: { session: ReportSession }) {
  const { t } = useTranslation(['report', 'overview']);
  const { event } = useEvent();
  const say = useLocalised(event.languages[0]);
  const { from, stepMinutes, present } = session.curve;
  const label = t('curve', { title: say(session.title), came: session.came, peak: session.peak });
  return (
    <Card className="foyer-card" padding="lg">
      <Stack gap="sm">
        <Title order={3}>{say(session.title)}</Title>
        <EventTime start={session.startsAt} end={session.endsAt} timeZone={event.timeZone} />
        <Text>{label}</Text>
        <TimeChart
          label={label}
          heads={[t('column.time'), t('column.present')]}
          tableLabel={t('numbers')}
          points={present.map((value, place) => ({
            at: formatTime(new Date(Date.parse(from) + place * stepMinutes * 60_000), event.timeZone),
            value,
          }))}
        />
        <Text size="sm" c="dimmed">
          {t('overview:attendance.zone')}
        </Text>
      </Stack>
    </Card>
  );
}

interface SessionsProps extends Pick<Report, 'sessions'> {
  labelledBy: string;
  open: string | undefined;
  onOpen: (session: string) => void;
}

function Sessions({ sessions, labelledBy, open, onOpen }: SessionsProps) {
  const { t } = useTranslation(['report', 'overview']);
  const { event } = useEvent();
  const say = useLocalised(event.languages[0]);
  const reader = useReader();
  const decimal = useDecimal();
  const columns = ['came', 'peak', 'stay', 'asked', 'answered', 'rating'] as const;
  const figures = (one: ReportSession) => ({
    ...{ came: one.came, peak: one.peak, stay: Math.round(one.averageMinutes) },
    ...{ asked: one.questions.asked, answered: one.questions.answered },
    rating: one.rating.average === null ? '–' : decimal(one.rating.average),
  });
  return (
    <Table className="card-table report-sessions" verticalSpacing="xs" aria-labelledby={labelledBy}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th scope="col">{t('column.session')}</Table.Th>
          {columns.map((column) => (
            <Table.Th key={column} scope="col" ta="end">
              {t(`column.${column}`)}
            </Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {sessions.map((session) => (
          <Table.Tr key={session.session}>
            <Table.Th scope="row" fw={400}>
              <Anchor
                component="button"
                type="button"
                mih={44}
                ta="start"
                fw={session.session === open ? 700 : 500}
                aria-pressed={session.session === open}
                aria-label={t('overview:attendance.showOf', { title: say(session.title) })}
                onClick={() => onOpen(session.session)}
              >
                {say(session.title)}
              </Anchor>
              <Text size="sm" c="dimmed" component="div">
                {formatDayTime(session.startsAt, reader)}
              </Text>
            </Table.Th>
            {columns.map((column) => (
              <Table.Td key={column} ta="end" className="tabular" data-label={t(`column.${column}`)}>
                {figures(session)[column]}
              </Table.Td>
            ))}
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
