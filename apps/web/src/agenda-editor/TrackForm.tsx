import { TextInput } from '@mantine/core';
import type { Track } from '@foyer/contracts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { useAction } from '../server/api.js';
import { useEditor } from './editor-context.js';
import { PlaceForm } from './PlaceForm.js';

/** Told apart also by those who see few colours; a new track gets the next of them. */
const colours = ['#0f6460', '#b3541e', '#4c4fb8', '#8a2f6b', '#5b7a1f', '#946800', '#2f6fa8', '#7a4a3a'];

export function TrackForm({ track, onDone }: { track: Track | null; onDone: () => void }) {
  const { t } = useTranslation('editor');
  const { event } = useEvent();
  const { stage } = useEditor();
  const [colour, setColour] = useState(
    track?.colour ?? colours[stage.tracks.length % colours.length] ?? '#0f6460',
  );
  const create = useAction('createTrack', { stale: ['getWorkingAgenda'] });
  const update = useAction('updateTrack', { stale: ['getWorkingAgenda'] });
  return (
    <PlaceForm
      label={t('places.addTrack')}
      place={track}
      saving={create.isPending || update.isPending}
      error={create.error ?? update.error}
      onCancel={onDone}
      onSave={(name) => {
        const params = { event: event.slug };
        const body = { name, colour };
        if (track) update.mutate({ params: { ...params, track: track.id }, body }, { onSuccess: onDone });
        else create.mutate({ params, body }, { onSuccess: onDone });
      }}
    >
      <TextInput
        type="color"
        label={t('places.colour')}
        value={colour}
        maw={160}
        onChange={(change) => setColour(change.currentTarget.value.toLowerCase())}
      />
    </PlaceForm>
  );
}
