import { ActionIcon, Indicator, Popover, VisuallyHidden } from '@mantine/core';
import { IconBell } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../server/me.js';
import { Came } from './Came.js';
import { NotificationList } from './NotificationList.js';
import { useUnread } from './use-unread.js';
import './notifications.css';

/** What the reader was told, behind a bell with the number of what they have not read. */
export function Bell() {
  const { me } = useMe();
  return me ? <OwnBell key={me.id} person={me.id} /> : null;
}

/** More than this is told as "99+": it is no number that anybody counts on. */
const mostShown = 99;

function OwnBell({ person }: { person: string }) {
  const { t } = useTranslation('reminders');
  const [opened, setOpened] = useState(false);
  const unread = useUnread(person);
  const count = unread?.length ?? 0;
  const title = t('bell.title');
  return (
    <>
      <Popover
        opened={opened}
        onChange={setOpened}
        position="bottom-end"
        width="min(400px, calc(100vw - 24px))"
        trapFocus
        returnFocus
      >
        <Indicator
          label={count > mostShown ? `${mostShown}+` : count}
          disabled={count === 0}
          size={20}
          offset={8}
          classNames={{ indicator: 'bell-count tabular' }}
        >
          <Popover.Target>
            <ActionIcon
              variant="subtle"
              color="gray"
              c="var(--mantine-color-text)"
              onClick={() => setOpened((was) => !was)}
            >
              <IconBell aria-hidden />
              <VisuallyHidden>
                {count > 0 ? `${title}: ${t('bell.unread', { count })}` : title}
              </VisuallyHidden>
            </ActionIcon>
          </Popover.Target>
        </Indicator>
        <Popover.Dropdown p={0} aria-label={title}>
          {opened && <NotificationList newest={unread?.[0]} onLeave={() => setOpened(false)} />}
        </Popover.Dropdown>
      </Popover>
      <Came unread={unread} />
    </>
  );
}
