import { Badge, Button, Group, Stack, Text, Title } from '@mantine/core';
import type { ScheduleRun } from '@foyer/contracts';
import { formatDayTime } from '@foyer/locales';
import { useTranslation } from 'react-i18next';
import { useReader } from '../ui/use-reader.js';

interface RunListProps {
  plans: readonly ScheduleRun[];
  shown: string | undefined;
  onShow: (plan: string) => void;
}

/** The plans there are, the newest first. */
export function RunList({ plans, shown, onShow }: RunListProps) {
  const { t } = useTranslation('schedule');
  const reader = useReader();
  return (
    <Stack component="section" gap="xs" aria-labelledby="schedule-runs">
      <Title order={2} id="schedule-runs">
        {t('runs.title')}
      </Title>
      <ul className="plain-list">
        {plans.map((run) => {
          const when = formatDayTime(run.createdAt, reader);
          return (
            <li key={run.id} className="schedule-row">
              <Group justify="space-between" gap="sm">
                <Stack gap={2} flex="1 1 240px" miw={0}>
                  <Group gap="xs">
                    <Text fw={600}>{when}</Text>
                    <Badge color={run.state === 'published' ? 'accent' : 'gray'}>
                      {t(`runs.state.${run.state}`)}
                    </Badge>
                    {run.outdated && (
                      <Badge color="gray" variant="outline">
                        {t('runs.outdated')}
                      </Badge>
                    )}
                  </Group>
                  <Text size="sm" c="dimmed">
                    {[
                      t(`run.modes.${run.mode}`),
                      ...(run.figures ? [t('runs.line', run.figures)] : []),
                      ...(run.by ? [t('runs.by', { name: run.by })] : []),
                    ].join(' · ')}
                  </Text>
                </Stack>
                <Button
                  size="sm"
                  variant="default"
                  disabled={run.id === shown}
                  aria-label={`${t(run.id === shown ? 'runs.shown' : 'runs.show')}: ${when}`}
                  onClick={() => onShow(run.id)}
                >
                  {t(run.id === shown ? 'runs.shown' : 'runs.show')}
                </Button>
              </Group>
            </li>
          );
        })}
      </ul>
    </Stack>
  );
}
