import { Anchor, Button, Card, Group, Stack, Text } from '@mantine/core';
import { formatDayTime } from '@foyer/locales';
import { IconListDetails, IconMailPlus, IconSend } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useEvent } from '../events/use-event.js';
import { useCall, type Answer } from '../server/api.js';
import { Empty } from '../ui/Empty.js';
import { EventTime } from '../ui/EventTime.js';
import { Loaded } from '../ui/Loaded.js';
import NotFound from '../ui/NotFound.js';
import { Page } from '../ui/Page.js';
import { useNow } from '../ui/use-now.js';
import { useLocalised, useReader } from '../ui/use-reader.js';
import { Counts } from './Counts.js';
import { MessageStatus, statusOf } from './MessageStatus.js';
import './outbox.css';

/** What organisers have written to their people, and what they are writing. */
export default function OutboxPage() {
  const { t } = useTranslation(['outbox', 'mails']);
  const { event, roles } = useEvent();
  const messages = useCall('listMessages', { params: { event: event.slug } }, { refetchEveryMs: 5_000 });
  if (!roles.some((role) => role === 'owner' || role === 'organiser')) return <NotFound />;
  const write = (
    <Group gap="sm">
      <Button
        component={Link}
        to="log"
        variant="default"
        leftSection={<IconListDetails size={20} aria-hidden />}
      >
        {t('mails:title')}
      </Button>
      <Button component={Link} to="new" leftSection={<IconMailPlus size={20} aria-hidden />}>
        {t('write')}
      </Button>
    </Group>
  );
  return (
    <Page title={t('title')} intro={t('intro')} action={write}>
      <Loaded query={messages}>
        {({ messages: all }) =>
          all.length === 0 ? (
            <Empty icon={<IconSend />} title={t('emptyTitle')} text={t('emptyText')} />
          ) : (
            <Stack component="ul" gap="sm" className="plain-list">
              {all.map((message) => (
                <MessageCard key={message.id} message={message} />
              ))}
            </Stack>
          )
        }
      </Loaded>
    </Page>
  );
}

function MessageCard({ message }: { message: Answer<'listMessages'>['messages'][number] }) {
  const { t } = useTranslation('outbox');
  const { event } = useEvent();
  const reader = useReader();
  const say = useLocalised(event.languages[0]);
  const status = statusOf(message, useNow(event, 10_000));
  return (
    <Card component="li" className="foyer-card" padding="md">
      <Stack gap="xs">
        <Group justify="space-between" align="flex-start" gap="xs">
          <Anchor
            component={Link}
            to={message.id}
            fw={600}
            c="inherit"
            className="outbox-breaking"
            flex="1 1 240px"
          >
            {say(message.subject) || t('untitled')}
          </Anchor>
          <MessageStatus status={status} />
        </Group>
        {status === 'due' && message.dueAt !== null && (
          <Text size="sm">
            {t('dueAt')} <EventTime start={message.dueAt} timeZone={event.timeZone} />
          </Text>
        )}
        {message.state !== 'draft' && <Counts counts={message.counts} />}
        <Text size="sm" c="dimmed">
          {message.confirmedAt === null
            ? t('changed', { when: formatDayTime(message.updatedAt, reader, true) })
            : t('confirmed', { when: formatDayTime(message.confirmedAt, reader, true) })}
        </Text>
      </Stack>
    </Card>
  );
}
