import { ActionIcon, Group, Input, Stack, Text } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { SearchSelect } from '../ui/SearchSelect.js';
import { useEditor } from './editor-context.js';

interface PeopleInputProps {
  label: string;
  /** What the box that adds somebody is called. */
  add: string;
  value: readonly string[];
  onChange: (value: string[]) => void;
  error?: string | false;
}

/** Several people, in order. */
export function PeopleInput({ label, add, value, onChange, error = false }: PeopleInputProps) {
  const { t } = useTranslation('editor');
  const { stage } = useEditor();
  const [typed, type] = useState('');
  const free = stage.speakers.filter(({ id }) => !value.includes(id));
  const nameOf = (id: string): string => stage.speakers.find((speaker) => speaker.id === id)?.name ?? '';
  const swapped = (index: number): string[] => {
    const next = [...value];
    next.splice(index, 2, ...value.slice(index, index + 2).toReversed());
    return next;
  };
  return (
    <Stack gap={4} role="group" aria-label={label}>
      <Input.Label size="md" component="div">
        {label}
      </Input.Label>
      {value.map((id, index) => {
        const name = nameOf(id);
        return (
          <Group key={id} gap={4} wrap="nowrap" className="ag-person">
            <Text flex={1}>{name}</Text>
            {index > 0 && (
              <ActionIcon
                aria-label={t('action.earlier', { name })}
                onClick={() => onChange(swapped(index - 1))}
              >
                <IconArrowUp size={18} aria-hidden />
              </ActionIcon>
            )}
            {index < value.length - 1 && (
              <ActionIcon aria-label={t('action.later', { name })} onClick={() => onChange(swapped(index))}>
                <IconArrowDown size={18} aria-hidden />
              </ActionIcon>
            )}
            <ActionIcon
              aria-label={t('action.takeOut', { name })}
              onClick={() => onChange(value.filter((one) => one !== id))}
            >
              <IconX size={18} aria-hidden />
            </ActionIcon>
          </Group>
        );
      })}
      {stage.speakers.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t('form.nobody')}
        </Text>
      ) : (
        <SearchSelect
          aria-label={add}
          placeholder={add}
          data={free.map(({ id, name, organisation }) => ({
            value: id,
            label: organisation ? `${name} · ${organisation}` : name,
          }))}
          value={null}
          onChange={(id) => {
            if (id) onChange([...value, id]);
            type('');
          }}
          searchValue={typed}
          onSearchChange={type}
          nothingFoundMessage={t('form.nobodySo')}
          // No field of its own: with the list closed, Enter must not save the whole form.
          onKeyDown={(pressed) => {
            if (pressed.key === 'Enter') pressed.preventDefault();
          }}
          error={error}
          comboboxProps={{ withinPortal: false }}
        />
      )}
    </Stack>
  );
}
