import { Badge } from '@mantine/core';
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
  const Icon = icons[state];
  return (
    <Badge
      color={colors[state]}
      variant="light"
      leftSection={<Icon size={16} aria-hidden />}
      className="wrapping-badge"
      c="var(--mantine-color-text)"
    >
      {t(`state.${state}`)}
    </Badge>
  );
}
