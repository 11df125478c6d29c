import { Card, Group, Stack } from '@mantine/core';
import type { MeetingRequest } from '@foyer/contracts';
import { IconX } from '@tabler/icons-react';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DeclineForm } from './DeclineForm.js';
import { Message } from './Message.js';
import { ProposedTimes } from './ProposedTimes.js';
import { AnswerBy, RequestStanding } from './RequestStanding.js';
import { nameOf, RequestWho } from './RequestWho.js';
import { TakeBack } from './TakeBack.js';

/** It is the others' turn, or a colleague of mine answers. */
export function WaitingRequest({ request }: { request: MeetingRequest }) {
  const { t } = useTranslation('meetings');
  const [declining, setDeclining] = useState(false);
  const mine = request.takenBy === null;
  return (
    <Card component="li" className="foyer-card">
      <Stack gap="sm">
        <RequestWho request={request} />
        <Message request={request} />
        <RequestStanding request={request} />
        <ProposedTimes request={request} mayAccept={false} />
        {declining && <DeclineForm request={request} onClose={() => setDeclining(false)} />}
        {mine && !declining && (
          <Group justify="space-between" gap="xs">
            <AnswerBy request={request} />
            {request.direction === 'sent' ? (
              <TakeBack request={request} />
            ) : (
              <Button
                variant="default"
                leftSection={<IconX size={20} aria-hidden />}
                onClick={() => setDeclining(true)}
                aria-label={t('decline.openTo', { name: nameOf(request) })}
              >
                {t('decline.open')}
              </Button>
            )}
          </Group>
        )}
      </Stack>
    </Card>
  );
}
