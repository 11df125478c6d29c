import { Badge, Button } from '@mantine/core';
import { IconCircleCheck, IconCircleX, IconHourglass, IconListNumbers, IconMail } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useMyRegistration } from '../registration/use-my-registration.js';
import { useOwnPlace } from '../registration/use-own-place.js';
import { useEvent } from './use-event.js';

const icons = {
  invited: IconMail,
  pending: IconHourglass,
  waiting: IconListNumbers,
  confirmed: IconCircleCheck,
  declined: IconCircleX,
} as const;
const colours = {
  invited: 'blue',
  pending: 'yellow',
  waiting: 'blue',
  confirmed: 'accent',
  declined: 'gray',
} as const;

/** How the reader stands with the event, with the way to change it; the way to register for whoever does not. */
export function MyStanding() {
  const { t } = useTranslation('event');
  const { event } = useEvent();
  // A place that becomes free, or the organisers' yes, is seen at once.
  useOwnPlace();
  const { registration, standing } = useMyRegistration();
  const Icon = standing && icons[standing];
  const words = {
    invited: () => t('standing.invited'),
    pending: () => t('standing.pending'),
    waiting: () => t('standing.waiting', { position: registration?.position ?? 1 }),
    confirmed: () => t('registered'),
    declined: () => t('standing.declined'),
  };
  const todo =
    standing === null ? 'register' : standing === 'invited' ? 'standing.answer' : ('myRegistration' as const);
  return (
    <>
      {/* It is there before it says anything, so that what it comes to say is read out. */}
      <span role="status">
        {standing && Icon && (
          <Badge
            variant={standing === 'confirmed' ? 'filled' : 'light'}
            color={colours[standing]}
            c={standing === 'confirmed' ? undefined : 'var(--mantine-color-text)'}
            leftSection={<Icon size={16} aria-hidden />}
            className="wrapping-badge"
          >
            {words[standing]()}
          </Badge>
        )}
      </span>
      <Button
        component={Link}
        to={`/e/${event.slug}/register`}
        variant={standing === null || standing === 'invited' ? 'filled' : 'default'}
      >
        {t(todo)}
      </Button>
    </>
  );
}
