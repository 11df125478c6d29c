import { Button, Group, Modal, NumberInput, Stack, Text } from '@mantine/core';
import { SessionKind, sessionKinds } from '@foyer/contracts';
import { formatDay } from '@foyer/locales';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { ChoiceInput } from '../ui/ChoiceInput.js';
import { useLanguage } from '../ui/use-reader.js';
import { bulkEdits, isBulk, type Bulk } from './bulk.js';
import { useEditor } from './editor-context.js';
import { dayStart, daysOf } from './geometry.js';
import { useRoomChoices, useTrackChoices } from './use-choices.js';

/** As it is with each. */
const same = 'same';

/** The same for all that is selected: later or earlier, another day, room, track or kind. */
export function BulkForm({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(['editor', 'event', 'common']);
  const { event } = useEvent();
  const language = useLanguage();
  const { store, snapshot, selection, words, announce } = useEditor();
  // What was selected when the form was opened; whoever is taken out meanwhile is passed over.
  const [ids] = useState(selection.ids);
  const [minutes, setMinutes] = useState<number | string>('');
  const [wish, setWish] = useState<Bulk>({});
  const [tried, setTried] = useState(false);
  const sessions = [...snapshot.sessions.values()].filter(
    ({ id, state }) => ids.has(id) && state !== 'removed',
  );
  const bulk = { ...wish, minutes: Number(minutes) || 0 };
  const keep = { value: same, label: t('selection.keep') };
  const days = daysOf(event, snapshot.sessions.values()).map((value) => ({
    value,
    label: formatDay(dayStart(value, event.timeZone) + 3_600_000, { language, timeZone: event.timeZone }),
  }));
  const placeOf = (chosen: string): string | null | undefined =>
    chosen === same ? undefined : chosen === '' ? null : chosen;
  const shownPlace = (place: string | null | undefined): string =>
    place === undefined ? same : (place ?? '');

  function save(submitted: FormEvent): void {
    submitted.preventDefault();
    setTried(true);
    if (!isBulk(bulk)) return;
    store.edit(bulkEdits(sessions, bulk, event.timeZone), 'form');
    announce(t('said.many.edited', { count: sessions.length }));
    onClose();
  }

  return (
    <Modal
      opened
      onClose={onClose}
      title={t('selection.title', { count: sessions.length })}
      closeButtonProps={{ 'aria-label': t('common:action.close') }}
    >
      <form onSubmit={save} noValidate>
        <Stack>
          <NumberInput
            size="md"
            label={t('selection.minutes')}
            description={t('selection.minutesHint')}
            min={-1_440}
            max={1_440}
            step={5}
            allowDecimal={false}
            value={minutes}
            onChange={setMinutes}
            data-autofocus
          />
          <ChoiceInput
            label={t('view.day')}
            description={t('selection.dayHint', { city: words.city })}
            data={[keep, ...days]}
            value={wish.day ?? same}
            onChange={(day) => setWish({ ...wish, day: day === same ? undefined : day })}
          />
          <ChoiceInput
            label={t('form.room')}
            data={[keep, ...useRoomChoices()]}
            value={shownPlace(wish.room)}
            onChange={(room) => setWish({ ...wish, room: placeOf(room) })}
          />
          <ChoiceInput
            label={t('form.track')}
            data={[keep, ...useTrackChoices()]}
            value={shownPlace(wish.track)}
            onChange={(track) => setWish({ ...wish, track: placeOf(track) })}
          />
          <ChoiceInput
            label={t('form.kind')}
            data={[keep, ...sessionKinds.map((value) => ({ value, label: t(`event:kind.${value}`) }))]}
            value={wish.kind ?? same}
            onChange={(kind) => setWish({ ...wish, kind: SessionKind.safeParse(kind).data })}
          />
          {tried && !isBulk(bulk) && (
            <Text role="alert" c="var(--mantine-color-error)">
              {t('selection.nothing')}
            </Text>
          )}
          <Group>
            <Button type="submit">{t('selection.apply', { count: sessions.length })}</Button>
            <Button variant="subtle" onClick={onClose}>
              {t('action.cancel')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
