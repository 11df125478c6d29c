import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { RelativeTime } from '../ui/EventTime.js';

/** The last minutes are told to the second. */
const byTheSecond = 10 * 60_000;

/** How long until then. */
export function Countdown({ to, now }: { to: string; now: number }) {
  const { t } = useTranslation('meetings');
  const left = Date.parse(to) - now;
  if (left > byTheSecond) return <RelativeTime at={to} now={now} size="sm" />;
  const seconds = Math.max(0, Math.ceil(left / 1_000));
  const clock = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
  return (
    <Text size="sm" fw={600} className="tabular" role="timer" aria-live="off">
      {t('meeting.begins', { clock })}
    </Text>
  );
}
