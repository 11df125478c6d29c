import { Combobox, Text, TextInput, useCombobox } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCall } from '../server/api.js';
import { useCountries } from '../ui/use-countries.js';
import { fieldId } from './draft.js';

const fewestLetters = 2;
const typingMilliseconds = 250;

interface OrganisationInputProps {
  value: string;
  /** With the country where it was chosen from the directory. */
  onChange: (name: string, country?: string) => void;
  wrong: boolean;
}

/** Finds an organisation in any script; what is not found is a new one. */
export function OrganisationInput({ value, onChange, wrong }: OrganisationInputProps) {
  const { t } = useTranslation('registration');
  const countries = useCountries();
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() });
  const [chosen, setChosen] = useState<string | null>(null);
  const [touched, setTouched] = useState(false);
  const name = value.trim();
  const [typed] = useDebouncedValue(name, typingMilliseconds);
  const search = { query: { search: typed } };
  const found = useCall('searchOrganisations', search, {
    enabled: touched && typed.length >= fewestLetters,
    staleTime: 60_000,
  });
  const organisations = found.data?.organisations ?? [];
  const known = organisations.find((one) => one.name === name);
  const settled = touched && name.length >= fewestLetters && typed === name && !combobox.dropdownOpened;

  function choose(option: string) {
    const organisation = organisations.find(({ id }) => id === option);
    if (organisation) onChange(organisation.name, organisation.country);
    setChosen(organisation?.name ?? null);
    combobox.closeDropdown();
  }

  return (
    <div>
      <Combobox store={combobox} onOptionSubmit={choose} withinPortal={false}>
        <Combobox.Target>
          <TextInput
            id={fieldId('organisation')}
            label={t('organisation.label')}
            description={t('organisation.why')}
            autoComplete="off"
            maxLength={200}
            value={value}
            onChange={(event) => {
              setTouched(true);
              setChosen(null);
              onChange(event.currentTarget.value);
              combobox.openDropdown();
              combobox.resetSelectedOption();
            }}
            onBlur={() => combobox.closeDropdown()}
            error={wrong && t('organisation.wrong')}
          />
        </Combobox.Target>
        <Combobox.Dropdown hidden={!touched || typed.length < fewestLetters}>
          <Combobox.Options aria-label={t('organisation.label')}>
            {organisations.map((one) => (
              <Combobox.Option key={one.id} value={one.id} className="tall-option">
                {one.name}
                <Text span size="sm" c="dimmed" display="block">
                  {countries[one.country] ?? one.country}
                </Text>
              </Combobox.Option>
            ))}
            {!known && name !== '' && (
              <Combobox.Option value="new" className="tall-option">
                <IconPlus size={16} aria-hidden /> {t('organisation.add', { name })}
              </Combobox.Option>
            )}
          </Combobox.Options>
          {organisations.length === 0 && (
            <Text size="sm" c="dimmed" px="sm" py={4}>
              {t(found.isFetching ? 'organisation.looking' : 'organisation.none')}
            </Text>
          )}
        </Combobox.Dropdown>
      </Combobox>
      <Text size="sm" c="dimmed" role="status">
        {settled && found.data && t(chosen === name || known ? 'organisation.isKnown' : 'organisation.isNew')}
      </Text>
    </div>
  );
}
