import { Button, Group, ScrollArea, Stack, Text, Title } from '@mantine/core';
import { IconBellOff, IconChecks, IconSettings } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { forget, useAction, useCall } from '../server/api.js';
import { Loaded } from '../ui/Loaded.js';
import { Problem } from '../ui/Problem.js';
import { NotificationRow } from './NotificationRow.js';

/** So many at first, and so many more by each press. */
const step = 15;

interface NotificationListProps {
  /** The newest of what is unread: once there is another, the list is read anew. */
  newest: string | undefined;
  /** One has gone to the page of a notification, or to the settings. */
  onLeave: () => void;
}

/** What the reader was told, newest first. */
export function NotificationList({ newest, onLeave }: NotificationListProps) {
  const { t } = useTranslation(['reminders', 'common']);
  const [limit, setLimit] = useState(step);
  const list = useCall('listNotifications', { query: { limit } }, { keepOld: true, staleTime: 0 });
  const mark = useAction('markNotifications', { stale: ['listNotifications'] });
  const readAll = useAction('readNotifications', { stale: ['listNotifications'] });
  useEffect(() => {
    void forget('listNotifications');
  }, [newest]);
  return (
    <Stack gap={0} className="bell-list">
      <Group justify="space-between" wrap="nowrap" gap="xs" px="md" pt="sm">
        <Title order={2} size="h5">
          {t('bell.title')}
        </Title>
        <Button
          component={Link}
          to="/account/notifications"
          onClick={onLeave}
          variant="subtle"
          size="compact-md"
          mih={44}
          leftSection={<IconSettings size={18} aria-hidden />}
        >
          {t('settings.title')}
        </Button>
      </Group>
      <Problem error={mark.error ?? readAll.error} />
      <Loaded query={list}>
        {({ notifications, next }) =>
          notifications.length === 0 ? (
            <Stack align="center" p="lg" gap="xs">
              <IconBellOff aria-hidden />
              <Text ta="center">{t('bell.empty')}</Text>
            </Stack>
          ) : (
            <>
              <ScrollArea.Autosize mah="min(60vh, 480px)" type="auto">
                <ul className="plain-list">
                  {notifications.map((one) => (
                    <li key={one.id} className="lined-row">
                      <NotificationRow
                        notification={one}
                        onOpen={() => {
                          if (one.readAt === null) mark.mutate({ body: { ids: [one.id], read: true } });
                          onLeave();
                        }}
                        onMark={(read) => mark.mutate({ body: { ids: [one.id], read } })}
                      />
                    </li>
                  ))}
                </ul>
              </ScrollArea.Autosize>
              <Group gap="xs" px="md" py="xs">
                <Button
                  variant="light"
                  leftSection={<IconChecks size={18} aria-hidden />}
                  loading={readAll.isPending}
                  onClick={() => {
                    const [first] = notifications;
                    if (first) readAll.mutate({ body: { upTo: first.id } });
                  }}
                >
                  {t('bell.readAll')}
                </Button>
                {next !== null && (
                  <Button variant="subtle" onClick={() => setLimit((was) => Math.min(500, was + step))}>
                    {t('bell.older')}
                  </Button>
                )}
              </Group>
            </>
          )
        }
      </Loaded>
    </Stack>
  );
}
