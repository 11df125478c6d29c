import { Drawer, Stack } from '@mantine/core';
import type { ListedSpeaker } from '@foyer/contracts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PendingReview } from './PendingReview.js';
import { SpeakerForm } from './SpeakerForm.js';

interface SpeakerDrawerProps {
  /** Null for a new one. */
  speaker: ListedSpeaker | null;
  onClose: () => void;
}

/** One profile beside the list: first what has to be decided, then everything of it. */
export function SpeakerDrawer({ speaker, onClose }: SpeakerDrawerProps) {
  const { t } = useTranslation(['speakers', 'common']);
  // The form begins anew with what was taken over, and never under the hands of who writes in it.
  const [round, setRound] = useState(0);
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size="lg"
      title={speaker ? speaker.name : t('add')}
      closeButtonProps={{ 'aria-label': t('common:action.close') }}
    >
      <Stack gap="lg">
        {speaker?.pending && (
          <PendingReview
            speaker={speaker}
            pending={speaker.pending}
            onDecided={() => setRound((before) => before + 1)}
          />
        )}
        <SpeakerForm key={round} speaker={speaker} onDone={onClose} />
      </Stack>
    </Drawer>
  );
}
