import { streams } from '@foyer/contracts';
import { IconUsers } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { useStream } from '../server/live.js';
import './signs.css';

/** How many people are in the session's room now; nothing while nobody is. */
export function PresenceCount({ session }: { session: string }) {
  const { t } = useTranslation('signs');
  const { takesPart } = useEvent();
  const followed = useStream(streams.presence, takesPart ? { session } : null);
  const count = followed?.state?.presence[session]?.count ?? 0;
  if (count === 0) return null;
  return (
    <span className="presence-count tabular">
      <IconUsers aria-hidden /> {t('presence.here', { count })}
    </span>
  );
}
