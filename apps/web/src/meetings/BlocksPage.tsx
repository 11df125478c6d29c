import { Stack, Title } from '@mantine/core';
import { IconCalendarPlus, IconLock } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { useEvent } from '../events/use-event.js';
import { useCall } from '../server/api.js';
import { useMe } from '../server/me.js';
import { Empty } from '../ui/Empty.js';
import { Loaded } from '../ui/Loaded.js';
import { MeLoading } from '../ui/MeLoading.js';
import { Page } from '../ui/Page.js';
import { BlockForm } from './BlockForm.js';
import { BlockRow } from './BlockRow.js';
import './meetings.css';

/** For organisers: when meetings can take place. */
export default function BlocksPage() {
  const { t } = useTranslation(['meetings', 'problems']);
  const { event, roles, person } = useEvent();
  const { me } = useMe();
  const organises = roles.includes('owner') || roles.includes('organiser');
  const use = useCall(
    'listBlockUse',
    { params: { event: event.slug } },
    { enabled: organises, refetchEveryMs: 30_000 },
  );
  const [search] = useSearchParams();
  // Who one is here is known a moment after who one is.
  if (me === undefined || (me && person === null)) {
    return (
      <Page title={t('blocks.title')}>
        <MeLoading />
      </Page>
    );
  }
  if (!organises) {
    return (
      <Page title={t('blocks.title')}>
        <Empty icon={<IconLock />} title={t('problems:forbidden')} />
      </Page>
    );
  }
  return (
    <Page title={t('blocks.title')} intro={t('blocks.intro')} width="wide">
      <Loaded query={use}>
        {({ blocks, people }) => (
          <>
            {blocks.length === 0 ? (
              <Empty
                icon={<IconCalendarPlus />}
                title={t('blocks.emptyTitle')}
                text={t('blocks.emptyText')}
              />
            ) : (
              <Stack component="ul" gap={0} className="plain-list">
                {blocks.map((block) => (
                  <BlockRow
                    key={block.id}
                    block={block}
                    people={people}
                    opened={search.get('change') === block.id}
                  />
                ))}
              </Stack>
            )}
            <Stack component="section" gap="md" aria-labelledby="new-block">
              <Title order={2} id="new-block">
                {t('blocks.add')}
              </Title>
              <BlockForm people={people} />
            </Stack>
          </>
        )}
      </Loaded>
    </Page>
  );
}
