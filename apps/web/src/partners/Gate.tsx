import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ParticipantsOnly } from '../events/ParticipantsOnly.js';

/** Partners are shown to participants. `error` is what the page's own reading was refused with. */
export function Gate({ error, children }: { error: Error | null; children: ReactNode }) {
  const { t } = useTranslation(['partners', 'meetings']);
  const words = {
    signInTitle: t('strangers.signInTitle'),
    signInText: t('meetings:strangers.signInText'),
    registerTitle: t('strangers.registerTitle'),
    registerText: t('meetings:strangers.registerText'),
  };
  return (
    <ParticipantsOnly words={words} error={error}>
      {children}
    </ParticipantsOnly>
  );
}
