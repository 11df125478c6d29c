import { Button } from '@mantine/core';
import { isProblem } from '@foyer/client';
import { IconLogin2, IconTicket } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'react-router';
import { useEvent } from '../events/use-event.js';
import { useMe } from '../server/me.js';
import { Empty } from '../ui/Empty.js';
import { Loading } from '../ui/Loading.js';

/** Lets in who takes part; tells the others what to do. `error` is what the page's own reading was refused with. */
export function Gate({ error, children }: { error?: Error | null; children: ReactNode }) {
  const { t } = useTranslation(['partners', 'meetings', 'common']);
  const { event, person } = useEvent();
  const { me } = useMe();
  const { pathname, search } = useLocation();
  if (me === undefined || (me && person === null)) return <Loading />;
  if (me === null) {
    return (
      <Empty
        icon={<IconLogin2 />}
        title={t('strangers.signInTitle')}
        text={t('meetings:strangers.signInText')}
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
        title={t('strangers.registerTitle')}
        text={t('meetings:strangers.registerText')}
        action={
          <Button component={Link} to={`/e/${event.slug}/register`}>
            {t('meetings:strangers.register')}
          </Button>
        }
      />
    );
  }
  return children;
}
