import { Button, Stack } from '@mantine/core';
import { IconCalendarRepeat } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { useAction } from '../server/api.js';
import { notifyDone } from '../ui/notify.js';
import { Problem } from '../ui/Problem.js';

interface MoveClashProps {
  meeting: string;
  /** Between whom it is, for the button's name. */
  names: string;
  /** The session that comes in its way; null where it is not among the changes. */
  avoid: { startsAt: string; endsAt: string } | null;
}

/** Moves a meeting that is in a release's way to the next time that suits both, and lets them know. */
export function MoveClash({ meeting, names, avoid }: MoveClashProps) {
  const { t } = useTranslation('release');
  const { event } = useEvent();
  const move = useAction('moveMeeting', { stale: ['previewRelease', 'checkSessions'] });
  return (
    <Stack gap="xs" align="flex-start" mt="xs">
      <Button
        variant="default"
        leftSection={<IconCalendarRepeat size={20} aria-hidden />}
        loading={move.isPending}
        aria-label={t('moveMeetingOf', { names })}
        onClick={() =>
          move.mutate(
            {
              params: { event: event.slug, meeting },
              body: {
                slot: null,
                ...(avoid ? { avoid: { startsAt: avoid.startsAt, endsAt: avoid.endsAt } } : {}),
              },
            },
            { onSuccess: () => notifyDone(t('meetingMoved', { names })) },
          )
        }
      >
        {t('moveMeeting')}
      </Button>
      <Problem error={move.error} />
    </Stack>
  );
}
