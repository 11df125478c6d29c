import { Button, Group, Stack, Text, Title } from '@mantine/core';
import type { ScheduleRun } from '@foyer/contracts';
import { IconTablePlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { useAction } from '../server/api.js';
import { Problem } from '../ui/Problem.js';
import { isGoing, type ScheduleDesk } from './use-schedule.js';

/** For how long it is tried, in seconds: enough to see whether it pays. */
const quick = 8;

/** What one table more at every time would bring: tried, shown, and never kept. */
export function TableMore({ run, desk }: { run: ScheduleRun; desk: ScheduleDesk }) {
  const { t } = useTranslation('schedule');
  const { event } = useEvent();
  const start = useAction('startSchedule', { stale: ['getSchedule'], once: true });
  // Tried after this plan was made: what it was compared with.
  const tried = desk.runs.find((one) => one.extraTables > 0 && one.id > run.id);
  const going = tried !== undefined && isGoing(tried);
  const [now, then] = [run.figures, tried?.state === 'done' ? tried.figures : null];
  const more = now && then ? then.placed - now.placed : 0;
  return (
    <Stack component="section" gap="sm" aria-labelledby="schedule-table">
      <Title order={3} id="schedule-table">
        {t('table.title')}
      </Title>
      <Text c="dimmed">{t('table.text')}</Text>
      <Text role="status">
        {going && t('table.trying')}
        {now &&
          then &&
          (more > 0
            ? t('table.more', { meetings: more, placed: then.placed, breaks: then.breaks })
            : t('table.same', { breaks: then.breaks }))}
      </Text>
      {then && more > 0 && <Text size="sm">{t('table.how')}</Text>}
      <Group>
        <Button
          variant="default"
          leftSection={<IconTablePlus size={20} aria-hidden />}
          loading={start.isPending || going}
          onClick={() =>
            start.mutate({
              params: { event: event.slug },
              body: { mode: run.mode, seconds: Math.min(quick, run.seconds), extraTables: 1 },
            })
          }
        >
          {t('table.try')}
        </Button>
      </Group>
      <Problem error={start.error} />
    </Stack>
  );
}
