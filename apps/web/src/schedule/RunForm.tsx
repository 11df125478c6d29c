import { Alert, Button, Card, Group, Radio, Stack, Text, Title } from '@mantine/core';
import { scheduleModes, type ScheduleRun } from '@foyer/contracts';
import { IconAlertTriangle, IconPlayerPlay } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { useAction } from '../server/api.js';
import { ChoiceInput } from '../ui/ChoiceInput.js';
import { Problem } from '../ui/Problem.js';

const lengths = ['5', '20', '60', '300'] as const;

interface RunFormProps {
  /** Meetings that have a time: only then there is something that may or may not change. */
  standing: number;
  /** There is a plan already. */
  again: boolean;
  /** Something else is being computed. */
  busy: boolean;
  failed: boolean;
}

/** Begins a run: what may change, for how long. */
export function RunForm({ standing, again, busy, failed }: RunFormProps) {
  const { t } = useTranslation('schedule');
  const { event } = useEvent();
  const [mode, setMode] = useState<ScheduleRun['mode']>('gentle');
  const [length, setLength] = useState<(typeof lengths)[number]>('20');
  const start = useAction('startSchedule', { stale: ['getSchedule'], once: true });
  return (
    <Card component="section" className="foyer-card" padding="lg" aria-labelledby="schedule-run">
      <Stack gap="md">
        <Title order={2} id="schedule-run">
          {t('run.title')}
        </Title>
        {failed && (
          <Alert color="red" variant="outline" icon={<IconAlertTriangle aria-hidden />} role="alert">
            <Text c="var(--mantine-color-text)">{t('live.failed')}</Text>
          </Alert>
        )}
        {standing > 0 && (
          <Radio.Group
            label={t('run.mode')}
            value={mode}
            onChange={(value) => setMode(scheduleModes.find((one) => one === value) ?? mode)}
          >
            <Stack gap="sm" mt="xs">
              {scheduleModes.map((one) => (
                <Radio
                  key={one}
                  value={one}
                  size="md"
                  label={t(`run.modes.${one}`)}
                  description={t(`run.modeHints.${one}`)}
                />
              ))}
            </Stack>
          </Radio.Group>
        )}
        <Group align="flex-end" gap="md">
          <ChoiceInput
            label={t('run.seconds')}
            data={lengths.map((value) => ({ value, label: t(`run.lengths.${value}`) }))}
            value={length}
            onChange={setLength}
            miw={240}
          />
          <Button
            leftSection={<IconPlayerPlay size={20} aria-hidden />}
            loading={start.isPending}
            disabled={busy}
            onClick={() =>
              start.mutate({
                params: { event: event.slug },
                body: { mode: standing > 0 ? mode : 'from-scratch', seconds: Number(length) },
              })
            }
          >
            {t(again ? 'run.startAgain' : 'run.start')}
          </Button>
        </Group>
        <Problem error={start.error} />
      </Stack>
    </Card>
  );
}
