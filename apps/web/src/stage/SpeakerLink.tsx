import { Anchor } from '@mantine/core';
import type { Session } from '@foyer/contracts';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useEvent } from '../events/use-event.js';
import { useMyStage } from './use-my-stage.js';

/** To the speaker's view, for whoever may see it; the server decides. */
export function SpeakerLink({ session }: { session: Session }) {
  const { t } = useTranslation('speakerView');
  const { event, roles } = useEvent();
  const moderates = roles.some((role) => role === 'owner' || role === 'organiser' || role === 'moderator');
  const stands = useMyStage(session).length > 0;
  if (!moderates && !stands) return null;
  return (
    <Anchor component={Link} to={`/e/${event.slug}/sessions/${session.slug}/speaker`}>
      {t('title')}
    </Anchor>
  );
}
