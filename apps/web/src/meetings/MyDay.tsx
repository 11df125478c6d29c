import { SegmentedControl, Stack, Text, Title } from '@mantine/core';
import { capitalised, dayKey, formatDay, sameWallTime, zoneCity } from '@foyer/locales';
import { IconCalendarTime } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAgenda } from '../events/use-agenda.js';
import { useEvent } from '../events/use-event.js';
import { useMyRegistration } from '../registration/use-my-registration.js';
import { useCall } from '../server/api.js';
import { Empty } from '../ui/Empty.js';
import { useNow } from '../ui/use-now.js';
import { useReader } from '../ui/use-reader.js';
import { dayItems, type DayItem } from './day-items.js';
import { DayRow } from './DayRow.js';
import { OwnTimeForm } from './OwnTimeForm.js';
import type { MyMeetings } from './use-my-meetings.js';

/** My day as a vertical clock: talks, meetings, and the gaps between them. */
export function MyDay({ mine, titled = false }: { mine: MyMeetings; titled?: boolean }) {
  const { t } = useTranslation(['meetings', 'event']);
  const { event } = useEvent();
  const reader = useReader();
  const now = useNow(event);
  const agenda = useAgenda();
  const blocks = useCall('listMeetingBlocks', { params: { event: event.slug } }, { staleTime: 60_000 });
  const sessions = agenda.data?.sessions;
  const category = useMyRegistration().registration?.category;
  const days = useMemo(() => {
    const items = dayItems({
      meetings: mine.meetings,
      promised: mine.promised,
      sessions: sessions ?? [],
      blocks: (blocks.data?.blocks ?? []).filter(
        ({ categories }) => categories === null || !category || categories.includes(category),
      ),
    });
    const byDay = new Map<string, DayItem[]>();
    for (const item of items) {
      const key = dayKey(item.startsAt, reader.timeZone);
      byDay.set(key, [...(byDay.get(key) ?? []), item]);
    }
    return byDay;
  }, [mine, sessions, blocks.data, category, reader.timeZone]);
  const [wished, setWished] = useState<string | null>(null);
  const today = dayKey(now, reader.timeZone);
  const keys = [...days.keys()];
  const shown = wished && days.has(wished) ? wished : (keys.find((key) => key >= today) ?? keys.at(-1));
  const items = shown === undefined ? [] : (days.get(shown) ?? []);
  const same = sameWallTime(event.startsAt, reader.timeZone, event.timeZone);
  const city = zoneCity(reader.timeZone, reader.language);
  const eventCity = zoneCity(event.timeZone, reader.language);
  const label = (key: string) => {
    const first = days.get(key)?.[0];
    return first ? capitalised(formatDay(first.startsAt, reader), reader.language) : key;
  };
  return (
    <Stack gap="sm">
      {titled && <Title order={2}>{t('tab.day')}</Title>}
      <Text size="sm" c="dimmed">
        {same ? t('event:agenda.zone', { city }) : t('event:agenda.zoneBoth', { city, eventCity })}
      </Text>
      {keys.length > 1 && shown !== undefined && (
        <SegmentedControl
          aria-label={t('day.choose')}
          value={shown}
          onChange={setWished}
          data={keys.map((key) => ({ value: key, label: label(key) }))}
          className="day-choice"
        />
      )}
      {keys.length === 1 && shown !== undefined && <Text fw={600}>{label(shown)}</Text>}
      {items.length === 0 ? (
        <Empty icon={<IconCalendarTime />} title={t('day.emptyTitle')} text={t('day.emptyText')} />
      ) : (
        <ol className="plain-list day-clock">
          {items.map((item) => (
            <DayRow key={`${item.kind}-${item.id}`} item={item} now={now} />
          ))}
        </ol>
      )}
      <OwnTimeForm key={shown} day={shown} mine={mine} />
    </Stack>
  );
}
