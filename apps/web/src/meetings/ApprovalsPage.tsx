import { Button, Card, Checkbox, Group, Stack, Text, TextInput } from '@mantine/core';
import type { AwaitingMeeting } from '@foyer/contracts';
import { IconCheck, IconCircleCheck, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { useAction, useCall } from '../server/api.js';
import { Empty } from '../ui/Empty.js';
import { EventTime } from '../ui/EventTime.js';
import { Loaded } from '../ui/Loaded.js';
import NotFound from '../ui/NotFound.js';
import { notifyDone } from '../ui/notify.js';
import { Page } from '../ui/Page.js';
import { Problem } from '../ui/Problem.js';
import { PartnerWho } from './PartnerWho.js';
import { useTable } from './use-table.js';
import './meetings.css';

/** For organisers: meetings that two people have agreed on and that wait for a yes. */
export default function ApprovalsPage() {
  const { t } = useTranslation('meetingRequests');
  const { event, roles } = useEvent();
  const awaiting = useCall(
    'listAwaitingMeetings',
    { params: { event: event.slug } },
    { refetchEveryMs: 15_000, enabled: roles.some((role) => role === 'owner' || role === 'organiser') },
  );
  if (!roles.some((role) => role === 'owner' || role === 'organiser')) return <NotFound />;
  return (
    <Page title={t('approvals.title')} intro={t('approvals.intro')}>
      <Loaded query={awaiting}>
        {({ meetings }) =>
          meetings.length === 0 ? (
            <Empty
              icon={<IconCircleCheck />}
              title={t('approvals.emptyTitle')}
              text={t('approvals.emptyText')}
            />
          ) : (
            <Waiting meetings={meetings} />
          )
        }
      </Loaded>
    </Page>
  );
}

function Waiting({ meetings }: { meetings: AwaitingMeeting[] }) {
  const { t } = useTranslation('meetingRequests');
  const { event } = useEvent();
  const decide = useAction('decideMeetings', { stale: ['listAwaitingMeetings', 'getOverview'], once: true });
  const [wished, setWished] = useState<ReadonlySet<string>>(new Set());
  const [reason, setReason] = useState('');
  // What was decided elsewhere meanwhile is no longer chosen.
  const chosen = meetings.filter(({ id }) => wished.has(id)).map(({ id }) => id);
  const count = chosen.length;
  const send = (approve: boolean) => {
    const words = reason.trim();
    decide.mutate(
      {
        params: { event: event.slug },
        body: { meetings: chosen, approve, ...(!approve && words ? { reason: words } : {}) },
      },
      {
        onSuccess: ({ decided, gone }) => {
          setWished(new Set());
          setReason('');
          const done = t(approve ? 'approvals.approved' : 'approvals.refused', { count: decided.length });
          notifyDone(gone.length > 0 ? `${done} ${t('approvals.gone', { count: gone.length })}` : done);
        },
      },
    );
  };
  return (
    <Stack gap="md">
      <Checkbox
        label={t('approvals.all')}
        checked={count === meetings.length}
        indeterminate={count > 0 && count < meetings.length}
        onChange={() => setWished(new Set(count === meetings.length ? [] : meetings.map(({ id }) => id)))}
      />
      <Stack component="ul" gap="sm" className="plain-list">
        {meetings.map((meeting) => (
          <AwaitingRow
            key={meeting.id}
            meeting={meeting}
            checked={wished.has(meeting.id)}
            onChange={(checked) => {
              const next = new Set(wished);
              if (checked) next.add(meeting.id);
              else next.delete(meeting.id);
              setWished(next);
            }}
          />
        ))}
      </Stack>
      {count > 0 && (
        <Card className="foyer-card approval-bar" padding="md">
          <Stack gap="sm">
            <Problem error={decide.error} />
            <TextInput
              label={t('approvals.reason')}
              description={t('approvals.reasonHint')}
              value={reason}
              onChange={(change) => setReason(change.currentTarget.value)}
              maxLength={200}
            />
            <Group justify="flex-end" gap="sm">
              <Button
                variant="default"
                leftSection={<IconX size={20} aria-hidden />}
                disabled={decide.isPending}
                onClick={() => send(false)}
              >
                {t('approvals.refuse', { count })}
              </Button>
              <Button
                leftSection={<IconCheck size={20} aria-hidden />}
                loading={decide.isPending}
                onClick={() => send(true)}
              >
                {t('approvals.approve', { count })}
              </Button>
            </Group>
          </Stack>
        </Card>
      )}
    </Stack>
  );
}

interface AwaitingRowProps {
  meeting: AwaitingMeeting;
  checked: boolean;
  onChange: (checked: boolean) => void;
}

function AwaitingRow({ meeting, checked, onChange }: AwaitingRowProps) {
  const { t } = useTranslation('meetingRequests');
  const { event } = useEvent();
  const { asker, asked, message, startsAt, endsAt } = meeting;
  const table = useTable()(meeting);
  return (
    <Card component="li" className="foyer-card">
      <Group gap="md" wrap="nowrap" align="flex-start">
        <Checkbox
          size="md"
          mt={8}
          checked={checked}
          onChange={(change) => onChange(change.currentTarget.checked)}
          aria-label={t('approvals.select', { asker: asker.name, asked: asked.name })}
        />
        <Stack gap="sm" flex={1} miw={0}>
          <Group gap="sm" align="baseline">
            <EventTime start={startsAt} end={endsAt} timeZone={event.timeZone} fw={600} />
            {table !== null && <Text size="sm">{table}</Text>}
          </Group>
          <div className="form-pair">
            <PartnerWho partner={asker} />
            <PartnerWho partner={asked} />
          </div>
          {message && (
            <Text component="blockquote" size="sm" className="meeting-message">
              {message}
            </Text>
          )}
        </Stack>
      </Group>
    </Card>
  );
}
