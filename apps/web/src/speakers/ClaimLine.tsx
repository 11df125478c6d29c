import { Button, Group, Stack, Text } from '@mantine/core';
import type { ListedSpeaker } from '@foyer/contracts';
import { IconMail } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { useAction } from '../server/api.js';
import { EventTime } from '../ui/EventTime.js';
import { Problem } from '../ui/Problem.js';
import { notifyDone } from '../ui/notify.js';

/** Whether the speaker has claimed the profile, and the mail that asks them to. */
export function ClaimLine({ speaker }: { speaker: ListedSpeaker }) {
  const { t } = useTranslation('speakers');
  const { event } = useEvent();
  const invite = useAction('inviteSpeakers', { stale: ['listSpeakers'] });
  const { claim, invitedAt, id } = speaker;
  if (claim === 'unknown') return null;
  return (
    <Stack gap="xs">
      <Group gap="sm">
        <Text c="dimmed">
          {t(`claimHint.${claim}`)}
          {claim === 'invited' && invitedAt && (
            <>
              {' '}
              <EventTime start={invitedAt} />
            </>
          )}
        </Text>
        {claim !== 'claimed' && (
          <Button
            variant="default"
            leftSection={<IconMail size={20} aria-hidden />}
            loading={invite.isPending}
            onClick={() =>
              invite.mutate(
                { params: { event: event.slug }, body: { speakers: [id] } },
                { onSuccess: ({ invited }) => notifyDone(t('invite.sent', { count: invited })) },
              )
            }
          >
            {t(claim === 'invited' ? 'invite.oneAgain' : 'invite.one')}
          </Button>
        )}
      </Group>
      <Problem error={invite.error} />
    </Stack>
  );
}
