import { Button, Stack } from '@mantine/core';
import { isProblem } from '@foyer/client';
import { IconAddressBook, IconLogin2, IconTicket } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'react-router';
import { useEvent } from '../events/use-event.js';
import { useMe } from '../server/me.js';
import { Empty } from '../ui/Empty.js';
import { Loaded } from '../ui/Loaded.js';
import { Loading } from '../ui/Loading.js';
import { Page } from '../ui/Page.js';
import { ContactList } from './ContactList.js';
import { useAfter } from './use-after.js';
import './after.css';

/** The people I met: what I noted, and the contacts that were given to me. */
export default function ContactsPage() {
  const { t } = useTranslation(['after', 'meetings', 'common']);
  const { event, person } = useEvent();
  const { me } = useMe();
  const { pathname } = useLocation();
  const after = useAfter();
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
    if (isProblem(after.error, 'not_registered')) {
      return (
        <Empty
          icon={<IconTicket />}
          title={t('strangers.registerTitle')}
          text={t('strangers.registerText')}
          action={
            <Button component={Link} to={`/e/${event.slug}/register`}>
              {t('meetings:strangers.register')}
            </Button>
          }
        />
      );
    }
    return (
      <Loaded query={after}>
        {({ contacts, mine }) =>
          contacts.size === 0 ? (
            <Empty
              icon={<IconAddressBook />}
              title={t('contacts.emptyTitle')}
              text={t('contacts.emptyText')}
              action={
                <Button component={Link} to={`/e/${event.slug}/meetings`}>
                  {t('contacts.find')}
                </Button>
              }
            />
          ) : (
            <ContactList contacts={[...contacts.values()]} mine={mine} />
          )
        }
      </Loaded>
    );
  };
  return (
    <Page
      title={t('contacts.title')}
      intro={t('contacts.intro')}
      action={
        <Button component={Link} to={`/e/${event.slug}/meetings`} variant="default" className="no-print">
          {t('contacts.back')}
        </Button>
      }
    >
      <Stack gap="md">{content()}</Stack>
    </Page>
  );
}
