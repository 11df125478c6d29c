import { Alert, Stack, Text, Title } from '@mantine/core';
import type { ScheduleRun } from '@foyer/contracts';
import { IconAlertTriangle, IconCircleCheck, IconPencil } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { EventTime } from '../ui/EventTime.js';
import { Loaded } from '../ui/Loaded.js';
import { Difference } from './Difference.js';
import { Figures } from './Figures.js';
import { Gap } from './Gap.js';
import { LeftOut } from './LeftOut.js';
import { PlanPicture } from './PlanPicture.js';
import { PublishPlan } from './PublishPlan.js';
import { Reasons } from './Reasons.js';
import { TableMore } from './TableMore.js';
import { usePlan, type ScheduleDesk } from './use-schedule.js';

interface PlanViewProps {
  run: ScheduleRun;
  desk: ScheduleDesk;
  onDropped: () => void;
}

/** A plan: what it is worth, what it changes, how it looks, who is badly served, and the decision. */
export function PlanView({ run, desk, onDropped }: PlanViewProps) {
  const { t } = useTranslation('schedule');
  const plan = usePlan(run);
  const [person, setPerson] = useState<number | null>(null);
  const { figures } = run;
  return (
    <Stack component="section" gap="lg" aria-labelledby="schedule-plan">
      <Stack gap="xs">
        <Title order={2} id="schedule-plan">
          {t('plan.title')}
        </Title>
        <Standing run={run} />
      </Stack>
      {figures && (
        <>
          <Figures
            figures={[
              { label: t('plan.placed'), value: t('plan.of', figures) },
              { label: t('plan.breaks'), value: figures.breaks, hint: t('plan.breaksHint') },
              { label: t('plan.idle'), value: figures.idleSlots },
              { label: t('plan.fairness'), value: figures.fairness },
            ]}
          />
          <Gap figures={figures} />
        </>
      )}
      <Loaded query={plan}>
        {(answer) => (
          <Stack gap="lg">
            {run.state === 'published' ? (
              <LeftOut plan={answer.plan} />
            ) : (
              <Difference {...answer} figures={figures} />
            )}
            {run.state === 'done' && <PublishPlan run={run} onDropped={onDropped} />}
            <PlanPicture {...answer} run={run} chosen={person} onChoose={setPerson} />
            <Reasons
              run={run}
              onShow={(id) => setPerson(answer.plan.people.findIndex((one) => one.id === id))}
            />
          </Stack>
        )}
      </Loaded>
      {run.state === 'done' && desk.places !== null && !run.outdated && <TableMore run={run} desk={desk} />}
    </Stack>
  );
}

/** Whether anybody knows of it. */
function Standing({ run }: { run: ScheduleRun }) {
  const { t } = useTranslation('schedule');
  const { event } = useEvent();
  if (run.publishedAt) {
    const { booked = 0, moved = 0, removed = 0 } = run.outcome ?? {};
    return (
      <Alert variant="light" color="accent" icon={<IconCircleCheck aria-hidden />} role="status">
        <Text c="var(--mantine-color-text)">{t('plan.doneText', { booked, moved, removed })}</Text>
        <Text c="var(--mantine-color-text)" size="sm">
          {t('plan.published')} <EventTime start={run.publishedAt} timeZone={event.timeZone} size="sm" />
        </Text>
      </Alert>
    );
  }
  return run.outdated ? (
    <Alert variant="outline" color="orange" icon={<IconAlertTriangle aria-hidden />}>
      <Text c="var(--mantine-color-text)">{t('plan.outdated')}</Text>
    </Alert>
  ) : (
    <Text c="dimmed">
      <IconPencil size={18} aria-hidden className="seat-icon" /> {t('plan.draft')}
    </Text>
  );
}
