import { Stack, Text } from '@mantine/core';
import { IconEyeOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { useCall } from '../server/api.js';
import { Empty } from '../ui/Empty.js';
import { Loaded } from '../ui/Loaded.js';
import { PartnerEntry } from './PartnerEntry.js';

/** The one place where a "no thanks" is taken back. */
export function SetAside() {
  const { t } = useTranslation('partners');
  const { event } = useEvent();
  const aside = useCall('listSetAside', { params: { event: event.slug } });
  return (
    <Loaded query={aside}>
      {({ partners }) =>
        partners.length === 0 ? (
          <Empty icon={<IconEyeOff />} title={t('aside.emptyTitle')} text={t('aside.emptyText')} />
        ) : (
          <Stack gap="md">
            <Text c="dimmed" maw={720}>
              {t('aside.intro')}
            </Text>
            <ul className="plain-list partner-grid">
              {partners.map((partner) => (
                <PartnerEntry key={partner.person} partner={partner} />
              ))}
            </ul>
          </Stack>
        )
      }
    </Loaded>
  );
}
