import { ProblemError } from '@foyer/client';
import { useTranslation } from 'react-i18next';

/** Why a time could not be booked, in words; undefined for a problem of another kind. */
export function useRefusal(): (error: unknown) => string | undefined {
  const { t } = useTranslation('meetings');
  return (error) => {
    if (!(error instanceof ProblemError)) return undefined;
    switch (error.code) {
      case 'slot_taken':
        return t('refused.tables');
      case 'slot_past':
        return t('refused.past');
      case 'person_busy':
        switch (error.problem.params?.who) {
          case 'me':
            return t('refused.me');
          case 'other':
            return t('refused.other');
          default:
            return t('refused.both');
        }
      default:
        return undefined;
    }
  };
}
