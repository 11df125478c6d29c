import { Alert, Stack, Text } from '@mantine/core';
import { slotTimes } from '@foyer/contracts';
import { capitalised, formatDay, formatTime } from '@foyer/locales';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { useReader } from '../ui/use-reader.js';
import { capacityOf, type PlannedBlock } from './block-plan.js';

/** More days than this are not drawn, only counted. */
const mostDrawn = 7;

interface PictureProps {
  blocks: readonly PlannedBlock[];
  /** Participants by category. */
  people: Readonly<Record<string, number>>;
}

/** What a plan makes, before it is saved: days and times, and how much that is for the people who are there. */
export function BlockPicture({ blocks, people }: PictureProps) {
  const { t } = useTranslation(['meetingTimes', 'meetings']);
  const { event } = useEvent();
  const reader = useReader();
  const categories = blocks[0]?.categories ?? null;
  const count = Object.entries(people).reduce(
    (sum, [key, number]) => (categories === null || categories.includes(key) ? sum + number : sum),
    0,
  );
  const { slots, meetings, atOnce, each } = capacityOf(blocks, count);
  const tables = blocks[0]?.tables ?? null;
  const clock = (at: string) => formatTime(at, event.timeZone);
  if (slots === 0) {
    return (
      <Alert variant="light" color="accent" role="status">
        <Text c="var(--mantine-color-text)">{t('meetings:blocks.makesNone')}</Text>
      </Alert>
    );
  }
  return (
    <Stack gap="sm" role="group" aria-label={t('blocks.picture')}>
      <Text fw={500}>{t('blocks.picture')}</Text>
      <div className="block-picture">
        {blocks.slice(0, mostDrawn).map((block) => (
          <Stack key={block.startsAt} gap={4}>
            <Text size="sm" c="dimmed">
              {capitalised(
                formatDay(block.startsAt, { ...reader, timeZone: event.timeZone }),
                reader.language,
              )}
            </Text>
            <ol className="plain-list block-picture-day">
              {[
                ...slotTimes(block).map((slot) => ({ ...slot, pause: false })),
                ...block.pauses.map((pause) => ({ ...pause, pause: true })),
              ]
                .sort((one, other) => Date.parse(one.startsAt) - Date.parse(other.startsAt))
                .map(({ startsAt, endsAt, pause }) => (
                  <li
                    key={`${startsAt}-${endsAt}`}
                    className="block-picture-slot tabular"
                    data-pause={pause || undefined}
                  >
                    {pause ? `${t('blocks.pause')} ${clock(startsAt)}–${clock(endsAt)}` : clock(startsAt)}
                  </li>
                ))}
            </ol>
          </Stack>
        ))}
        {blocks.length > mostDrawn && <Text size="sm">…</Text>}
      </div>
      <Alert variant="light" color="accent" role="status">
        <Text c="var(--mantine-color-text)" fw={600}>
          {[
            t('meetings:blocks.slots', { count: slots }),
            ...(tables === null
              ? [t('meetings:blocks.unlimited')]
              : [t('meetings:blocks.tables', { count: tables })]),
          ].join(', ')}
          {meetings === null ? '' : `: ${t('blocks.upTo', { count: meetings })}`}
        </Text>
        <Text c="var(--mantine-color-text)" size="sm">
          {count === 0
            ? t('blocks.nobody')
            : [
                t('blocks.people', { count }),
                ...(count > 1 ? [t('blocks.each', { count: each })] : []),
                ...(count > 1 && tables !== null && tables > atOnce
                  ? [t('blocks.tooMany', { tables: atOnce })]
                  : []),
              ].join(' ')}
        </Text>
      </Alert>
    </Stack>
  );
}
