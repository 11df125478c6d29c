import { Anchor, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'react-router';
import { useEvent } from '../events/use-event.js';
import { useMe } from '../server/me.js';

/** Says to guests that they are ones, and how they become more. Nothing for everybody else. */
export function GuestNote() {
  const { t } = useTranslation('guests');
  const { event, guest } = useEvent();
  const { pathname } = useLocation();
  const { me } = useMe();
  if (guest === null) return null;
  return (
    <Text size="sm" className="guest-note">
      {t(guest === 'ask' ? 'note.ask' : 'note.listen')}{' '}
      {me ? (
        <Anchor component={Link} to={`/e/${event.slug}/register`}>
          {t('note.register')}
        </Anchor>
      ) : (
        <Anchor component={Link} to={`/sign-in?next=${encodeURIComponent(pathname)}`}>
          {t(guest === 'ask' ? 'note.signIn' : 'note.signInToAsk')}
        </Anchor>
      )}
    </Text>
  );
}
