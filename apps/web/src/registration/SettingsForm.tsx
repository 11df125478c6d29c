import { Button, Card, Checkbox, Group, Stack, Text, TextInput, Title } from '@mantine/core';
import { registrationModes, type LocalisedText, type RegistrationSettings } from '@foyer/contracts';
import { zoneCity } from '@foyer/locales';
import { useState, type FormEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { TextsInput, written } from '../manage/TextsInput.js';
import { fromWall, toWall } from '../manage/wall-time.js';
import { useLanguage } from '../ui/use-reader.js';

interface SettingsFormProps {
  initial: RegistrationSettings;
  saving: boolean;
  onSave: (settings: RegistrationSettings) => void;
  children?: ReactNode;
}
const times = ['opensAt', 'closesAt', 'withdrawUntil'] as const;
type Time = (typeof times)[number];
const hints = {
  opensAt: 'settings.opensHint',
  closesAt: 'settings.closesHint',
  withdrawUntil: 'settings.withdrawHint',
} as const;

const narrow = { input: { maxWidth: 320 } };

/** The settings as they stand on the page: times are what clocks at the event show. */
export function SettingsForm({ initial, saving, onSave, children }: SettingsFormProps) {
  const { t } = useTranslation(['places', 'manage', 'common']);
  const { event } = useEvent();
  const language = useLanguage();
  const [mode, setMode] = useState(initial.mode);
  const [walls, setWalls] = useState<Record<Time, string>>(() => {
    const wall = (at: string | null) => (at === null ? '' : toWall(at, event.timeZone));
    return {
      opensAt: wall(initial.opensAt),
      closesAt: wall(initial.closesAt),
      withdrawUntil: wall(initial.withdrawUntil),
    };
  });
  const [capacity, setCapacity] = useState(initial.capacity === null ? '' : String(initial.capacity));
  const [waitingList, setWaitingList] = useState(initial.waitingList);
  const [keepForInvited, setKeep] = useState(initial.keepForInvited);
  const [note, setNote] = useState<LocalisedText>(initial.note ?? {});
  const [tried, setTried] = useState(false);

  const at = (time: Time): string | null | undefined =>
    walls[time] === '' ? null : (fromWall(walls[time], event.timeZone) ?? undefined);
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
    onSave({
      ...{ mode, opensAt, closesAt, withdrawUntil, waitingList, keepForInvited },
      capacity: places,
      note: Object.keys(words).length ? words : null,
    });
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
                  onChange={() => setMode(one)}
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
              onChange={(change) => setCapacity(change.currentTarget.value)}
              error={tried && wrongPlaces && t('settings.capacityWrong')}
            />
            <Checkbox
              size="md"
              label={t('settings.waitingList')}
              description={t('settings.waitingHint')}
              checked={waitingList}
              onChange={(change) => setWaitingList(change.currentTarget.checked)}
            />
            <Checkbox
              size="md"
              label={t('settings.keep')}
              description={t('settings.keepHint')}
              checked={keepForInvited}
              onChange={(change) => setKeep(change.currentTarget.checked)}
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
                value={walls[time]}
                onChange={(change) => setWalls({ ...walls, [time]: change.currentTarget.value })}
                error={tried && faults[time]}
              />
            ))}
          </Stack>
          <TextsInput
            label={t('settings.note')}
            languages={event.languages}
            value={note}
            onChange={setNote}
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
