import { Button, Stack, Text } from '@mantine/core';
import { IconPencil, IconSparkles, IconUsers } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useEvent } from '../events/use-event.js';
import { useCall } from '../server/api.js';
import { Empty } from '../ui/Empty.js';
import { Loaded } from '../ui/Loaded.js';
import { Loading } from '../ui/Loading.js';
import { PartnerEntry } from './PartnerEntry.js';

/** Whom to meet, with why; "no thanks" takes somebody away for good, and the next comes up. */
export function ForYou({ onEverybody }: { onEverybody: () => void }) {
  const { t } = useTranslation('partners');
  const { event } = useEvent();
  const best = useCall(
    'listRecommendations',
    { params: { event: event.slug }, query: {} },
    { keepOld: true },
  );
  return (
    <Loaded query={best} loading={<Loading blocks={4} height={180} />}>
      {({ partners, says }) => {
        const silent = says.offers + says.needs === 0;
        return (
          <Stack gap="md">
            {partners.length > 0 ? (
              <>
                <Text c="dimmed" maw={720}>
                  {t('forYou.order')}
                </Text>
                <ul className="plain-list partner-grid">
                  {partners.map((partner) => (
                    <PartnerEntry key={partner.person} partner={partner} choosing />
                  ))}
                </ul>
              </>
            ) : (
              <Empty
                icon={silent ? <IconPencil /> : <IconSparkles />}
                title={t(silent ? 'forYou.silentTitle' : 'forYou.emptyTitle')}
                text={t(silent ? 'forYou.silentText' : 'forYou.emptyText')}
                action={
                  silent && (
                    <Button component={Link} to={`/e/${event.slug}/register`}>
                      {t('forYou.say')}
                    </Button>
                  )
                }
              />
            )}
            <div className="partner-more">
              <Button
                variant="default"
                leftSection={<IconUsers size={20} aria-hidden />}
                onClick={onEverybody}
              >
                {t('forYou.everybody')}
              </Button>
            </div>
          </Stack>
        );
      }}
    </Loaded>
  );
}
