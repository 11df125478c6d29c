import type { MailState as State } from '@foyer/contracts';
import {
  IconAlertTriangle,
  IconArrowBackUp,
  IconCircleCheck,
  IconClock,
  IconMailOff,
  IconMailX,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { StandingBadge } from '../ui/StandingBadge.js';

const icons = {
  queued: IconClock,
  sent: IconCircleCheck,
  failed: IconMailX,
  returned: IconArrowBackUp,
  suppressed: IconMailOff,
  aside: IconAlertTriangle,
} as const;
const colors = {
  queued: 'blue',
  sent: 'accent',
  failed: 'red',
  returned: 'red',
  suppressed: 'gray',
  aside: 'yellow',
} as const;

/** What has become of a mail, in words, with an icon and a colour. */
export function MailState({ state }: { state: State }) {
  const { t } = useTranslation('mails');
  return <StandingBadge icon={icons[state]} color={colors[state]} words={t(`state.${state}`)} />;
}
