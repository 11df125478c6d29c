import { isProblem } from '@foyer/client';
import { IconLock } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { useCall } from '../server/api.js';
import { Empty } from '../ui/Empty.js';
import { Loaded } from '../ui/Loaded.js';
import { Page } from '../ui/Page.js';
import { ParticipantFilters } from './ParticipantFilters.js';
import { ParticipantList } from './ParticipantList.js';
import { useFilters } from './use-filters.js';
import './registration.css';

const firstPage = 100;

/** Who is registered, for those who organise the event. */
export default function ParticipantsPage() {
  const { t } = useTranslation('registration');
  const { event } = useEvent();
  const [filters, change] = useFilters();
  const [search, setSearch] = useState(filters.search ?? '');
  const query = { ...filters, limit: firstPage };
  const first = useCall('listParticipants', { params: { event: event.slug }, query });
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
  return (
    <Page title={t('participants.title')} width="wide">
      <ParticipantFilters
        search={search}
        onSearch={setSearch}
        filters={filters}
        onChange={change}
        counts={first.data?.counts}
      />
      <Loaded query={first}>
        {(page) => (
          <ParticipantList
            // Other filters are another list: it starts with its first page again.
            key={JSON.stringify(filters)}
            first={page}
            filters={filters}
            onClear={() => {
              change({ search: undefined, category: undefined, state: undefined });
              setSearch('');
            }}
          />
        )}
      </Loaded>
    </Page>
  );
}
