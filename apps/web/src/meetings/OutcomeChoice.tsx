import { Button, Group, Stack, Text } from '@mantine/core';
import { outcomes, type Meeting } from '@foyer/contracts';
import { IconCheck } from '@tabler/icons-react';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { useAction } from '../server/api.js';
import { Problem } from '../ui/Problem.js';

/** What came of it, in one tap; it can be changed by another. */
export function OutcomeChoice({ meeting }: { meeting: Meeting }) {
  const { t } = useTranslation('meetings');
  const { event } = useEvent();
  const id = useId();
  const rate = useAction('sayOfMeeting', { stale: ['listMyAfter', 'listContacts'] });
  return (
    <Stack gap="xs" role="group" aria-labelledby={id}>
      <Text size="sm" id={id}>
        {t('outcome.question')}
      </Text>
      <Group gap="xs">
        {outcomes.map((outcome) => {
          const chosen = meeting.outcome === outcome;
          return (
            <Button
              key={outcome}
              variant={chosen ? 'filled' : 'default'}
              aria-pressed={chosen}
              {...(chosen ? { leftSection: <IconCheck size={18} aria-hidden /> } : {})}
              onClick={() =>
                rate.mutate({ params: { event: event.slug, meeting: meeting.id }, body: { outcome } })
              }
            >
              {t(`outcome.${outcome}`)}
            </Button>
          );
        })}
      </Group>
      <Problem error={rate.error} />
    </Stack>
  );
}
