import type { RegistrationState } from '@foyer/contracts';
import {
  IconCircleCheck,
  IconCircleX,
  IconClock,
  IconHourglass,
  IconMail,
  IconUserX,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { StandingBadge } from '../ui/StandingBadge.js';

const icons = {
  invited: IconMail,
  pending: IconHourglass,
  waiting: IconClock,
  confirmed: IconCircleCheck,
  declined: IconUserX,
  withdrawn: IconCircleX,
} as const;
const colors = {
  invited: 'gray',
  pending: 'yellow',
  waiting: 'blue',
  confirmed: 'accent',
  declined: 'red',
  withdrawn: 'gray',
} as const;

/** Where a registration stands, in words, with an icon and a colour. */
export function StateBadge({ state }: { state: RegistrationState }) {
  const { t } = useTranslation('registration');
  return <StandingBadge icon={icons[state]} color={colors[state]} words={t(`state.${state}`)} />;
}
