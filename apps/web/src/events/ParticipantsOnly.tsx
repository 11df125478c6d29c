import { Button } from '@mantine/core';
import { isProblem } from '@foyer/client';
import { IconLogin2, IconTicket } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'react-router';
import { useMe } from '../server/me.js';
import { Empty } from '../ui/Empty.js';
import { MeLoading } from '../ui/MeLoading.js';
import { useEvent } from './use-event.js';

/** What is said to who is not in yet. */
export interface StrangerWords {
  signInTitle: string;
  signInText: string;
  registerTitle: string;
  registerText: string;
}

/** Lets in who takes part; tells the others what to do. `error` is what the page's own reading was refused with. */
export function ParticipantsOnly({
  words,
  error,
  children,
}: {
  words: StrangerWords;
  error?: Error | null;
  children: ReactNode;
}) {
  const { t } = useTranslation(['meetings', 'common']);
  const { event, person } = useEvent();
  const { me } = useMe();
  const { pathname, search } = useLocation();
  // Who one is here is known a moment after who one is.
  if (me === undefined || (me && person === null)) return <MeLoading event={event.slug} />;
  if (me === null) {
    return (
      <Empty
        icon={<IconLogin2 />}
        title={words.signInTitle}
        text={words.signInText}
        action={
          <Button component={Link} to={`/sign-in?next=${encodeURIComponent(`${pathname}${search}`)}`}>
            {t('common:signIn')}
          </Button>
        }
      />
    );
  }
  if (isProblem(error, 'not_registered')) {
    return (
      <Empty
        icon={<IconTicket />}
        title={words.registerTitle}
        text={words.registerText}
        action={
          <Button component={Link} to={`/e/${event.slug}/register`}>
            {t('strangers.register')}
          </Button>
        }
      />
    );
  }
  return children;
}
