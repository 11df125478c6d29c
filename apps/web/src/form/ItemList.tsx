import { ActionIcon, Card, Group, Stack, Text, VisuallyHidden } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconGripVertical } from '@tabler/icons-react';
import { useState, type KeyboardEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

interface ItemListProps<T extends { key: string }> {
  items: readonly T[];
  /** What an item is called; empty while it has no words. */
  title: (item: T) => string;
  /** Below the title: what is particular about it. */
  about?: (item: T) => ReactNode;
  /** The buttons at its end. */
  actions: (item: T, index: number) => ReactNode;
  /** The item that is open, by its key, with its editor. */
  open: string | null;
  editor: (item: T, index: number) => ReactNode;
  wrong: (index: number) => boolean;
  onMove: (from: number, to: number) => void;
}

/** Things in an order that is changed by dragging, by the arrows, or with Alt and an arrow key anywhere on one. */
export function ItemList<T extends { key: string }>(props: ItemListProps<T>) {
  const { items, title, about, actions, open, editor, wrong, onMove } = props;
  const { t } = useTranslation('form');
  const [dragged, setDragged] = useState<number | null>(null);
  const [over, setOver] = useState<number | null>(null);
  const [news, setNews] = useState('');

  const nameOf = (item: T): string => title(item) || t('untitled');
  function move(from: number, to: number): void {
    const item = items[from];
    if (!item || to < 0 || to >= items.length || from === to) return;
    onMove(from, to);
    setNews(t('movedTo', { name: nameOf(item), place: to + 1, count: items.length }));
  }
  function onKey(event: KeyboardEvent, index: number): void {
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
    event.preventDefault();
    move(index, index + (event.key === 'ArrowUp' ? -1 : 1));
  }
  return (
    <>
      <VisuallyHidden role="status">{news}</VisuallyHidden>
      <Stack component="ol" className="plain-list" gap="sm">
        {items.map((item, index) => (
          <Card
            key={item.key}
            component="li"
            className="foyer-card form-item"
            data-over={over === index || undefined}
            data-wrong={wrong(index) || undefined}
            onKeyDown={(event) => onKey(event, index)}
            onDragOver={(event) => {
              if (dragged === null) return;
              event.preventDefault();
              setOver(index);
            }}
            onDrop={(event) => {
              event.preventDefault();
              if (dragged !== null) move(dragged, index);
              setDragged(null);
              setOver(null);
            }}
          >
            <Group gap="xs" wrap="nowrap" align="flex-start">
              <span
                className="form-grip"
                draggable
                title={t('drag')}
                onDragStart={(event) => {
                  event.dataTransfer.effectAllowed = 'move';
                  setDragged(index);
                }}
                onDragEnd={() => {
                  setDragged(null);
                  setOver(null);
                }}
              >
                <IconGripVertical size={20} aria-hidden />
              </span>
              <Stack gap={4} flex={1} miw={0} py={8}>
                <Text fw={600} c={title(item) ? undefined : 'dimmed'}>
                  {nameOf(item)}
                </Text>
                {about?.(item)}
                {wrong(index) && (
                  <Text size="sm" c="var(--mantine-color-error)">
                    {t('needsLook')}
                  </Text>
                )}
              </Stack>
              <Group gap={0} wrap="nowrap">
                <ActionIcon
                  aria-label={t('up', { name: nameOf(item) })}
                  disabled={index === 0}
                  onClick={() => move(index, index - 1)}
                >
                  <IconArrowUp size={20} aria-hidden />
                </ActionIcon>
                <ActionIcon
                  aria-label={t('down', { name: nameOf(item) })}
                  disabled={index === items.length - 1}
                  onClick={() => move(index, index + 1)}
                >
                  <IconArrowDown size={20} aria-hidden />
                </ActionIcon>
              </Group>
            </Group>
            <Group gap="xs" mt="xs">
              {actions(item, index)}
            </Group>
            {open === item.key && (
              <Stack mt="md" gap="md" role="group" aria-label={nameOf(item)}>
                {editor(item, index)}
              </Stack>
            )}
          </Card>
        ))}
      </Stack>
    </>
  );
}
