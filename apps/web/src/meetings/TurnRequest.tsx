import { Button, Card, Group, Stack, Text } from '@mantine/core';
import type { MeetingRequest } from '@foyer/contracts';
import { IconArrowsExchange, IconCalendarCheck, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AgreeButton } from '../schedule/AgreeButton.js';
import { useTimesToCome } from '../schedule/use-times-to-come.js';
import { CounterForm } from './CounterForm.js';
import { DeclineForm } from './DeclineForm.js';
import { Message } from './Message.js';
import { ProposedTimes } from './ProposedTimes.js';
import { AnswerBy, RequestStanding } from './RequestStanding.js';
import { nameOf, RequestWho } from './RequestWho.js';
import { SlotChooser } from './SlotChooser.js';
import { TakeBack } from './TakeBack.js';

/** It is my turn: accept a time, propose others, or say no. */
export function TurnRequest({ request }: { request: MeetingRequest }) {
  const { t } = useTranslation(['meetings', 'meetingRequests']);
  const [answer, setAnswer] = useState<'accept' | 'counter' | 'decline' | null>(null);
  const { chosen } = useTimesToCome();
  const name = nameOf(request);
  const close = () => setAnswer(null);
  const fresh = request.rounds === 0 && request.state === 'open';
  return (
    <Card component="li" className="foyer-card">
      <Stack gap="sm">
        <RequestWho request={request} />
        <Message request={request} />
        <RequestStanding request={request} />
        {answer !== 'accept' && <ProposedTimes request={request} mayAccept />}
        {answer === 'accept' && <SlotChooser request={request} onClose={close} />}
        {answer === 'counter' && <CounterForm request={request} onClose={close} />}
        {answer === 'decline' && <DeclineForm request={request} onClose={close} />}
        {!fresh && request.proposals.length === 0 && answer === null && (
          <Text size="sm">{t('meetingRequests:times.allGone')}</Text>
        )}
        {answer === null && request.state === 'open' && <AgreeButton request={request} />}
        {answer === null && request.state === 'open' && (
          <Group justify="space-between" gap="xs">
            <AnswerBy request={request} />
            <Group justify="flex-end" gap="xs" ms="auto">
              {request.direction === 'received' ? (
                <Button
                  variant="default"
                  leftSection={<IconX size={20} aria-hidden />}
                  onClick={() => setAnswer('decline')}
                  aria-label={t('decline.openTo', { name })}
                >
                  {t('decline.open')}
                </Button>
              ) : (
                <TakeBack request={request} />
              )}
              {chosen && (
                <Button
                  variant="default"
                  leftSection={<IconArrowsExchange size={20} aria-hidden />}
                  onClick={() => setAnswer('counter')}
                  aria-label={t('meetingRequests:counter.openTo', { name })}
                >
                  {t('meetingRequests:counter.open')}
                </Button>
              )}
              {fresh && chosen && (
                <Button
                  variant={request.proposals.length > 0 ? 'default' : 'filled'}
                  leftSection={<IconCalendarCheck size={20} aria-hidden />}
                  onClick={() => setAnswer('accept')}
                  aria-label={t('accept.openTo', { name })}
                >
                  {t('accept.open')}
                </Button>
              )}
            </Group>
          </Group>
        )}
      </Stack>
    </Card>
  );
}
