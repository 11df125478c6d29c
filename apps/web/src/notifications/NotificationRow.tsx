import { ActionIcon, Group, Text, VisuallyHidden } from '@mantine/core';
import { IconMail, IconMailOpened } from '@tabler/icons-react';
import { formatDayTime } from '@foyer/locales';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Answer } from '../server/api.js';
import { useLocalised, useReader } from '../ui/use-reader.js';

interface NotificationRowProps {
  notification: Answer<'listNotifications'>['notifications'][number];
  onOpen: () => void;
  onMark: (read: boolean) => void;
}

/** One thing that somebody was told; leads to the page that it is about. */
export function NotificationRow({ notification, onOpen, onMark }: NotificationRowProps) {
  const { t } = useTranslation('reminders');
  const reader = useReader();
  const say = useLocalised();
  const { title, text, path, event, createdAt, readAt } = notification;
  const unread = readAt === null;
  return (
    <Group
      wrap="nowrap"
      gap={0}
      align="flex-start"
      className={unread ? 'notification is-unread' : 'notification'}
    >
      <Link to={path} onClick={onOpen} className="notification-link">
        {unread && <VisuallyHidden>{t('bell.isUnread')}: </VisuallyHidden>}
        <Text span display="block" fw={unread ? 650 : 400}>
          {title}
        </Text>
        {text && (
          <Text span display="block" size="sm">
            {text}
          </Text>
        )}
        <Text span display="block" size="sm" c="dimmed">
          {say(event.title)} · <time dateTime={createdAt}>{formatDayTime(createdAt, reader)}</time>
        </Text>
      </Link>
      <ActionIcon variant="subtle" color="gray" onClick={() => onMark(unread)}>
        {unread ? <IconMailOpened aria-hidden size={20} /> : <IconMail aria-hidden size={20} />}
        <VisuallyHidden>{t(unread ? 'bell.read' : 'bell.unreadAgain', { what: title })}</VisuallyHidden>
      </ActionIcon>
    </Group>
  );
}
