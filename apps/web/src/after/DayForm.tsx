import { Button, Group, TextInput } from '@mantine/core';
import { useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

interface DayFormProps {
  label: string;
  /** What the field is called where there are several on a page. */
  longLabel?: string;
  /** The day that is kept by now: typed, it is no wish any more. */
  kept: string | null;
  /** `YYYY-MM-DD`, as all days here. */
  min: string;
  max?: string;
  icon?: ReactNode;
  pending: boolean;
  onDay: (day: string) => void;
}

/** A day of one's own choice; it can be kept once there is one. */
export function DayForm({ label, longLabel, kept, min, max, icon, pending, onDay }: DayFormProps) {
  const { t } = useTranslation('common');
  const [written, setWritten] = useState('');
  const typed = written === kept ? '' : written;
  const field = useRef<HTMLInputElement>(null);
  return (
    <form
      onSubmit={(submit) => {
        submit.preventDefault();
        if (!typed) return;
        // The button goes, with the day that was typed.
        field.current?.focus();
        onDay(typed);
      }}
    >
      <Group gap="xs" align="flex-end" wrap="nowrap">
        <TextInput
          ref={field}
          type="date"
          label={label}
          aria-label={longLabel}
          min={min}
          max={max}
          value={typed}
          onChange={(change) => setWritten(change.currentTarget.value)}
        />
        {typed && (
          <Button type="submit" variant="light" loading={pending} leftSection={icon}>
            {t('action.save')}
          </Button>
        )}
      </Group>
    </form>
  );
}
