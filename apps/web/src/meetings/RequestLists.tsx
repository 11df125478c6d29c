import { Stack, Title } from '@mantine/core';
import type { MeetingRequest } from '@foyer/contracts';
import { IconInbox } from '@tabler/icons-react';
import { useId, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Agreed } from '../schedule/Agreed.js';
import { Empty } from '../ui/Empty.js';
import { ReceivedRequest } from './ReceivedRequest.js';
import { SentRequest } from './SentRequest.js';
import { SettledRequest } from './SettledRequest.js';
import type { MyMeetings } from './use-my-meetings.js';

/** Who asks me, whom I ask, and what came to nothing. */
export function RequestLists({ mine }: { mine: MyMeetings }) {
  const { t } = useTranslation(['meetings', 'schedule']);
  const { received, sent, agreed, settled } = mine;
  if (received.length + sent.length + agreed.length + settled.length === 0) {
    return <Empty icon={<IconInbox />} title={t('requests.emptyTitle')} text={t('requests.emptyText')} />;
  }
  return (
    <Stack gap="lg">
      <List title={t('requests.received')} requests={received}>
        {(request) => <ReceivedRequest key={request.id} request={request} />}
      </List>
      <List title={t('requests.sent')} requests={sent}>
        {(request) => <SentRequest key={request.id} request={request} />}
      </List>
      <List title={t('schedule:agree.title')} requests={agreed}>
        {(request) => <Agreed key={request.id} request={request} />}
      </List>
      <List title={t('requests.settled')} requests={settled}>
        {(request) => <SettledRequest key={request.id} request={request} />}
      </List>
    </Stack>
  );
}

interface ListProps {
  title: string;
  requests: MeetingRequest[];
  children: (request: MeetingRequest) => ReactNode;
}

function List({ title, requests, children }: ListProps) {
  const id = useId();
  if (requests.length === 0) return null;
  return (
    <Stack component="section" gap="sm" aria-labelledby={id}>
      <Title order={2} id={id}>
        {title}
      </Title>
      <Stack component="ul" gap="sm" className="plain-list">
        {requests.map(children)}
      </Stack>
    </Stack>
  );
}
