import { Button, Group, Stack, Switch, Text, TextInput, Title } from '@mantine/core';
import { usualQuietHours, type QuietHours } from '@foyer/contracts';
import { zoneCity } from '@foyer/locales';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useAction } from '../server/api.js';
import { notifyDone } from '../ui/notify.js';
import { Problem } from '../ui/Problem.js';
import { useLanguage } from '../ui/use-reader.js';

interface QuietHoursFormProps {
  initial: QuietHours | null;
  timeZone: string;
}

/** `1260` is `21:00`. */
const asText = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
/** The other way round; null for what is no time. */
function asMinute(text: string): number | null {
  const [, hours, minutes] = /^(\d\d):(\d\d)/.exec(text) ?? [];
  return hours === undefined || minutes === undefined ? null : Number(hours) * 60 + Number(minutes);
}

/** When what can wait has to wait. */
export function QuietHoursForm({ initial, timeZone }: QuietHoursFormProps) {
  const { t } = useTranslation(['reminders', 'common']);
  const language = useLanguage();
  const [kept, setKept] = useState(initial !== null);
  const [from, setFrom] = useState(asText((initial ?? usualQuietHours).from));
  const [until, setUntil] = useState(asText((initial ?? usualQuietHours).until));
  const save = useAction('setQuietHours', { stale: ['getNotificationSettings'] });
  const times = [asMinute(from), asMinute(until)];
  const same = kept && times[0] === times[1];

  function submit(event: FormEvent) {
    event.preventDefault();
    const [start, end] = times;
    if (kept && (start == null || end == null || same)) return;
    const quiet = kept && start != null && end != null ? { from: start, until: end } : null;
    save.mutate({ body: { quiet } }, { onSuccess: () => notifyDone(t('common:action.saved')) });
  }

  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="sm">
        <Title order={2} size="h4" id="quiet-hours">
          {t('settings.quiet.title')}
        </Title>
        <Text size="sm">{t('settings.quiet.text')}</Text>
        <Switch
          size="md"
          label={t('settings.quiet.on')}
          checked={kept}
          onChange={(toggle) => setKept(toggle.currentTarget.checked)}
        />
        {kept && (
          <>
            <Group gap="md" align="flex-start">
              <TextInput
                type="time"
                size="md"
                required
                withAsterisk={false}
                label={t('settings.quiet.from')}
                value={from}
                onChange={(input) => setFrom(input.currentTarget.value)}
              />
              <TextInput
                type="time"
                size="md"
                required
                withAsterisk={false}
                label={t('settings.quiet.until')}
                value={until}
                onChange={(input) => setUntil(input.currentTarget.value)}
                error={same && t('settings.quiet.same')}
              />
            </Group>
            <Text size="sm" c="dimmed">
              {t('settings.quiet.zone', { city: zoneCity(timeZone, language) })}
            </Text>
          </>
        )}
        <Problem error={save.error} />
        <Group>
          <Button type="submit" loading={save.isPending}>
            {t('common:action.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
