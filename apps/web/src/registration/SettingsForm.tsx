import { Button, Card, Checkbox, Group, Stack, Text, TextInput, Title } from '@mantine/core';
import { registrationModes, type LocalisedText, type RegistrationSettings } from '@foyer/contracts';
import { zoneCity } from '@foyer/locales';
import { useState, type FormEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { TextsInput, written } from '../manage/TextsInput.js';
import { fromWall, toWall } from '../manage/wall-time.js';
import { differences } from '../ui/differences.js';
import { useLanguage } from '../ui/use-reader.js';

interface SettingsFormProps {
  initial: RegistrationSettings;
  saving: boolean;
  /** What is no longer as it was; `done` once it is saved. */
  onSave: (changed: Partial<RegistrationSettings>, done: () => void) => void;
  children?: ReactNode;
}
const times = ['opensAt', 'closesAt', 'withdrawUntil'] as const;
type Time = (typeof times)[number];
/** As it stands on the page: times are what clocks at the event show. */
interface Draft
  extends Pick<RegistrationSettings, 'mode' | 'waitingList' | 'keepForInvited'>, Record<Time, string> {
  capacity: string;
  note: LocalisedText;
}
const hints = {
  opensAt: 'settings.opensHint',
  closesAt: 'settings.closesHint',
  withdrawUntil: 'settings.withdrawHint',
} as const;

const narrow = { input: { maxWidth: 320 } };

function draftOf(settings: RegistrationSettings, timeZone: string): Draft {
  const { mode, waitingList, keepForInvited, opensAt, closesAt, withdrawUntil, capacity, note } = settings;
  const wall = (at: string | null) => (at === null ? '' : toWall(at, timeZone));
  return {
    ...{ mode, waitingList, keepForInvited, note: note ?? {} },
    ...{ opensAt: wall(opensAt), closesAt: wall(closesAt), withdrawUntil: wall(withdrawUntil) },
    capacity: capacity === null ? '' : String(capacity),
  };
}

/** The settings; only what is changed here is saved. */
export function SettingsForm({ initial, saving, onSave, children }: SettingsFormProps) {
  const { t } = useTranslation(['places', 'manage', 'common']);
  const { event } = useEvent();
  const language = useLanguage();
  const [edits, setEdits] = useState<Partial<Draft>>({});
  const [tried, setTried] = useState(false);
  // What others have saved meanwhile is shown, where nothing was written over it here.
  const draft = { ...draftOf(initial, event.timeZone), ...edits };
  const change = (part: Partial<Draft>) => setEdits((was) => ({ ...was, ...part }));
  const { mode, capacity, waitingList, keepForInvited, note } = draft;

  const at = (time: Time): string | null | undefined =>
    draft[time] === '' ? null : (fromWall(draft[time], event.timeZone) ?? undefined);
  const [opensAt, closesAt, withdrawUntil] = [at('opensAt'), at('closesAt'), at('withdrawUntil')];
  const backwards = Boolean(opensAt && closesAt && closesAt <= opensAt);
  const places = capacity.trim() === '' ? null : Number(capacity);
  const wrongPlaces = places !== null && (!Number.isInteger(places) || places < 1 || places > 1_000_000);
  const faults: Record<Time, string | false> = {
    opensAt: opensAt === undefined && t('manage:noTime'),
    closesAt: closesAt === undefined ? t('manage:noTime') : backwards && t('settings.backwards'),
    withdrawUntil: withdrawUntil === undefined && t('manage:noTime'),
  };

  function save(submitted: FormEvent) {
    submitted.preventDefault();
    setTried(true);
    if (opensAt === undefined || closesAt === undefined || withdrawUntil === undefined) return;
    if (backwards || wrongPlaces) return;
    const words = written(note);
    const wanted: RegistrationSettings = {
      ...{ mode, opensAt, closesAt, withdrawUntil, waitingList, keepForInvited },
      capacity: places,
      note: Object.keys(words).length ? words : null,
    };
    onSave(differences(initial, wanted), () => setEdits({}));
  }

  return (
    <form onSubmit={save} noValidate>
      <Card className="foyer-card" padding="lg">
        <Stack gap="lg">
          <fieldset className="choice-cards">
            <legend>
              <Title order={2}>{t('settings.mode')}</Title>
            </legend>
            {registrationModes.map((one) => (
              <label
                key={one}
                className="choice-card mode-card"
                data-chosen={one === mode || undefined}
                htmlFor={`mode-${one}`}
              >
                <input
                  id={`mode-${one}`}
                  type="radio"
                  name="mode"
                  value={one}
                  checked={one === mode}
                  onChange={() => change({ mode: one })}
                />
                <b>{t(`mode.${one}`)}</b>
                <Text span size="sm" c="dimmed">
                  {t(`modeHint.${one}`)}
                </Text>
              </label>
            ))}
          </fieldset>
          <Stack component="section" aria-labelledby="settings-places">
            <Title order={2} id="settings-places">
              {t('settings.places')}
            </Title>
            <TextInput
              inputMode="numeric"
              styles={narrow}
              label={t('settings.capacity')}
              description={t('settings.capacityHint')}
              value={capacity}
              onChange={(typed) => change({ capacity: typed.currentTarget.value })}
              error={tried && wrongPlaces && t('settings.capacityWrong')}
            />
            <Checkbox
              size="md"
              label={t('settings.waitingList')}
              description={t('settings.waitingHint')}
              checked={waitingList}
              onChange={(box) => change({ waitingList: box.currentTarget.checked })}
            />
            <Checkbox
              size="md"
              label={t('settings.keep')}
              description={t('settings.keepHint')}
              checked={keepForInvited}
              onChange={(box) => change({ keepForInvited: box.currentTarget.checked })}
            />
          </Stack>
          <Stack component="section" aria-labelledby="settings-times">
            <div>
              <Title order={2} id="settings-times">
                {t('settings.times')}
              </Title>
              <Text size="sm" c="dimmed">
                {t('settings.zone', { city: zoneCity(event.timeZone, language) })}
              </Text>
            </div>
            {times.map((time) => (
              <TextInput
                key={time}
                type="datetime-local"
                styles={narrow}
                label={t(`settings.${time}`)}
                description={t(hints[time])}
                value={draft[time]}
                onChange={(typed) => change({ [time]: typed.currentTarget.value })}
                error={tried && faults[time]}
              />
            ))}
          </Stack>
          <TextsInput
            label={t('settings.note')}
            languages={event.languages}
            value={note}
            onChange={(note) => change({ note })}
            lines
          />
          {children}
          <Group>
            <Button type="submit" loading={saving}>
              {t('common:action.save')}
            </Button>
          </Group>
        </Stack>
      </Card>
    </form>
  );
}
