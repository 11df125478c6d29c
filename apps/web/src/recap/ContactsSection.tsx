import type { Recap } from '@foyer/contracts';
import { Button, Stack } from '@mantine/core';
import { IconAddressBook } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { CardLines } from '../after/ContactShare.js';
import { useEvent } from '../events/use-event.js';
import { ReportSection } from '../report/ReportSection.js';
import { api } from '../server/api.js';

/** Cards that were given to me for mine, to be taken along one by one or all at once. */
export function ContactsSection({ contacts }: Pick<Recap, 'contacts'>) {
  const { t } = useTranslation(['recap', 'after']);
  const { event } = useEvent();
  const { slug } = event;
  return (
    <ReportSection title={t('contacts.title')} empty={contacts.length === 0 && t('contacts.none')}>
      {() => (
        <Stack gap="sm" align="flex-start">
          <ul className="plain-list recap-list">
            {contacts.map(({ person, card }) => (
              <li key={person}>
                <CardLines card={card} linked />
                <Button
                  component="a"
                  href={api.url('getContactCard', { params: { event: slug, person } })}
                  download
                  variant="subtle"
                  className="no-print"
                  aria-label={t('after:contact.downloadOf', { name: card.name })}
                >
                  {t('after:contact.download')}
                </Button>
              </li>
            ))}
          </ul>
          <Button
            component="a"
            href={api.url('exportContacts', { params: { event: slug, format: 'vcf' } })}
            download
            variant="default"
            className="no-print"
            leftSection={<IconAddressBook size={20} aria-hidden />}
          >
            {t('after:contacts.vcf')}
          </Button>
        </Stack>
      )}
    </ReportSection>
  );
}
