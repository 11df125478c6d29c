import { Select } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useCountries } from '../ui/use-countries.js';
import { useLanguage } from '../ui/use-reader.js';
import { fieldId } from './draft.js';

interface CountryInputProps {
  /** ISO 3166-1 alpha-2 or XK; empty for none. */
  value: string;
  onChange: (country: string) => void;
  wrong: boolean;
}

/** A country by its name in the reader's language. */
export function CountryInput({ value, onChange, wrong }: CountryInputProps) {
  const { t } = useTranslation('registration');
  const language = useLanguage();
  const countries = useCountries();
  const data = useMemo(() => {
    const { compare } = new Intl.Collator(language);
    return Object.entries(countries)
      .map(([code, label]) => ({ value: code, label }))
      .sort((a, b) => compare(a.label, b.label));
  }, [countries, language]);
  return (
    <Select
      id={fieldId('country')}
      label={t('country.label')}
      description={t('country.why')}
      data={data}
      value={value || null}
      onChange={(chosen) => onChange(chosen ?? '')}
      searchable
      autoComplete="off"
      nothingFoundMessage={t('country.none')}
      allowDeselect={false}
      error={wrong && t('country.wrong')}
    />
  );
}
