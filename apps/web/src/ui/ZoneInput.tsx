import type { OptionsFilter } from '@mantine/core';
import { formatTime, zoneCity } from '@foyer/locales';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { SearchSelect } from './SearchSelect.js';
import { useNow } from './use-now.js';
import { useLanguage } from './use-reader.js';

interface ZoneInputProps {
  label: string;
  description?: string;
  /** IANA name. */
  value: string;
  onChange: (timeZone: string) => void;
}

/** A time zone by its city, with the time that it is there: no abbreviations, no offsets. */
export function ZoneInput({ label, description, value, onChange }: ZoneInputProps) {
  const { t } = useTranslation('people');
  const language = useLanguage();
  const now = useNow(undefined, 30_000);
  const minute = Math.floor(now / 60_000) * 60_000;
  const data = useMemo(() => {
    const zones = new Set([...Intl.supportedValuesOf('timeZone'), value]);
    return [...zones].map((zone) => {
      return { value: zone, label: `${zoneCity(zone, language)} · ${formatTime(minute, zone)}` };
    });
  }, [language, value, minute]);
  return (
    <SearchSelect
      label={label}
      description={description}
      data={data}
      value={value}
      onChange={(chosen) => chosen && onChange(chosen)}
      filter={byEitherName}
      limit={60}
      nothingFoundMessage={t('account.zoneNone')}
      allowDeselect={false}
    />
  );
}

/** Found by the city in the reader's language, or by the zone's own name: `Kyiv` as well as `Київ`. */
const byEitherName: OptionsFilter = ({ options, search, limit }) => {
  const wanted = search.trim().toLowerCase();
  const zone = wanted.replaceAll(' ', '_');
  return options
    .filter(
      (option) =>
        'value' in option &&
        (option.label.toLowerCase().includes(wanted) || option.value.toLowerCase().includes(zone)),
    )
    .slice(0, limit);
};
