import { Anchor } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconBell } from '@tabler/icons-react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { live } from '../../server/live.js';

/** Somebody waits for the reader in a meeting: said on whichever page they are, with the way there. */
export function RoomCalls() {
  const { t } = useTranslation(['meetingRoom', 'common']);
  const navigate = useNavigate();
  useEffect(
    () =>
      live.hear('roomCall', ({ event, meeting, name }) => {
        const to = `/e/${event}/meetings/${meeting}`;
        notifications.show({
          id: meeting,
          title: t('called.title', { name }),
          message: (
            <Anchor
              href={to}
              onClick={(press) => {
                press.preventDefault();
                notifications.hide(meeting);
                void navigate(to);
              }}
            >
              {t('called.go')}
            </Anchor>
          ),
          icon: <IconBell aria-hidden />,
          autoClose: false,
          withBorder: true,
          role: 'alert',
          closeButtonProps: { 'aria-label': t('common:action.close') },
        });
      }),
    [t, navigate],
  );
  return null;
}
