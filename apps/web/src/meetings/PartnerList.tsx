import { Anchor, Stack, Text, TextInput, VisuallyHidden } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch, IconUsers, IconZoomQuestion } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useEvent } from '../events/use-event.js';
import { useCall } from '../server/api.js';
import { Empty } from '../ui/Empty.js';
import { Loaded } from '../ui/Loaded.js';
import { Loading } from '../ui/Loading.js';
import { PartnerCard } from './PartnerCard.js';
import type { MyMeetings } from './use-my-meetings.js';

/** Whom to meet: those first from whom both would gain, or those whom a search finds. */
export function PartnerList({ mine }: { mine: MyMeetings }) {
  const { t } = useTranslation(['meetings', 'partners']);
  const { event } = useEvent();
  const [typed, setTyped] = useState('');
  const [search] = useDebouncedValue(typed.trim(), 250);
  const partners = useCall(
    'listPartners',
    { params: { event: event.slug }, query: search ? { search } : {} },
    { keepOld: true },
  );
  return (
    <Stack gap="md">
      <Anchor component={Link} to={`/e/${event.slug}/partners`}>
        {t('partners:fromMeetings')}
      </Anchor>
      <TextInput
        type="search"
        label={t('people.search')}
        description={t('people.searchHint')}
        leftSection={<IconSearch size={20} aria-hidden />}
        value={typed}
        onChange={(change) => setTyped(change.currentTarget.value)}
        maxLength={120}
      />
      <Loaded query={partners} loading={<Loading blocks={4} height={140} />}>
        {(answer) => {
          const shown = answer.partners.filter((partner) => !mine.known.has(partner.person));
          return (
            <>
              <VisuallyHidden role="status">{t('people.found', { count: shown.length })}</VisuallyHidden>
              {shown.length === 0 && search !== '' && (
                <Empty
                  icon={<IconZoomQuestion />}
                  title={t('people.noneFound', { search })}
                  text={t('people.noneFoundText')}
                />
              )}
              {shown.length === 0 && search === '' && (
                <Empty icon={<IconUsers />} title={t('people.emptyTitle')} text={t('people.emptyText')} />
              )}
              {shown.length > 0 && search === '' && (
                <Text size="sm" c="dimmed">
                  {t('people.order')}
                </Text>
              )}
              <Stack component="ul" gap="sm" className="plain-list">
                {shown.map((partner) => (
                  <PartnerCard key={partner.person} partner={partner} />
                ))}
              </Stack>
            </>
          );
        }}
      </Loaded>
    </Stack>
  );
}
