import { participantSorts } from '@foyer/contracts';
import { useTranslation } from 'react-i18next';

/** What lists of participants can be sorted by, in the reader's words. */
export function useSortLabels(): Record<(typeof participantSorts)[number], string> {
  const { t } = useTranslation(['registration', 'places']);
  return {
    name: t('participants.name'),
    organisation: t('participants.organisation'),
    country: t('places:desk.country'),
    category: t('participants.category'),
    state: t('participants.state'),
    asked: t('places:desk.asked'),
    confirmed: t('state.confirmed'),
  };
}
