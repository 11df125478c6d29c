import { ActionIcon, Button, Group, Stack, Text, Title } from '@mantine/core';
import type { Room, Track } from '@foyer/contracts';
import { IconArrowDown, IconArrowUp, IconPlus, IconTrash } from '@tabler/icons-react';
import { useId, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Problem } from '../ui/Problem.js';
import { useEditor } from './editor-context.js';
import { RoomBadge } from './RoomHead.js';

interface PlaceListProps<P extends Room | Track> {
  title: string;
  none: string;
  add: string;
  places: readonly P[];
  countOf: (id: string) => number;
  deleteSure: (count: number) => string;
  form: (place: P | null, onDone: () => void) => ReactNode;
  /** The two change places. */
  onSwap: (place: P, other: P) => void;
  onDelete: (place: P) => void;
  error: unknown;
}

/** Rooms, or tracks, in the organisers' order. */
export function PlaceList<P extends Room | Track>(props: PlaceListProps<P>) {
  const { title, none, add, places, countOf, deleteSure, form, onSwap, onDelete, error } = props;
  const { t } = useTranslation('editor');
  const { words } = useEditor();
  const heading = useId();
  const [open, setOpen] = useState<string | null>(null);
  const [deleting, setDeleting] = useState<string | null>(null);
  const section = useRef<HTMLDivElement>(null);
  const close = (): void => {
    setOpen(null);
    // The form takes the focus with it when it goes.
    requestAnimationFrame(() => section.current?.querySelector<HTMLElement>('[data-add]')?.focus());
  };
  return (
    <Stack component="section" ref={section} gap="xs" aria-labelledby={heading}>
      <Title order={3} id={heading}>
        {title}
      </Title>
      {places.length === 0 && open !== '' && <Text c="dimmed">{none}</Text>}
      <ol className="plain-list">
        {places.map((place, index) => {
          const name = words.title(place.name);
          const before = places[index - 1];
          const after = places[index + 1];
          return (
            <li key={place.id} className="lined-row">
              {open === place.id ? (
                form(place, close)
              ) : (
                <Group gap={4} justify="space-between">
                  <Stack gap={0} flex="1 1 160px">
                    <Group gap="xs" wrap="nowrap">
                      {'colour' in place && (
                        <span className="ag-swatch" style={{ background: place.colour }} aria-hidden />
                      )}
                      <Text fw={600}>{name}</Text>
                    </Group>
                    {'capacity' in place && <RoomBadge room={place} />}
                  </Stack>
                  <Group gap={4} wrap="nowrap">
                    {before && (
                      <ActionIcon
                        aria-label={t('action.earlier', { name })}
                        onClick={() => onSwap(place, before)}
                      >
                        <IconArrowUp size={18} aria-hidden />
                      </ActionIcon>
                    )}
                    {after && (
                      <ActionIcon
                        aria-label={t('action.later', { name })}
                        onClick={() => onSwap(place, after)}
                      >
                        <IconArrowDown size={18} aria-hidden />
                      </ActionIcon>
                    )}
                    <Button
                      variant="default"
                      aria-label={t('action.changeOf', { name })}
                      onClick={() => setOpen(place.id)}
                    >
                      {t('action.change')}
                    </Button>
                    <ActionIcon
                      aria-label={t('action.removeOf', { name })}
                      onClick={() => setDeleting(place.id)}
                    >
                      <IconTrash size={18} aria-hidden />
                    </ActionIcon>
                  </Group>
                </Group>
              )}
              {deleting === place.id && (
                <Group gap="sm" mt="xs" role="alert">
                  <Text flex="1 1 220px">{deleteSure(countOf(place.id))}</Text>
                  <Button
                    color="red"
                    onClick={() => {
                      setDeleting(null);
                      onDelete(place);
                    }}
                  >
                    {t('action.remove')}
                  </Button>
                  <Button variant="subtle" onClick={() => setDeleting(null)}>
                    {t('action.cancel')}
                  </Button>
                </Group>
              )}
            </li>
          );
        })}
      </ol>
      <Problem error={error} />
      {open === '' ? (
        form(null, close)
      ) : (
        <Group>
          <Button
            variant="default"
            data-add
            leftSection={<IconPlus size={18} aria-hidden />}
            onClick={() => setOpen('')}
          >
            {add}
          </Button>
        </Group>
      )}
    </Stack>
  );
}
