import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { registrationStates } from '@foyer/contracts';
import { IconSearch } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import type { Answer } from '../server/api.js';
import { ChoiceInput } from '../ui/ChoiceInput.js';
import { useLocalised } from '../ui/use-reader.js';
import type { Filters } from './use-filters.js';

const typingMilliseconds = 250;

interface ParticipantFiltersProps {
  /** What stands in the search box; the filters follow when the reader stops typing. */
  search: string;
  onSearch: (typed: string) => void;
  filters: Filters;
  onChange: (part: Partial<Filters>) => void;
  counts: Answer<'listParticipants'>['counts'] | undefined;
}

/** Search, state and category; each category says how many it would show. */
export function ParticipantFilters({ search, onSearch, filters, onChange, counts }: ParticipantFiltersProps) {
  const { t } = useTranslation('registration');
  const { event } = useEvent();
  const say = useLocalised(event.languages[0]);
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
          flex="0 1 240px"
          label={t('participants.state')}
          data={[{ value: '', label: t('participants.anyState') }, ...states]}
          value={filters.state ?? ''}
          onChange={(state) => onChange({ state: state === '' ? undefined : state })}
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
      </Group>
    </Stack>
  );
}
