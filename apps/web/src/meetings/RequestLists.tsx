import { Stack, Title } from '@mantine/core';
import type { MeetingRequest } from '@foyer/contracts';
import { IconInbox } from '@tabler/icons-react';
import { useId, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Agreed } from '../schedule/Agreed.js';
import { Empty } from '../ui/Empty.js';
import { SettledRequest } from './SettledRequest.js';
import { TurnRequest } from './TurnRequest.js';
import type { MyMeetings } from './use-my-meetings.js';
import { WaitingRequest } from './WaitingRequest.js';

/** What waits for me, what waits for others, and what came to nothing. */
export function RequestLists({ mine }: { mine: MyMeetings }) {
  const { t } = useTranslation(['meetings', 'meetingRequests', 'schedule']);
  const { received, sent, agreed, settled } = mine;
  if (received.length + sent.length + agreed.length + settled.length === 0) {
    return <Empty icon={<IconInbox />} title={t('requests.emptyTitle')} text={t('requests.emptyText')} />;
  }
  return (
    <Stack gap="lg">
      <List title={t('meetingRequests:list.turn')} requests={received}>
        {(request) => <TurnRequest key={request.id} request={request} />}
      </List>
      <List title={t('meetingRequests:list.waiting')} requests={sent}>
        {(request) => <WaitingRequest key={request.id} request={request} />}
      </List>
      <List title={t('schedule:agree.title')} requests={agreed}>
        {(request) => <Agreed key={request.id} request={request} />}
      </List>
      <List title={t('requests.settled')} requests={settled}>
        {(request) => (
          <SettledRequest
            key={request.id}
            request={request}
            refused={mine.meetings.find(({ id }) => id === request.meeting)?.refused ?? null}
          />
        )}
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
