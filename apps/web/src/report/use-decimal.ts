import { useLanguage } from '../ui/use-reader.js';

/** One digit behind the sign that the reader's language puts there. */
export function useDecimal(): (value: number) => string {
  const language = useLanguage();
  return (value) => (language === 'en' ? value.toFixed(1) : value.toFixed(1).replace('.', ','));
}
