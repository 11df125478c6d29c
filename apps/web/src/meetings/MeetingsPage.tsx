import { Button } from '@mantine/core';
import { isProblem } from '@foyer/client';
import { IconLogin2, IconTicket } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'react-router';
import { useEvent } from '../events/use-event.js';
import { hasPage } from '../pages.js';
import { useMe } from '../server/me.js';
import { Empty } from '../ui/Empty.js';
import { Loaded } from '../ui/Loaded.js';
import { Loading } from '../ui/Loading.js';
import { Page } from '../ui/Page.js';
import { MeetingsDesk } from './MeetingsDesk.js';
import { useMyMeetings } from './use-my-meetings.js';
import './meetings.css';

/** Partners and meetings: whom to meet, who asks, and my day. */
export default function MeetingsPage() {
  const { t } = useTranslation(['meetings', 'common']);
  const { event, person } = useEvent();
  const { me } = useMe();
  const { pathname } = useLocation();
  const mine = useMyMeetings();
  const content = () => {
    // Who one is here is known a moment after who one is.
    if (me === undefined || (me && person === null)) return <Loading />;
    if (me === null) {
      return (
        <Empty
          icon={<IconLogin2 />}
          title={t('strangers.signInTitle')}
          text={t('strangers.signInText')}
          action={
            <Button component={Link} to={`/sign-in?next=${encodeURIComponent(pathname)}`}>
              {t('common:signIn')}
            </Button>
          }
        />
      );
    }
    if (isProblem(mine.error, 'not_registered')) {
      return (
        <Empty
          icon={<IconTicket />}
          title={t('strangers.registerTitle')}
          text={t('strangers.registerText')}
          action={
            hasPage('/e/:event/register') && (
              <Button component={Link} to={`/e/${event.slug}/register`}>
                {t('strangers.register')}
              </Button>
            )
          }
        />
      );
    }
    return <Loaded query={mine}>{(answer) => <MeetingsDesk mine={answer} />}</Loaded>;
  };
  return (
    <Page title={t('title')} intro={t('intro')} width="wide">
      {content()}
    </Page>
  );
}
