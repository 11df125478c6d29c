import { Button, Card, Group, Stack, Text } from '@mantine/core';
import type { Session } from '@foyer/contracts';
import { languageOf } from '@foyer/locales';
import {
  IconArrowBackUp,
  IconClockPlus,
  IconPlayerPlayFilled,
  IconPlayerStopFilled,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { useLanguage, useLocalised } from '../ui/use-reader.js';
import { DelayBadge, StartsIn, TimeLeft } from './Clocks.js';
import { endOf } from './end-of.js';
import type { Acts } from './use-acts.js';
import type { Line, Running } from './use-running.js';

interface RoomPanelProps {
  line: Line;
  running: Running;
  acts: Acts;
  /** The step that "undo" takes back; null where there is none. */
  undo: number | null;
  onLate: () => void;
}

/** What is on in a room, what comes next, and the next step under the thumb. */
export function RoomPanel({ line, running, acts, undo, onLate }: RoomPanelProps) {
  const { t } = useTranslation('running');
  const by = new Map(line.sessions.map((session) => [session.id, session]));
  const { outlook } = line;
  const now = outlook.now.flatMap((id) => by.get(id) ?? []);
  const next = outlook.next === null ? undefined : by.get(outlook.next);
  const toStart = outlook.toStart === null ? undefined : by.get(outlook.toStart);
  const toEnd = now.find(({ id }) => running.times.get(id)?.state === 'running');
  const times = (session: Session) => running.times.get(session.id);
  return (
    <Card className="foyer-card running-panel">
      <Stack gap="md">
        <Group gap="md" align="flex-start" grow preventGrowOverflow={false}>
          <Point label={t('now')} badge={<DelayBadge delay={outlook.delay} />}>
            {now.length === 0 && <Text c="dimmed">{t('nothingOn')}</Text>}
            {now.map((session) => (
              <Stack key={session.id} gap={2}>
                <Title session={session} />
                <TimeLeft end={endOf(session, running)} />
                {times(session)?.state !== 'running' && (
                  <Text size="sm" c="dimmed">
                    {t('byProgramme')}
                  </Text>
                )}
              </Stack>
            ))}
          </Point>
          <Point label={t('next')}>
            {next ? (
              <Stack gap={2}>
                <Title session={next} />
                <Text c="dimmed">
                  <StartsIn at={times(next)?.start ?? 0} />
                </Text>
              </Stack>
            ) : (
              <Text c="dimmed">{t('nothingNext')}</Text>
            )}
          </Point>
        </Group>
        <div className="running-actions no-print" aria-busy={acts.busy}>
          <Button
            size="lg"
            className="running-start"
            disabled={!toStart}
            leftSection={<IconPlayerPlayFilled size={22} aria-hidden />}
            onClick={() => toStart && acts.start(toStart.id)}
          >
            {t('startNext')}
            {toStart && <StartTitle session={toStart} />}
          </Button>
          <Button
            size="lg"
            variant="default"
            disabled={!toEnd}
            leftSection={<IconPlayerStopFilled size={22} aria-hidden />}
            onClick={() => toEnd && acts.end(toEnd.id)}
          >
            {t('end')}
          </Button>
          <Button
            size="lg"
            variant="default"
            leftSection={<IconClockPlus size={22} aria-hidden />}
            onClick={onLate}
          >
            {t('lateness.action')}
          </Button>
          <Button
            size="lg"
            variant="subtle"
            color="gray"
            disabled={undo === null}
            leftSection={<IconArrowBackUp size={22} aria-hidden />}
            onClick={() => undo !== null && acts.undo(undo)}
          >
            {t('undo')}
          </Button>
        </div>
      </Stack>
    </Card>
  );
}

function Point({ label, badge, children }: { label: string; badge?: ReactNode; children: ReactNode }) {
  return (
    <Stack gap={6} flex="1 1 280px">
      <Group gap="xs">
        <Text size="sm" fw={600} c="dimmed">
          {label}
        </Text>
        {badge}
      </Group>
      {children}
    </Stack>
  );
}

function Title({ session }: { session: Session }) {
  const { event } = useEvent();
  const language = useLanguage();
  const say = useLocalised(event.languages[0]);
  return (
    <Text size="lg" fw={600} lh={1.3} lang={languageOf(session.title, language, event.languages[0])}>
      {say(session.title)}
    </Text>
  );
}

function StartTitle({ session }: { session: Session }) {
  const { event } = useEvent();
  const say = useLocalised(event.languages[0]);
  return <span className="running-start-title">{say(session.title)}</span>;
}
