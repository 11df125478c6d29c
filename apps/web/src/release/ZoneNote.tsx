import { Text } from '@mantine/core';
import { sameWallTime, zoneCity } from '@foyer/locales';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { useReader } from '../ui/use-reader.js';

/** On whose clocks the times of a list are. */
export function ZoneNote() {
  const { t } = useTranslation('release');
  const { event } = useEvent();
  const { timeZone, language } = useReader();
  const city = zoneCity(timeZone, language);
  return (
    <Text size="sm" c="dimmed">
      {sameWallTime(event.startsAt, timeZone, event.timeZone)
        ? t('zone', { city })
        : t('zoneBoth', { city, eventCity: zoneCity(event.timeZone, language) })}
    </Text>
  );
}
