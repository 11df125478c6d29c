import { Anchor, Card, Stack, Table, Text, Title } from '@mantine/core';
import type { SessionAttendance } from '@foyer/contracts';
import { formatTime } from '@foyer/locales';
import { IconChartAreaLine } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { useEvent } from '../events/use-event.js';
import { useCall } from '../server/api.js';
import '../summary/summary.css';
import { Empty } from '../ui/Empty.js';
import { EventTime } from '../ui/EventTime.js';
import { Loaded } from '../ui/Loaded.js';
import NotFound from '../ui/NotFound.js';
import { Page } from '../ui/Page.js';
import { TimeChart } from '../ui/TimeChart.js';
import { useLocalised } from '../ui/use-reader.js';

/** Who came to which session, and how the room filled and emptied. */
export default function AttendancePage() {
  const { t } = useTranslation('overview');
  const { event, roles } = useEvent();
  const list = useCall('listAttendance', { params: { event: event.slug } }, { refetchEveryMs: 15_000 });
  const [params, setParams] = useSearchParams();
  const chosen = params.get('session');
  if (!roles.some((role) => role === 'owner' || role === 'organiser')) return <NotFound />;
  return (
    <Page title={t('attendance.title')} intro={t('attendance.intro')}>
      <Loaded query={list}>
        {({ sessions }) => {
          if (sessions.length === 0) {
            return (
              <Empty
                icon={<IconChartAreaLine />}
                title={t('attendance.none')}
                text={t('attendance.noneText')}
              />
            );
          }
          const open =
            sessions.find(({ session }) => session === chosen) ??
            sessions.reduce((most, one) => (one.came > most.came ? one : most));
          return (
            <Stack gap="xl">
              <Curve key={open.session} session={open} />
              <Sessions
                sessions={sessions}
                open={open.session}
                onOpen={(session) => setParams({ session }, { replace: true, preventScrollReset: true })}
              />
            </Stack>
          );
        }}
      </Loaded>
    </Page>
  );
}

function Curve({ session }: { session: SessionAttendance }) {
  const { t } = useTranslation('overview');
  const { event } = useEvent();
  const say = useLocalised(event.languages[0]);
  const curve = useCall(
    'getAttendanceCurve',
    { params: { event: event.slug, session: session.session } },
    { refetchEveryMs: 15_000 },
  );
  const title = say(session.title);
  return (
    <Card component="section" className="foyer-card" padding="lg" aria-labelledby="curve">
      <Stack gap="sm">
        <Title order={2} id="curve">
          {title}
        </Title>
        <EventTime start={session.startsAt} end={session.endsAt} timeZone={event.timeZone} />
        <Text>
          {t('attendance.said', {
            count: session.came,
            peak: session.peak,
            minutes: Math.round(session.averageMinutes),
          })}
        </Text>
        {session.came > 0 && (
          <Loaded query={curve}>
            {({ points }) => (
              <TimeChart
                label={t('attendance.curve', { title, peak: session.peak })}
                heads={[t('attendance.at'), t('attendance.present')]}
                tableLabel={t('numbers')}
                points={points.map(({ at, present }) => ({
                  at: formatTime(at, event.timeZone),
                  value: present,
                }))}
              />
            )}
          </Loaded>
        )}
        <Text size="sm" c="dimmed">
          {t('attendance.zone')}
        </Text>
      </Stack>
    </Card>
  );
}

interface SessionsProps {
  sessions: readonly SessionAttendance[];
  open: string;
  onOpen: (session: string) => void;
}

function Sessions({ sessions, open, onOpen }: SessionsProps) {
  const { t } = useTranslation('overview');
  const { event } = useEvent();
  const say = useLocalised(event.languages[0]);
  return (
    <Table className="card-table" verticalSpacing="xs" aria-label={t('attendance.title')}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th scope="col">{t('attendance.session')}</Table.Th>
          <Table.Th scope="col">{t('attendance.came')}</Table.Th>
          <Table.Th scope="col">{t('attendance.peak')}</Table.Th>
          <Table.Th scope="col">{t('attendance.stay')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {sessions.map((session) => {
          const title = say(session.title);
          return (
            <Table.Tr key={session.session}>
              <Table.Th scope="row" fw={400}>
                <Anchor
                  component="button"
                  type="button"
                  mih={44}
                  ta="start"
                  fw={session.session === open ? 700 : 500}
                  aria-pressed={session.session === open}
                  aria-label={t('attendance.showOf', { title })}
                  onClick={() => onOpen(session.session)}
                >
                  {title}
                </Anchor>
                <EventTime
                  start={session.startsAt}
                  end={session.endsAt}
                  timeZone={event.timeZone}
                  display="block"
                  size="sm"
                  c="dimmed"
                />
              </Table.Th>
              <Table.Td className="tabular" data-label={t('attendance.came')}>
                {session.came}
              </Table.Td>
              <Table.Td className="tabular" data-label={t('attendance.peak')}>
                {session.peak}
              </Table.Td>
              <Table.Td className="tabular" data-label={t('attendance.stay')}>
                {t('attendance.minutes', { count: Math.round(session.averageMinutes) })}
              </Table.Td>
            </Table.Tr>
          );
        })}
      </Table.Tbody>
    </Table>
  );
}
