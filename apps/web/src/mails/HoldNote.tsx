import { Alert, Button, Stack, Text } from '@mantine/core';
import type { Participant } from '@foyer/contracts';
import { formatDay } from '@foyer/locales';
import { IconMailX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { useAction } from '../server/api.js';
import { notifyDone } from '../ui/notify.js';
import { Problem } from '../ui/Problem.js';
import { useReader } from '../ui/use-reader.js';

/** Says that no mail reaches somebody, why, and what an organiser can do about it. */
export function HoldNote({ participant: { id, email, hold } }: { participant: Participant }) {
  const { t } = useTranslation('mails');
  const { event } = useEvent();
  const reader = useReader();
  const lift = useAction('liftHold', {
    stale: ['getParticipant', 'listParticipants', 'listMails'],
    once: true,
  });
  if (!hold) return null;
  return (
    <Alert color="red" icon={<IconMailX aria-hidden />} title={t(`holdTitle.${hold.reason}`, { email })}>
      <Stack gap="sm" align="flex-start">
        <Text>{t(`holdText.${hold.reason}`, { when: formatDay(hold.since, reader) })}</Text>
        {hold.code !== null && (
          <Text size="sm" className="tabular">
            {t('code', { code: hold.code })}
          </Text>
        )}
        <Problem error={lift.error} />
        {hold.reason === 'bounced' && (
          <Button
            variant="default"
            loading={lift.isPending}
            onClick={() =>
              lift.mutate(
                { params: { event: event.slug, registration: id } },
                { onSuccess: () => notifyDone(t('hold.lifted')) },
              )
            }
          >
            {t('hold.lift')}
          </Button>
        )}
      </Stack>
    </Alert>
  );
}
