import { VisuallyHidden } from '@mantine/core';
import { useTranslation } from 'react-i18next';

/** A figure, or that it is not shown: a dash to the eye, words to the ear. */
export function Figure({ value }: { value: number | null }) {
  const { t } = useTranslation('summary');
  if (value !== null) return <span className="tabular">{value}</span>;
  return (
    <span>
      <span aria-hidden>–</span>
      <VisuallyHidden>{t('small.few')}</VisuallyHidden>
    </span>
  );
}
