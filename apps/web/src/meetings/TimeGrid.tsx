import { Radio, Stack, Text } from '@mantine/core';
import type { MeetingTime } from '@foyer/contracts';
import { capitalised, dayKey, formatDay, formatTime, sameWallTime, zoneCity } from '@foyer/locales';
import { IconBan } from '@tabler/icons-react';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { useCall } from '../server/api.js';
import { useLocalised, useReader } from '../ui/use-reader.js';
import { isFree, ofBlock, useRefusalWords } from './refusals.js';

interface TimeGridProps {
  /** In order of time; those at which one cannot meet, too: they say why. */
  times: readonly MeetingTime[];
  chosen: MeetingTime | undefined;
  onChoose: (time: MeetingTime) => void;
  /** Whose clock stands beside mine; null where it is not known who will come. */
  other: { name: string; timeZone: string } | null;
}

/** Times to choose from, by my days; on each my clock and, where it differs, the other one's. */
export function TimeGrid({ times, chosen, onChoose, other }: TimeGridProps) {
  const { t } = useTranslation('meetings');
  const reader = useReader();
  const group = useId();
  const days = new Map<string, MeetingTime[]>();
  for (const time of times) {
    if (ofBlock(time)) continue;
    const key = dayKey(time.startsAt, reader.timeZone);
    days.set(key, [...(days.get(key) ?? []), time]);
  }
  const theirs = other?.timeZone ?? reader.timeZone;
  const first = times[0];
  const differs = first !== undefined && !sameWallTime(first.startsAt, reader.timeZone, theirs);
  const city = zoneCity(reader.timeZone, reader.language);
  return (
    <Radio.Group
      size="md"
      name={group}
      label={t('accept.choose')}
      description={
        differs
          ? t('accept.zones', { city, name: other?.name ?? '', theirs: zoneCity(theirs, reader.language) })
          : t('accept.zone', { city })
      }
      value={chosen?.id ?? null}
      onChange={(id) => {
        const time = times.find((one) => one.id === id);
        if (time) onChoose(time);
      }}
    >
      <Stack gap="sm" mt="sm">
        {[...days].map(([day, ofDay]) => (
          <Stack key={day} gap="xs">
            <Text size="sm" fw={600}>
              {capitalised(formatDay(ofDay[0]?.startsAt ?? day, reader), reader.language)}
            </Text>
            <div className="slot-grid">
              {ofDay.map((time) => (
                <TimeCard key={time.id} time={time} theirs={differs ? theirs : null} />
              ))}
            </div>
          </Stack>
        ))}
        <OtherBlocks times={times} />
      </Stack>
    </Radio.Group>
  );
}

function TimeCard({ time, theirs }: { time: MeetingTime; theirs: string | null }) {
  const reader = useReader();
  const words = useRefusalWords();
  const theirTime = (zone: string) => {
    const at = formatTime(time.startsAt, zone);
    const sameDay = dayKey(time.startsAt, zone) === dayKey(time.startsAt, reader.timeZone);
    return sameDay ? at : `${formatDay(time.startsAt, { ...reader, timeZone: zone })}, ${at}`;
  };
  const [refusal] = time.refusals;
  return (
    <Radio.Card value={time.id} className="slot" radius="md" data-refused={!isFree(time) || undefined}>
      <Text component="span" fw={600} className="tabular">
        {formatTime(time.startsAt, reader.timeZone)}–{formatTime(time.endsAt, reader.timeZone)}
      </Text>
      {theirs && (
        <Text component="span" size="sm" c="var(--foyer-lighter)" className="tabular">
          {theirTime(theirs)} {zoneCity(theirs, reader.language)}
        </Text>
      )}
      {refusal && (
        <Text component="span" size="sm" className="slot-refusal">
          <IconBan size={16} aria-hidden /> <span>{words.short(refusal)}</span>
        </Text>
      )}
    </Radio.Card>
  );
}

/** Blocks that are not for these two, each in one line. */
function OtherBlocks({ times }: { times: readonly MeetingTime[] }) {
  const { t } = useTranslation('meetingTimes');
  const { event } = useEvent();
  const say = useLocalised(event.languages[0]);
  const words = useRefusalWords();
  const closed = new Map(
    times.flatMap((time) => {
      const refusal = ofBlock(time);
      return refusal ? [[time.block, refusal] as const] : [];
    }),
  );
  const blocks = useCall(
    'listMeetingBlocks',
    { params: { event: event.slug } },
    { enabled: closed.size > 0, staleTime: 60_000 },
  );
  const told = (blocks.data?.blocks ?? []).flatMap((block) => {
    const refusal = closed.get(block.id);
    if (!refusal) return [];
    const title = say(block.title);
    return refusal.code === 'category'
      ? t('why.blockFor', { title, categories: words.categories(refusal.categories) })
      : t('why.blockComputed', { title });
  });
  if (told.length === 0) return null;
  return (
    <ul className="plain-list">
      {[...new Set(told)].map((sentence) => (
        <Text key={sentence} component="li" size="sm" c="dimmed">
          {sentence}
        </Text>
      ))}
    </ul>
  );
}
