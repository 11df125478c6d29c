import { Button, Card, Group, Stack } from '@mantine/core';
import type { MeetingRequest } from '@foyer/contracts';
import { IconCheck, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AgreeButton } from '../schedule/AgreeButton.js';
import { useTimesToCome } from '../schedule/use-times-to-come.js';
import { DeclineForm } from './DeclineForm.js';
import { nameOf, RequestWho } from './RequestWho.js';
import { Message } from './Message.js';
import { SlotChooser } from './SlotChooser.js';

/** Somebody asks me: accept by choosing a time, or decline. */
export function ReceivedRequest({ request }: { request: MeetingRequest }) {
  const { t } = useTranslation('meetings');
  const [answer, setAnswer] = useState<'accept' | 'decline' | null>(null);
  const name = nameOf(request);
  const { chosen } = useTimesToCome();
  const close = () => setAnswer(null);
  return (
    <Card component="li" className="foyer-card">
      <Stack gap="sm">
        <RequestWho request={request} />
        <Message request={request} />
        {answer === 'accept' && <SlotChooser request={request} onClose={close} />}
        {answer === 'decline' && <DeclineForm request={request} onClose={close} />}
        {answer === null && <AgreeButton request={request} />}
        {answer === null && (
          <Group justify="flex-end">
            <Button
              variant="default"
              leftSection={<IconX size={20} aria-hidden />}
              onClick={() => setAnswer('decline')}
              aria-label={t('decline.openTo', { name })}
            >
              {t('decline.open')}
            </Button>
            {chosen && (
              <Button
                leftSection={<IconCheck size={20} aria-hidden />}
                onClick={() => setAnswer('accept')}
                aria-label={t('accept.openTo', { name })}
              >
                {t('accept.open')}
              </Button>
            )}
          </Group>
        )}
      </Stack>
    </Card>
  );
}
