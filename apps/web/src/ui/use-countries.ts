import { loadCountries, type CountryNames } from '@foyer/locales';
import { useQuery } from '@tanstack/react-query';
import { useLanguage } from './use-reader.js';

/** Names of countries by their code, in the reader's language; empty until they are loaded. */
export function useCountries(): CountryNames {
  const language = useLanguage();
  const { data } = useQuery({
    queryKey: ['countries', language],
    queryFn: () => loadCountries(language),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return data ?? {};
}
