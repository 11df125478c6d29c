import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import type { ScheduleRun } from '@foyer/contracts';
import { IconSend, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { useAction } from '../server/api.js';
import { notifyDone } from '../ui/notify.js';
import { Problem } from '../ui/Problem.js';

/** The decision about a plan: into force, with everybody told once, or away with it. */
export function PublishPlan({ run, onDropped }: { run: ScheduleRun; onDropped: () => void }) {
  const { t } = useTranslation('schedule');
  const { event } = useEvent();
  const [asking, setAsking] = useState(false);
  const publish = useAction('publishSchedule', {
    stale: ['getSchedule', 'getSchedulePlan', 'getSchedulePlacement'],
    once: true,
  });
  const drop = useAction('dropSchedule', { stale: ['getSchedule'], once: true });
  const params = { event: event.slug, run: run.id };
  const { added = 0, moved = 0, removed = 0, people = 0 } = run.figures ?? {};
  const nothing = added + moved + removed === 0;
  return (
    <Stack gap="sm">
      <Group>
        {!run.outdated && (
          <Button
            leftSection={<IconSend size={20} aria-hidden />}
            disabled={nothing}
            onClick={() => setAsking(true)}
          >
            {t('plan.publish')}
          </Button>
        )}
        <Button
          variant="default"
          leftSection={<IconTrash size={20} aria-hidden />}
          loading={drop.isPending}
          onClick={() =>
            drop.mutate(
              { params },
              {
                onSuccess: () => {
                  notifyDone(t('plan.dropped'));
                  onDropped();
                },
              },
            )
          }
        >
          {t('plan.drop')}
        </Button>
      </Group>
      <Problem error={drop.error} />
      <Modal opened={asking} onClose={() => setAsking(false)} title={t('plan.sureTitle')} centered>
        <Stack>
          <ul className="schedule-help">
            <li>{t('difference.added', { number: added })}</li>
            {moved > 0 && <li>{t('difference.moved', { number: moved })}</li>}
            {removed > 0 && <li>{t('difference.removed', { number: removed })}</li>}
            <li>{t('plan.people', { people })}</li>
          </ul>
          <Text>{t('plan.sure')}</Text>
          <Problem error={publish.error} />
          <Group justify="flex-end">
            <Button variant="default" onClick={() => setAsking(false)}>
              {t('plan.back')}
            </Button>
            <Button
              loading={publish.isPending}
              onClick={() => publish.mutate({ params }, { onSuccess: () => setAsking(false) })}
            >
              {t('plan.publish')}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </Stack>
  );
}
