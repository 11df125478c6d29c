import { Group, SegmentedControl } from '@mantine/core';
import { formatDay } from '@foyer/locales';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { ChoiceInput } from '../ui/ChoiceInput.js';
import { useLanguage } from '../ui/use-reader.js';
import { dayStart } from './geometry.js';

interface DayChooserProps {
  days: readonly string[];
  day: string;
  onDay: (day: string) => void;
  /** Null where the screen has room for a list alone. */
  view: 'grid' | 'list' | null;
  onView: (view: 'grid' | 'list') => void;
}

/** Which day, and how it is shown. */
export function DayChooser({ days, day, onDay, view, onView }: DayChooserProps) {
  const { t } = useTranslation('editor');
  const { event } = useEvent();
  const language = useLanguage();
  const choices = days.map((value) => ({
    value,
    // An hour into the day, lest its beginning be the end of another.
    label: formatDay(dayStart(value, event.timeZone) + 3_600_000, { language, timeZone: event.timeZone }),
  }));
  return (
    <Group gap="sm" align="flex-end">
      {days.length > 4 || view === null ? (
        <ChoiceInput label={t('view.day')} data={choices} value={day} onChange={onDay} />
      ) : (
        <SegmentedControl size="md" aria-label={t('view.day')} data={choices} value={day} onChange={onDay} />
      )}
      {view && (
        <SegmentedControl
          size="md"
          aria-label={t('view.label')}
          data={[
            { value: 'grid', label: t('view.grid') },
            { value: 'list', label: t('view.list') },
          ]}
          value={view}
          onChange={onView}
        />
      )}
    </Group>
  );
}
