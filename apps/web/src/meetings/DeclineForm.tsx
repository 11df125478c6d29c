import { Button, Group, Stack, TextInput } from '@mantine/core';
import type { MeetingRequest } from '@foyer/contracts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { useAction } from '../server/api.js';
import { Problem } from '../ui/Problem.js';
import { nameOf } from './RequestWho.js';

/** Says no, with a reason if one likes. */
export function DeclineForm({ request, onClose }: { request: MeetingRequest; onClose: () => void }) {
  const { t } = useTranslation('meetings');
  const { event } = useEvent();
  const [reason, setReason] = useState('');
  const decline = useAction('declineRequest');
  return (
    <form
      onSubmit={(submit) => {
        submit.preventDefault();
        const words = reason.trim();
        decline.mutate({
          params: { event: event.slug, request: request.id },
          body: words ? { reason: words } : {},
        });
      }}
    >
      <Stack gap="sm">
        <TextInput
          label={t('decline.reason')}
          description={t('decline.hint', { name: nameOf(request) })}
          value={reason}
          onChange={(change) => setReason(change.currentTarget.value)}
          maxLength={200}
        />
        <Problem error={decline.error} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('back')}
          </Button>
          <Button type="submit" loading={decline.isPending}>
            {t('decline.send')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
