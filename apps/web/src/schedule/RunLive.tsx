import { Button, Card, Group, Progress, Stack, Text, Title } from '@mantine/core';
import type { ScheduleRun } from '@foyer/contracts';
import { IconCheck, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { useAction } from '../server/api.js';
import { Loaded } from '../ui/Loaded.js';
import { Problem } from '../ui/Problem.js';
import { Gap } from './Gap.js';
import { PlanPicture } from './PlanPicture.js';
import { usePlan } from './use-schedule.js';

/** A run as it goes on: the picture fills, and the best plan so far can be taken at any time. */
export function RunLive({ run }: { run: ScheduleRun }) {
  const { t } = useTranslation('schedule');
  const { event } = useEvent();
  const plan = usePlan(run);
  const stop = useAction('stopSchedule', { stale: ['getSchedule'] });
  const params = { event: event.slug, run: run.id };
  const { figures, state, elapsed, seconds } = run;
  return (
    <Card component="section" className="foyer-card" padding="lg" aria-labelledby="schedule-live">
      <Stack gap="md">
        <Title order={2} id="schedule-live" role="status">
          {stop.isSuccess ? t('live.stopping') : t(state === 'queued' ? 'live.queued' : 'live.running')}
        </Title>
        <Progress
          value={Math.min(100, (elapsed / seconds) * 100)}
          aria-label={t('live.seconds', { elapsed: Math.floor(elapsed), seconds })}
        />
        <Text c="dimmed" className="tabular">
          {t('live.seconds', { elapsed: Math.floor(elapsed), seconds })}
        </Text>
        {figures && (
          <Stack gap={4}>
            <Text fz={28} fw={700} lh={1.2} className="tabular">
              {t('live.placed', figures)}
            </Text>
            <Text className="tabular">{`${t('plan.breaks')}: ${figures.breaks}`}</Text>
            <Gap figures={figures} />
          </Stack>
        )}
        <Group>
          <Button
            leftSection={<IconCheck size={20} aria-hidden />}
            disabled={!figures}
            loading={stop.isPending}
            onClick={() => stop.mutate({ params, body: { keep: true } })}
          >
            {t('live.keep')}
          </Button>
          <Button
            variant="default"
            leftSection={<IconX size={20} aria-hidden />}
            onClick={() => stop.mutate({ params, body: { keep: false } })}
          >
            {t('live.drop')}
          </Button>
        </Group>
        <Problem error={stop.error} />
        {state === 'running' && (
          <Loaded query={plan}>{(answer) => <PlanPicture {...answer} run={run} bare />}</Loaded>
        )}
      </Stack>
    </Card>
  );
}
