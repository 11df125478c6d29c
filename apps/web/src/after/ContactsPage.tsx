import { Button, Stack } from '@mantine/core';
import { IconAddressBook } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { ParticipantsOnly } from '../events/ParticipantsOnly.js';
import { useEvent } from '../events/use-event.js';
import { Empty } from '../ui/Empty.js';
import { Loaded } from '../ui/Loaded.js';
import { Page } from '../ui/Page.js';
import { ContactList } from './ContactList.js';
import { useAfter } from './use-after.js';
import './after.css';

/** The people I met: what I noted, and the contacts that were given to me. */
export default function ContactsPage() {
  const { t } = useTranslation('after');
  const { event } = useEvent();
  const after = useAfter();
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
      <Stack gap="md">
        <ParticipantsOnly words={t('strangers', { returnObjects: true })} error={after.error}>
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
        </ParticipantsOnly>
      </Stack>
    </Page>
  );
}
