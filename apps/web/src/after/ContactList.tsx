import { Button, Card, Group, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import type { Contact, ContactCard } from '@foyer/contracts';
import { capitalised, formatDay } from '@foyer/locales';
import {
  IconAddressBook,
  IconBell,
  IconFileSpreadsheet,
  IconSearch,
  IconSearchOff,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { useEvent } from '../events/use-event.js';
import { PartnerWho } from '../meetings/PartnerWho.js';
import { api } from '../server/api.js';
import { Empty } from '../ui/Empty.js';
import { EventTime } from '../ui/EventTime.js';
import { useAddress } from '../ui/use-address.js';
import { useReader } from '../ui/use-reader.js';
import { useSearchBox } from '../ui/use-search-box.js';
import { ContactShare } from './ContactShare.js';

const filters = ['all', 'exchanged', 'wanted', 'followUp', 'interest'] as const;
type Filter = (typeof filters)[number];
const Address = z.object({
  search: z.string().optional().catch(undefined),
  show: z.enum(filters).optional().catch(undefined),
});

const fits: Record<Filter, (contact: Contact) => boolean> = {
  all: () => true,
  exchanged: ({ state }) => state === 'exchanged',
  wanted: ({ state }) => state === 'wanted',
  followUp: ({ meetings }) => meetings.some(({ followUpOn }) => followUpOn !== null),
  interest: ({ meetings }) => meetings.some(({ outcome }) => outcome === 'cooperation-possible'),
};

function found(contacts: Contact[], search: string, show: Filter): Contact[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  return contacts.filter((contact) => {
    const { name, organisation, jobTitle } = contact.person;
    const text = [name, organisation, jobTitle, ...contact.meetings.map(({ note }) => note)]
      .join(' ')
      .toLowerCase();
    return fits[show](contact) && words.every((word) => text.includes(word));
  });
}

/** Whom I met, to be searched, narrowed and taken along. */
export function ContactList({ contacts, mine }: { contacts: Contact[]; mine: ContactCard }) {
  const { t } = useTranslation('after');
  const { event } = useEvent();
  const [{ search = '', show = 'all' }, change] = useAddress(Address);
  const box = useSearchBox(search, (words) => change({ search: words }));
  const shown = found(contacts, search, show);
  const exchanged = contacts.filter(fits.exchanged).length;
  const file = (format: 'csv' | 'vcf') =>
    api.url('exportContacts', { params: { event: event.slug, format } });
  return (
    <>
      <div className="contact-tools no-print">
        <TextInput
          {...box}
          type="search"
          label={t('contacts.search')}
          description={t('contacts.searchHint')}
          leftSection={<IconSearch size={18} aria-hidden />}
        />
        <NativeSelect
          size="md"
          label={t('contacts.show')}
          value={show}
          onChange={(event_) => {
            const chosen = filters.find((one) => one === event_.currentTarget.value);
            change({ show: chosen === 'all' ? undefined : chosen });
          }}
          data={filters.map((value) => ({ value, label: t(`contacts.filter.${value}`) }))}
        />
      </div>
      <Group justify="space-between" gap="sm">
        <Text c="dimmed" role="status">
          {t('contacts.found', { number: shown.length })}
        </Text>
        <Group gap="xs" className="no-print">
          <Button
            component="a"
            href={file('csv')}
            download
            variant="default"
            leftSection={<IconFileSpreadsheet size={20} aria-hidden />}
          >
            {t('contacts.csv')}
          </Button>
          {exchanged > 0 && (
            <Button
              component="a"
              href={file('vcf')}
              download
              variant="default"
              leftSection={<IconAddressBook size={20} aria-hidden />}
              title={t('contacts.vcfHint', { number: exchanged })}
            >
              {t('contacts.vcf')}
            </Button>
          )}
        </Group>
      </Group>
      {shown.length === 0 ? (
        <Empty icon={<IconSearchOff />} title={t('contacts.none')} text={t('contacts.noneText')} />
      ) : (
        <Stack component="ul" gap="sm" className="plain-list">
          {shown.map((contact) => (
            <ContactRow key={contact.person.person} contact={contact} mine={mine} />
          ))}
        </Stack>
      )}
    </>
  );
}

function ContactRow({ contact, mine }: { contact: Contact; mine: ContactCard }) {
  const { t } = useTranslation(['after', 'meetings']);
  const { event } = useEvent();
  const reader = useReader();
  return (
    <Card component="li" className="foyer-card" padding="md">
      <Stack gap="sm">
        <PartnerWho partner={contact.person} />
        {contact.meetings.map(({ id, startsAt, endsAt, outcome, note, followUpOn }) => (
          <Stack key={id} gap={6}>
            <Text size="sm" c="dimmed">
              <EventTime start={startsAt} end={endsAt} timeZone={event.timeZone} />
              {outcome && ` · ${t(`meetings:outcome.${outcome}`)}`}
            </Text>
            {note && <p className="contact-note">{note}</p>}
            {followUpOn && (
              <Group gap={6} wrap="nowrap">
                <IconBell size={18} aria-hidden />
                <Text size="sm">
                  {t('followUp.set', {
                    day: capitalised(
                      formatDay(`${followUpOn}T12:00:00Z`, { ...reader, timeZone: 'UTC' }, 'shortYear'),
                      reader.language,
                    ),
                  })}
                </Text>
              </Group>
            )}
          </Stack>
        ))}
        <ContactShare contact={contact} mine={mine} />
      </Stack>
    </Card>
  );
}
