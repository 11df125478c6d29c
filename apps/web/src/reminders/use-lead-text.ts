import { useTranslation } from 'react-i18next';
import { inUnits } from './lead.js';

/** `const say = useLeadText()`, then `say(90)` is "90 minutes" and `say(120)` "2 hours". */
export function useLeadText(): (minutes: number) => string {
  const { t } = useTranslation('reminders');
  return (minutes) => {
    const { number: count, unit } = inUnits(minutes);
    return unit === 'days'
      ? t('days', { count })
      : unit === 'hours'
        ? t('hours', { count })
        : t('minutes', { count });
  };
}
