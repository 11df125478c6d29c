import { Button, Group } from '@mantine/core';
import { isProblem } from '@foyer/client';
import { IconLock, IconUserPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useEvent } from '../events/use-event.js';
import { ListDownloads } from '../exchange/ListDownloads.js';
import { useCall } from '../server/api.js';
import { Empty } from '../ui/Empty.js';
import { Loaded } from '../ui/Loaded.js';
import { Page } from '../ui/Page.js';
import { ParticipantFilters } from './ParticipantFilters.js';
import { ParticipantList } from './ParticipantList.js';
import { noFilters, useFilters } from './use-filters.js';
import './registration.css';

const firstPage = 100;

/** Who is registered, for those who organise the event. */
export default function ParticipantsPage() {
  const { t } = useTranslation(['registration', 'places']);
  const { event } = useEvent();
  const [filters, change] = useFilters();
  const [search, setSearch] = useState(filters.search ?? '');
  const query = { ...filters, limit: firstPage };
  const first = useCall(
    'listParticipants',
    { params: { event: event.slug }, query },
    { keepOld: true, refetchEveryMs: 30_000 },
  );
  const places = useCall(
    'getRegistrationSettings',
    { params: { event: event.slug } },
    { enabled: first.data !== undefined, refetchEveryMs: 30_000 },
  );
  if (isProblem(first.error, 'forbidden') || isProblem(first.error, 'not_signed_in')) {
    return (
      <Page title={t('participants.title')}>
        <Empty
          icon={<IconLock />}
          title={t('participants.organisersTitle')}
          text={t('participants.organisersText')}
        />
      </Page>
    );
  }
  const { counts, settings } = places.data ?? {};
  const standing = counts && [
    `${t('places:counts.confirmed')}: ${
      settings?.capacity == null
        ? counts.confirmed
        : t('places:counts.of', { confirmed: counts.confirmed, capacity: settings.capacity })
    }`,
    counts.waiting > 0 && `${t('places:counts.waiting')}: ${counts.waiting}`,
    counts.pending > 0 && `${t('places:counts.pending')}: ${counts.pending}`,
  ];
  const ofOrganisation = first.data?.participants.find(
    ({ organisationId }) => organisationId === filters.organisation,
  );
  return (
    <Page
      title={t('participants.title')}
      intro={standing?.filter(Boolean).join(' · ') ?? '…'}
      width="wide"
      action={
        <Group gap="sm" align="flex-start">
          <Button component={Link} to="new" leftSection={<IconUserPlus size={20} aria-hidden />}>
            {t('places:desk.add')}
          </Button>
          <ListDownloads list="participants" filters={filters} />
        </Group>
      }
    >
      <ParticipantFilters
        search={search}
        onSearch={setSearch}
        filters={filters}
        onChange={change}
        counts={first.data?.counts}
        organisation={ofOrganisation?.organisation}
      />
      <Loaded query={first}>
        {(page) => (
          <ParticipantList
            // Other filters are another list: it starts with its first page again.
            key={JSON.stringify(filters)}
            first={page}
            filters={filters}
            onChange={change}
            onClear={() => {
              change(noFilters);
              setSearch('');
            }}
          />
        )}
      </Loaded>
    </Page>
  );
}
