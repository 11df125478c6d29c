import { Radio, Stack, Text } from '@mantine/core';
import type { Partner, Slot } from '@foyer/contracts';
import { capitalised, dayKey, formatDay, formatTime, sameWallTime, zoneCity } from '@foyer/locales';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { useReader } from '../ui/use-reader.js';

interface SlotGridProps {
  /** In order of time. */
  slots: Slot[];
  chosen: Slot;
  onChoose: (slot: Slot) => void;
  /** Whose clock stands beside mine; null while it is not known who will come. */
  other: Partner | null;
}

/** Times to choose from, by my days; on each my clock and, where it differs, the other one's. */
export function SlotGrid({ slots, chosen, onChoose, other }: SlotGridProps) {
  const { t } = useTranslation('meetings');
  const reader = useReader();
  const group = useId();
  const days = new Map<string, Slot[]>();
  for (const slot of slots) {
    const key = dayKey(slot.startsAt, reader.timeZone);
    days.set(key, [...(days.get(key) ?? []), slot]);
  }
  const theirZone = other?.timeZone ?? reader.timeZone;
  const differs = !sameWallTime(chosen.startsAt, reader.timeZone, theirZone);
  const city = zoneCity(theirZone, reader.language);
  const theirTime = (at: string) => {
    const time = formatTime(at, theirZone);
    const sameDay = dayKey(at, theirZone) === dayKey(at, reader.timeZone);
    return sameDay ? time : `${formatDay(at, { ...reader, timeZone: theirZone })}, ${time}`;
  };
  return (
    <Radio.Group
      size="md"
      name={group}
      label={t('accept.choose')}
      description={
        differs
          ? t('accept.zones', {
              city: zoneCity(reader.timeZone, reader.language),
              name: other?.name ?? '',
              theirs: city,
            })
          : t('accept.zone', { city: zoneCity(reader.timeZone, reader.language) })
      }
      value={chosen.id}
      onChange={(id) => {
        const slot = slots.find((one) => one.id === id);
        if (slot) onChoose(slot);
      }}
    >
      <Stack gap="sm" mt="sm">
        {[...days].map(([day, ofDay]) => (
          <Stack key={day} gap="xs">
            <Text size="sm" fw={600}>
              {capitalised(formatDay(ofDay[0]?.startsAt ?? day, reader), reader.language)}
            </Text>
            <div className="slot-grid">
              {ofDay.map((slot) => (
                <Radio.Card key={slot.id} value={slot.id} className="slot" radius="md">
                  <Text component="span" fw={600} className="tabular">
                    {formatTime(slot.startsAt, reader.timeZone)}–{formatTime(slot.endsAt, reader.timeZone)}
                  </Text>
                  {differs && (
                    <Text component="span" size="sm" c="var(--foyer-lighter)" className="tabular">
                      {theirTime(slot.startsAt)} {city}
                    </Text>
                  )}
                </Radio.Card>
              ))}
            </div>
          </Stack>
        ))}
      </Stack>
    </Radio.Group>
  );
}
