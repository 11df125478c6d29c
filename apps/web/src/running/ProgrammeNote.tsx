import { Text } from '@mantine/core';
import type { ExpectedTimes } from '@foyer/contracts';
import { formatTime } from '@foyer/locales';
import { IconClock, IconPlayerSkipForward } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useReader } from '../ui/use-reader.js';
import './running.css';

/** Less is not worth telling the audience. */
const worthTelling = 2 * 60_000;

/** How a session runs, where that is worth a note; else undefined, so that rows of a long programme stay as they are. */
export function noteworthy(planned: string, times: ExpectedTimes | undefined): ExpectedTimes | undefined {
  if (!times) return undefined;
  const moved = times.state === 'waiting' && Math.abs(times.start - Date.parse(planned)) >= worthTelling;
  return times.state === 'skipped' || moved ? times : undefined;
}

/** Beside the planned time in the programme: that a session comes later (or, after a swap, earlier), or not at all. */
export function ProgrammeNote({ planned, times }: { planned: string; times: ExpectedTimes }) {
  const { t } = useTranslation('running');
  const { timeZone } = useReader();
  const { state, start } = times;
  if (state === 'skipped') {
    return (
      <Text size="sm" className="programme-note">
        <IconPlayerSkipForward size={16} aria-hidden /> {t('skippedNote')}
      </Text>
    );
  }
  if (state !== 'waiting' || Math.abs(start - Date.parse(planned)) < worthTelling) return null;
  return (
    <Text size="sm" className="programme-note tabular">
      <IconClock size={16} aria-hidden /> {t('expectedAt', { time: formatTime(start, timeZone) })}
    </Text>
  );
}
