import { Button, Group, Modal, NumberInput, Stack, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { fromWall, toWall } from '../manage/wall-time.js';
import { ChoiceInput } from '../ui/ChoiceInput.js';
import { useEditor } from './editor-context.js';
import { minute } from './geometry.js';
import { useRoomChoices } from './use-choices.js';

/** When and where a session is: the grid's dragging, by fields. */
export function MoveForm({ id, onClose }: { id: string; onClose: () => void }) {
  const { t } = useTranslation(['editor', 'common']);
  const { event } = useEvent();
  const { store, words, announce } = useEditor();
  const session = store.sheet.view(id);
  const rooms = useRoomChoices();
  const [starts, setStarts] = useState(session ? toWall(session.startsAt, event.timeZone) : '');
  const [length, setLength] = useState<number | string>(
    session ? (Date.parse(session.endsAt) - Date.parse(session.startsAt)) / minute : 30,
  );
  const [room, setRoom] = useState(session?.room ?? '');
  const [tried, setTried] = useState(false);
  const startsAt = fromWall(starts, event.timeZone);
  const minutes = typeof length === 'number' && length > 0 ? length : null;

  function save(submitted: FormEvent): void {
    submitted.preventDefault();
    setTried(true);
    if (!startsAt || !minutes) return;
    const endsAt = new Date(Date.parse(startsAt) + minutes * minute).toISOString();
    store.edit([{ session: id, fields: { startsAt, endsAt, room: room || null } }], 'form');
    const view = store.sheet.view(id);
    if (view) announce(words.place(view));
    onClose();
  }

  return (
    <Modal
      opened
      onClose={onClose}
      title={t('action.moveOf', { name: words.title(session?.title ?? {}) })}
      closeButtonProps={{ 'aria-label': t('common:action.close') }}
    >
      <form onSubmit={save} noValidate>
        <Stack>
          <TextInput
            type="datetime-local"
            label={t('form.startsAt')}
            description={t('zone', { city: words.city })}
            value={starts}
            onChange={(change) => setStarts(change.currentTarget.value)}
            error={tried && !startsAt && t('form.noTime')}
            data-autofocus
          />
          <NumberInput
            size="md"
            label={t('form.length')}
            min={5}
            max={1_440}
            step={5}
            value={length}
            onChange={setLength}
            error={tried && !minutes && t('form.missing')}
          />
          <ChoiceInput label={t('form.room')} data={rooms} value={room} onChange={setRoom} />
          <Group>
            <Button type="submit">{t('action.move')}</Button>
            <Button variant="subtle" onClick={onClose}>
              {t('action.cancel')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
