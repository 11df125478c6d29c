import { Button, Group, Stack } from '@mantine/core';
import type { LocalisedText, Room, Track } from '@foyer/contracts';
import { useEffect, useRef, useState, type FormEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { TextsInput, written } from '../manage/TextsInput.js';
import { Problem } from '../ui/Problem.js';

interface PlaceFormProps {
  label: string;
  /** Null for a new one. */
  place: Room | Track | null;
  saving: boolean;
  error: unknown;
  onSave: (name: LocalisedText) => void;
  onCancel: () => void;
  /** What else it has, below the name. */
  children: ReactNode;
}

/** What a room and a track have in common: a name in the event's languages. */
export function PlaceForm({ label, place, saving, error, onSave, onCancel, children }: PlaceFormProps) {
  const { t } = useTranslation(['editor', 'common']);
  const { event } = useEvent();
  const [name, setName] = useState<LocalisedText>(place?.name ?? {});
  const [tried, setTried] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.querySelector('input')?.focus(), []);
  const missing = Object.values(name).every((text) => text.trim() === '');

  function save(submitted: FormEvent): void {
    submitted.preventDefault();
    setTried(true);
    if (!missing) onSave(written(name));
  }

  return (
    <form ref={form} onSubmit={save} noValidate aria-label={label}>
      <Stack gap="sm" py="sm">
        <TextsInput
          label={t('places.name')}
          languages={event.languages}
          value={name}
          onChange={setName}
          error={tried && missing && t('form.missing')}
        />
        {children}
        <Problem error={error} />
        <Group>
          <Button type="submit" loading={saving}>
            {t('common:action.save')}
          </Button>
          <Button variant="subtle" onClick={onCancel}>
            {t('action.cancel')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
