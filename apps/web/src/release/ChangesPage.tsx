import { Stack } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { useCall } from '../server/api.js';
import { Empty } from '../ui/Empty.js';
import { Loaded } from '../ui/Loaded.js';
import { Page } from '../ui/Page.js';
import { ReleaseHistory } from './ReleaseHistory.js';
import { ZoneNote } from './ZoneNote.js';
import './release.css';

/** What has changed in the programme, release by release: for everybody. */
export default function ChangesPage() {
  const { t } = useTranslation('release');
  const { event } = useEvent();
  const releases = useCall('listReleases', { params: { event: event.slug } });
  return (
    <Page title={t('public.title')} intro={t('public.intro')}>
      <Loaded query={releases}>
        {({ releases: all }) =>
          all.length ? (
            <Stack gap="xs">
              <ZoneNote />
              <ReleaseHistory releases={all} open order={2} />
            </Stack>
          ) : (
            <Empty icon={<IconHistory />} title={t('public.emptyTitle')} text={t('public.emptyText')} />
          )
        }
      </Loaded>
    </Page>
  );
}
