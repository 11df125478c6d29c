import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { SearchSelect } from './SearchSelect.js';
import { useCountries } from './use-countries.js';
import { useLanguage } from './use-reader.js';

interface CountrySelectProps extends Omit<
  Parameters<typeof SearchSelect>[0],
  'data' | 'value' | 'onChange' | 'nothingFoundMessage'
> {
  /** ISO 3166-1 alpha-2 or XK; null for none. */
  value: string | null;
  onChange: (country: string | null) => void;
}

/** A country by its name in the reader's language. */
export function CountrySelect({ value, onChange, ...field }: CountrySelectProps) {
  const { t } = useTranslation('common');
  const language = useLanguage();
  const countries = useCountries();
  const data = useMemo(() => {
    const { compare } = new Intl.Collator(language);
    return Object.entries(countries)
      .map(([code, label]) => ({ value: code, label }))
      .sort((one, other) => compare(one.label, other.label));
  }, [countries, language]);
  return (
    <SearchSelect
      allowDeselect={false}
      {...field}
      data={data}
      value={value}
      onChange={onChange}
      nothingFoundMessage={t('country.none')}
    />
  );
}
