import { Anchor } from '@mantine/core';
import type { Session } from '@foyer/contracts';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';

/** To the screen of the stage, in a window of its own: it is dragged onto the projector. */
export function StageLink({ session }: { session: Session }) {
  const { t } = useTranslation('polls');
  const { event } = useEvent();
  return (
    <Anchor href={`/e/${event.slug}/sessions/${session.slug}/stage`} target="_blank" rel="noopener">
      {t('join.stage')}
    </Anchor>
  );
}
