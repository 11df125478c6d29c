import { Button, Group, Pill, Stack, Switch, Text, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { registrationStates } from '@foyer/contracts';
import { IconSearch } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import type { Answer } from '../server/api.js';
import { ChoiceInput } from '../ui/ChoiceInput.js';
import { useCountries } from '../ui/use-countries.js';
import { useLanguage, useLocalised } from '../ui/use-reader.js';
import type { Filters } from './use-filters.js';

const typingMilliseconds = 250;

interface ParticipantFiltersProps {
  /** What stands in the search box; the filters follow when the reader stops typing. */
  search: string;
  onSearch: (typed: string) => void;
  filters: Filters;
  onChange: (part: Partial<Filters>) => void;
  counts: Answer<'listParticipants'>['counts'] | undefined;
  /** The name of the organisation that is filtered by, where one of its people is shown. */
  organisation: string | undefined;
}

/** Search, state, country, category and organisation; each choice says how many it would show. */
export function ParticipantFilters({
  search,
  onSearch,
  filters,
  onChange,
  counts,
  organisation,
}: ParticipantFiltersProps) {
  const { t } = useTranslation(['registration', 'places', 'mails']);
  const { event } = useEvent();
  const say = useLocalised(event.languages[0]);
  const language = useLanguage();
  const countries = useCountries();
  const tell = useDebouncedCallback(
    (typed: string) => onChange({ search: typed.trim() }),
    typingMilliseconds,
  );
  const inCategory = new Map(counts?.categories.map((one) => [one.category, one.participants]));
  const inState = new Map(counts?.states.map((one) => [one.state, one.participants]));
  const everybody = [...inCategory.values()].reduce((sum, number) => sum + number, 0);
  const states = registrationStates.map((state) => ({
    value: state,
    label: `${t(`state.${state}`)} (${inState.get(state) ?? 0})`,
  }));
  const { compare } = new Intl.Collator(language);
  const inCountries = (counts?.countries ?? [])
    .map(({ country, participants }) => ({
      value: country,
      label: `${countries[country] ?? country} (${participants})`,
    }))
    .sort((one, other) => compare(one.label, other.label));
  const unlisted =
    filters.country !== undefined && !inCountries.some(({ value }) => value === filters.country);
  const categories = [
    { key: '', label: t('participants.all'), count: everybody },
    ...event.categories.map(({ key, label }) => ({
      key,
      label: say(label),
      count: inCategory.get(key) ?? 0,
    })),
  ];
  return (
    <Stack gap="md" component="search">
      <Group align="flex-end" gap="md">
        <TextInput
          type="search"
          flex="1 1 280px"
          label={t('participants.search')}
          description={t('participants.searchHint')}
          leftSection={<IconSearch size={20} aria-hidden />}
          value={search}
          maxLength={120}
          onChange={(event) => {
            onSearch(event.currentTarget.value);
            tell(event.currentTarget.value);
          }}
        />
        <ChoiceInput
          flex="1 1 200px"
          label={t('participants.state')}
          data={[{ value: '', label: t('participants.anyState') }, ...states]}
          value={filters.state ?? ''}
          onChange={(state) => onChange({ state: state === '' ? undefined : state })}
        />
        <ChoiceInput
          flex="1 1 200px"
          label={t('places:desk.country')}
          data={[
            { value: '', label: t('places:desk.anyCountry') },
            ...(unlisted && filters.country
              ? [{ value: filters.country, label: countries[filters.country] ?? filters.country }]
              : []),
            ...inCountries,
          ]}
          value={filters.country ?? ''}
          onChange={(country) => onChange({ country: country || undefined })}
        />
      </Group>
      <Group gap="xs" role="group" aria-label={t('participants.category')}>
        {categories.map(({ key, label, count }) => (
          <Button
            key={key}
            variant={(filters.category ?? '') === key ? 'filled' : 'default'}
            aria-pressed={(filters.category ?? '') === key}
            onClick={() => onChange({ category: key || undefined })}
          >
            {label}
            <Text span inherit className="tabular" ms="xs">
              {count}
            </Text>
          </Button>
        ))}
        {filters.organisation && (
          <Pill
            size="lg"
            withRemoveButton
            onRemove={() => onChange({ organisation: undefined })}
            removeButtonProps={{ 'aria-label': t('participants.clear') }}
          >
            {t('places:desk.only', { name: organisation ?? '…' })}
          </Pill>
        )}
        <Switch
          size="md"
          label={t('mails:hold.only')}
          checked={filters.held === 'yes'}
          onChange={(change) => onChange({ held: change.currentTarget.checked ? 'yes' : undefined })}
        />
      </Group>
    </Stack>
  );
}
