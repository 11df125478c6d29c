import { useTranslation } from 'react-i18next';
import { CountrySelect } from '../ui/CountrySelect.js';
import { fieldId } from './draft.js';

interface CountryInputProps {
  /** ISO 3166-1 alpha-2 or XK; empty for none. */
  value: string;
  onChange: (country: string) => void;
  wrong: boolean;
}

/** The country that a registration is from. */
export function CountryInput({ value, onChange, wrong }: CountryInputProps) {
  const { t } = useTranslation('registration');
  return (
    <CountrySelect
      id={fieldId('country')}
      label={t('country.label')}
      description={t('country.why')}
      value={value || null}
      onChange={(chosen) => onChange(chosen ?? '')}
      error={wrong && t('country.wrong')}
    />
  );
}
