import { Button, Group, Stack, Textarea } from '@mantine/core';
import type { Partner } from '@foyer/contracts';
import { IconSend } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { useAction } from '../server/api.js';
import { notifyDone } from '../ui/notify.js';
import { Problem } from '../ui/Problem.js';

/** Asks somebody to meet, with a few words if one likes. */
export function AskForm({ partner, onClose }: { partner: Partner; onClose: () => void }) {
  const { t } = useTranslation('meetings');
  const { event } = useEvent();
  const [message, setMessage] = useState('');
  const ask = useAction('requestMeeting', {
    stale: ['listPartners', 'listRecommendations', 'listDirectory', 'getPartner', 'getPartnerOrganisation'],
  });
  const send = () => {
    const words = message.trim();
    ask.mutate(
      {
        params: { event: event.slug },
        body: { to: partner.person, ...(words ? { message: words } : {}) },
      },
      { onSuccess: () => notifyDone(t('ask.sent', { name: partner.name })) },
    );
  };
  return (
    <form
      onSubmit={(submit) => {
        submit.preventDefault();
        send();
      }}
    >
      <Stack gap="sm">
        <Textarea
          label={t('ask.message', { name: partner.name })}
          description={t('ask.hint')}
          value={message}
          onChange={(change) => setMessage(change.currentTarget.value)}
          maxLength={500}
          autosize
          minRows={2}
          data-autofocus
        />
        <Problem error={ask.error} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('back')}
          </Button>
          <Button type="submit" loading={ask.isPending} leftSection={<IconSend size={20} aria-hidden />}>
            {t('ask.send')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
