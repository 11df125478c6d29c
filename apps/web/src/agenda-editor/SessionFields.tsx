import { Checkbox, NumberInput, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import { players, sessionKinds, type SessionField } from '@foyer/contracts';
import { formatTimes, languageNames, sameWallTime, zoneCity } from '@foyer/locales';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { TextsInput } from '../manage/TextsInput.js';
import { fromWall } from '../manage/wall-time.js';
import { ChoiceInput } from '../ui/ChoiceInput.js';
import { useReader } from '../ui/use-reader.js';
import { ofKind } from './bulk.js';
import { useEditor } from './editor-context.js';
import { PeopleInput } from './PeopleInput.js';
import { lengthOf, withLength, withStart, type Flaws, type FormValues } from './session-form.js';
import { useRoomChoices, useTrackChoices } from './use-choices.js';

interface SessionFieldsProps {
  values: FormValues;
  flaws: Flaws;
  onChange: (part: Partial<FormValues>) => void;
}

/** Everything that a session has. */
export function SessionFields({ values, flaws, onChange }: SessionFieldsProps) {
  const { t } = useTranslation(['editor', 'event']);
  const { event } = useEvent();
  const { timeZone, languages } = event;
  const { words } = useEditor();
  const rooms = useRoomChoices();
  const tracks = useTrackChoices();
  const wrong = (field: SessionField): string | false => {
    const flaw = flaws[field];
    return flaw ? t(`form.${flaw}`) : false;
  };
  return (
    <Stack>
      <TextsInput
        label={t('form.title')}
        languages={languages}
        value={values.title}
        onChange={(title) => onChange({ title })}
        error={wrong('title')}
        focused
      />
      <ChoiceInput
        label={t('form.kind')}
        data={sessionKinds.map((value) => ({ value, label: t(`event:kind.${value}`) }))}
        value={values.kind}
        onChange={(kind) => onChange(ofKind(kind))}
      />
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <TextInput
          type="datetime-local"
          label={t('form.startsAt')}
          value={values.startsAt}
          onChange={(change) => onChange(withStart(values, change.currentTarget.value, timeZone))}
          error={wrong('startsAt')}
        />
        <TextInput
          type="datetime-local"
          label={t('form.endsAt')}
          value={values.endsAt}
          onChange={(change) => onChange({ endsAt: change.currentTarget.value })}
          error={wrong('endsAt')}
        />
        <NumberInput
          size="md"
          label={t('form.length')}
          min={5}
          max={1_440}
          step={5}
          value={lengthOf(values, timeZone) ?? ''}
          onChange={(length) => onChange(withLength(values, Number(length), timeZone))}
        />
        <ChoiceInput
          label={t('form.room')}
          data={rooms}
          value={values.room}
          onChange={(room) => onChange({ room })}
          error={wrong('room')}
        />
      </SimpleGrid>
      <Stack gap={0}>
        <Text size="sm" c="dimmed">
          {t('zone', { city: words.city })}
        </Text>
        <OwnTime values={values} />
      </Stack>
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <ChoiceInput
          label={t('form.track')}
          data={tracks}
          value={values.track}
          onChange={(track) => onChange({ track })}
          error={wrong('track')}
        />
        <ChoiceInput
          label={t('form.language')}
          data={languages.map((value) => ({ value, label: languageNames[value] }))}
          value={values.language}
          onChange={(language) => onChange({ language })}
        />
      </SimpleGrid>
      <PeopleInput
        label={t('form.speakers')}
        add={t('form.addSpeaker')}
        value={values.speakers}
        onChange={(speakers) => onChange({ speakers })}
        error={wrong('speakers')}
      />
      <PeopleInput
        label={t('form.moderators')}
        add={t('form.addModerator')}
        value={values.moderators}
        onChange={(moderators) => onChange({ moderators })}
        error={wrong('moderators')}
      />
      <TextsInput
        label={t('form.abstract')}
        languages={languages}
        value={values.abstract}
        onChange={(abstract) => onChange({ abstract })}
        error={wrong('abstract')}
        lines
      />
      <Checkbox
        label={t('form.questions')}
        checked={values.questions}
        onChange={(change) => onChange({ questions: change.currentTarget.checked })}
      />
      <NumberInput
        size="md"
        label={t('form.seats')}
        description={t('form.seatsHint')}
        min={1}
        max={1_000_000}
        value={values.seats}
        onChange={(seats) => onChange({ seats })}
        error={wrong('seats')}
      />
      <TextInput
        type="url"
        label={t('form.streamUrl')}
        description={t('form.streamHint', { players: players.map(({ name }) => name).join(', ') })}
        maxLength={500}
        value={values.streamUrl}
        onChange={(change) => onChange({ streamUrl: change.currentTarget.value })}
        error={wrong('streamUrl')}
      />
    </Stack>
  );
}

/** The same time on the reader's own clock, where that shows another. */
function OwnTime({ values }: { values: FormValues }) {
  const { t } = useTranslation('editor');
  const { event } = useEvent();
  const reader = useReader();
  const startsAt = fromWall(values.startsAt, event.timeZone);
  const endsAt = fromWall(values.endsAt, event.timeZone);
  if (!startsAt || !endsAt || sameWallTime(startsAt, reader.timeZone, event.timeZone)) return null;
  const city = zoneCity(reader.timeZone, reader.language);
  return (
    <Text size="sm" c="dimmed" className="tabular">
      {t('form.yourTime', { city, times: formatTimes(startsAt, endsAt, reader) })}
    </Text>
  );
}
