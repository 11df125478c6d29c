import { Badge } from '@mantine/core';
import type { QuestionState } from '@foyer/contracts';
import {
  IconArrowBackUp,
  IconArrowMerge,
  IconCircleCheck,
  IconCircleMinus,
  IconHourglass,
  IconMessageCheck,
  type Icon,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

const looks: Record<QuestionState, { icon: Icon; color: string }> = {
  pending: { icon: IconHourglass, color: 'gray' },
  approved: { icon: IconCircleCheck, color: 'accent' },
  answered: { icon: IconMessageCheck, color: 'accent' },
  dismissed: { icon: IconCircleMinus, color: 'gray' },
  merged: { icon: IconArrowMerge, color: 'gray' },
  withdrawn: { icon: IconArrowBackUp, color: 'gray' },
};

/** The state of a question: an icon and a word. */
export function StateBadge({ state }: { state: QuestionState }) {
  const { t } = useTranslation('qa');
  const { icon: Icon, color } = looks[state];
  return (
    <Badge
      color={color}
      variant="outline"
      className="wrapping-badge"
      leftSection={<Icon size={16} aria-hidden />}
    >
      {t(`state.${state}`)}
    </Badge>
  );
}
