import type { AnswerFault, FormQuestion } from '@foyer/contracts';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';

/** The sentence for what is wrong with an answer: what to do about it. */
export function useFaultText(): (
  fault: AnswerFault,
  question?: Pick<FormQuestion, 'min' | 'max' | 'step'>,
) => string {
  const { t } = useTranslation('form');
  return useCallback(
    (fault, question) => {
      const { min, max, step } = question ?? {};
      return t(`fault.${fault}`, { min: min ?? 0, max: max ?? 0, step: step ?? 1 });
    },
    [t],
  );
}
