import { Button, Checkbox, Group, Stack, Text, TextInput } from '@mantine/core';
import { SessionKind, sessionKinds } from '@foyer/contracts';
import { IconFilter, IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ChoiceInput } from '../ui/ChoiceInput.js';
import { useEditor } from './editor-context.js';
import { useChoosing } from './use-choosing.js';
import { isFiltered, type Filters } from './use-filters.js';

interface FilterBarProps {
  filters: Filters;
  onChange: (part: Partial<Filters>) => void;
  /** Ids of what the filter leaves, on all days. */
  shown: readonly string[];
  all: number;
}

const nothing = {
  search: undefined,
  track: undefined,
  room: undefined,
  kind: undefined,
  changed: undefined,
  conflicts: undefined,
};

/** Which sessions are shown; the filter is in the address. */
export function FilterBar({ filters, onChange, shown, all }: FilterBarProps) {
  const { t } = useTranslation(['editor', 'event']);
  const { stage, words } = useEditor();
  const choosing = useChoosing();
  const filtered = isFiltered(filters);
  const [open, setOpen] = useState(filtered);
  const any = { value: '', label: t('filter.all') };
  return (
    <Stack gap="sm" flex="1 1 280px">
      <Group gap="sm" justify="flex-end" align="flex-end">
        {filtered && (
          <>
            <Text size="sm" c="dimmed">
              {t('filter.shown', { shown: shown.length, all })}
            </Text>
            {shown.length > 0 && (
              <Button variant="subtle" onClick={() => choosing.choose(shown, null)}>
                {t('selection.all', { count: shown.length })}
              </Button>
            )}
            <Button variant="subtle" onClick={() => onChange(nothing)}>
              {t('filter.reset')}
            </Button>
          </>
        )}
        <Button
          variant="default"
          leftSection={<IconFilter size={18} aria-hidden />}
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        >
          {t('filter.label')}
        </Button>
      </Group>
      {open && (
        <Group gap="sm" align="flex-end" role="search" aria-label={t('filter.label')}>
          <TextInput
            type="search"
            label={t('filter.search')}
            leftSection={<IconSearch size={18} aria-hidden />}
            defaultValue={filters.search ?? ''}
            maxLength={120}
            onChange={(change) => onChange({ search: change.currentTarget.value.trim() || undefined })}
            flex="1 1 200px"
          />
          <ChoiceInput
            label={t('filter.track')}
            data={[any, ...stage.tracks.map(({ id, name }) => ({ value: id, label: words.title(name) }))]}
            value={filters.track ?? ''}
            onChange={(track) => onChange({ track: track || undefined })}
          />
          <ChoiceInput
            label={t('filter.room')}
            data={[
              any,
              { value: 'none', label: words.room(null) },
              ...stage.rooms.map(({ id, name }) => ({ value: id, label: words.title(name) })),
            ]}
            value={filters.room ?? ''}
            onChange={(room) => onChange({ room: room || undefined })}
          />
          <ChoiceInput
            label={t('filter.kind')}
            data={[any, ...sessionKinds.map((value) => ({ value, label: t(`event:kind.${value}`) }))]}
            value={filters.kind ?? ''}
            onChange={(kind) => onChange({ kind: SessionKind.safeParse(kind).data })}
          />
          <Checkbox
            label={t('filter.changed')}
            checked={filters.changed ?? false}
            onChange={(change) => onChange({ changed: change.currentTarget.checked || undefined })}
            mb={10}
          />
          <Checkbox
            label={t('filter.conflicts')}
            checked={filters.conflicts ?? false}
            onChange={(change) => onChange({ conflicts: change.currentTarget.checked || undefined })}
            mb={10}
          />
        </Group>
      )}
    </Stack>
  );
}
