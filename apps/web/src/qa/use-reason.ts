import type { DeskQuestion } from '@foyer/contracts';
import { useTranslation } from 'react-i18next';

/** Why a question was set aside: a usual reason in the reader's language, else what the moderator has written. */
export function useReason(): (why: Pick<DeskQuestion, 'reason' | 'usualReason'>) => string | null {
  const { t } = useTranslation('qa');
  return ({ reason, usualReason }) => (usualReason === null ? reason : t(`dismiss.${usualReason}`));
}
