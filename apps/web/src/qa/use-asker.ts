import type { PublicQuestion } from '@foyer/contracts';
import { useTranslation } from 'react-i18next';

type Asked = Pick<PublicQuestion, 'author' | 'organisation' | 'guest'>;

/**
 * Who asked, as it is shown: a name with the organisation, as speakers are named, too. A guest's name is marked, since
 * nobody has checked it.
 */
export function useAsker(): (question: Asked) => string {
  const { t } = useTranslation(['qa', 'guests']);
  return ({ author, organisation, guest }) => {
    if (author === null) return t('anonymous');
    return guest ? t('guests:author', { name: author }) : [author, organisation].filter(Boolean).join(', ');
  };
}
