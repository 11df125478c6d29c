import { Button, Stack, Text } from '@mantine/core';
import type { MeetingRequest } from '@foyer/contracts';
import { IconCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { nameOf } from '../meetings/RequestWho.js';
import { useAction } from '../server/api.js';
import { notifyDone } from '../ui/notify.js';
import { Problem } from '../ui/Problem.js';
import { useTimesToCome } from './use-times-to-come.js';

/** Accepts without a time: the schedule finds one. Nothing where no times are computed. */
export function AgreeButton({ request }: { request: MeetingRequest }) {
  const { t } = useTranslation('schedule');
  const { event } = useEvent();
  const times = useTimesToCome();
  const agree = useAction('agreeToMeet', { stale: ['listMyMeetings'], once: true });
  if (!times.computed) return null;
  const name = nameOf(request);
  const words = t(times.chosen ? 'agree.acceptLater' : 'agree.accept');
  return (
    <Stack gap="xs" align="flex-end">
      <Text size="sm" c="dimmed">
        {t('agree.hint')}
      </Text>
      <Button
        variant={times.chosen ? 'default' : 'filled'}
        leftSection={<IconCheck size={20} aria-hidden />}
        loading={agree.isPending}
        aria-label={`${words}: ${name}`}
        onClick={() =>
          agree.mutate(
            { params: { event: event.slug, request: request.id } },
            { onSuccess: () => notifyDone(t('agree.done', { name })) },
          )
        }
      >
        {words}
      </Button>
      <Problem error={agree.error} />
    </Stack>
  );
}
