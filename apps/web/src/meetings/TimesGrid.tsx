import { Checkbox, Group, SegmentedControl, Stack, Text } from '@mantine/core';
import type { Partner, Slot } from '@foyer/contracts';
import { capitalised, dayKey, formatDay, formatTime, sameWallTime, zoneCity } from '@foyer/locales';
import { IconCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useReader } from '../ui/use-reader.js';

interface TimesGridProps {
  label: string;
  /** In order of time. */
  slots: readonly Slot[];
  /** Ids of those chosen. */
  chosen: readonly string[];
  onChange: (chosen: string[]) => void;
  /** So many may be chosen. */
  most: number;
  /** Whose clock stands beside mine; null while it is not known who will come. */
  other: Pick<Partner, 'name' | 'timeZone'> | null;
}

/** Some times to choose, one of my days at once; on each my clock and, where it differs, the other one's. */
export function TimesGrid({ label, slots, chosen, onChange, most, other }: TimesGridProps) {
  const { t } = useTranslation(['meetingRequests', 'meetings']);
  const reader = useReader();
  const days = new Map<string, Slot[]>();
  for (const slot of slots) {
    const key = dayKey(slot.startsAt, reader.timeZone);
    days.set(key, [...(days.get(key) ?? []), slot]);
  }
  const keys = [...days.keys()];
  const [wished, setWished] = useState<string | null>(null);
  const day = wished !== null && days.has(wished) ? wished : keys[0];
  const shown = day === undefined ? [] : (days.get(day) ?? []);
  const theirZone = other?.timeZone ?? reader.timeZone;
  const differs = shown[0] !== undefined && !sameWallTime(shown[0].startsAt, reader.timeZone, theirZone);
  const mine = zoneCity(reader.timeZone, reader.language);
  const theirs = zoneCity(theirZone, reader.language);
  const full = chosen.length >= most;
  const dayLabel = (key: string) => {
    const ofDay = days.get(key) ?? [];
    const count = ofDay.filter(({ id }) => chosen.includes(id)).length;
    const name = capitalised(formatDay(ofDay[0]?.startsAt ?? key, reader), reader.language);
    return count > 0 ? `${name} (${count})` : name;
  };
  const theirTime = (at: string) => {
    const sameDay = dayKey(at, theirZone) === dayKey(at, reader.timeZone);
    const time = formatTime(at, theirZone);
    return sameDay ? time : `${formatDay(at, { ...reader, timeZone: theirZone })}, ${time}`;
  };
  return (
    <Checkbox.Group
      label={label}
      description={
        differs
          ? t('meetings:accept.zones', { city: mine, name: other?.name ?? '', theirs })
          : t('meetings:accept.zone', { city: mine })
      }
      value={[...chosen]}
      onChange={(ids) => onChange(ids.slice(0, most))}
    >
      <Stack gap="xs" mt="xs">
        {keys.length > 1 && day !== undefined && (
          <SegmentedControl
            aria-label={t('meetings:day.choose')}
            value={day}
            onChange={setWished}
            data={keys.map((key) => ({ value: key, label: dayLabel(key) }))}
            className="day-choice"
          />
        )}
        {keys.length === 1 && day !== undefined && (
          <Text size="sm" fw={600}>
            {dayLabel(day)}
          </Text>
        )}
        <div className="slot-grid">
          {shown.map((slot) => {
            const checked = chosen.includes(slot.id);
            return (
              <Checkbox.Card
                key={slot.id}
                value={slot.id}
                className="slot"
                radius="md"
                disabled={full && !checked}
              >
                <Group gap={6} wrap="nowrap" justify="space-between">
                  <Text component="span" fw={600} className="tabular">
                    {formatTime(slot.startsAt, reader.timeZone)}–{formatTime(slot.endsAt, reader.timeZone)}
                  </Text>
                  {checked && <IconCheck size={18} aria-hidden />}
                </Group>
                {differs && (
                  <Text component="span" size="sm" c="var(--foyer-lighter)" className="tabular">
                    {theirTime(slot.startsAt)} {theirs}
                  </Text>
                )}
              </Checkbox.Card>
            );
          })}
        </div>
        <Text size="sm" c="dimmed" role="status">
          {t('times.chosen', { count: chosen.length, most })}
        </Text>
      </Stack>
    </Checkbox.Group>
  );
}
