import { Alert, Button, Checkbox, Group, Stack, Text, TextInput } from '@mantine/core';
import { dayKey, formatTimes, instantOf, zoneCity } from '@foyer/locales';
import { IconInfoCircle, IconLock } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { useNow } from '../ui/use-now.js';
import { Problem } from '../ui/Problem.js';
import { useLocalised, useReader } from '../ui/use-reader.js';
import { useAgenda } from '../events/use-agenda.js';
import { daysOf } from './block-plan.js';
import type { MyMeetings } from './use-my-meetings.js';
import { useOwnTime, type Stretch } from './use-own-time.js';

interface FormProps {
  /** The day that is shown, by the reader's clock; undefined while there is none. */
  day: string | undefined;
  mine: MyMeetings;
}

/** Keeps any hours free for oneself, on the day shown or on every day of the event. */
export function OwnTimeForm({ day, mine }: FormProps) {
  const { t } = useTranslation('meetingTimes');
  const [open, setOpen] = useState(false);
  if (!open) {
    return (
      <Group>
        <Button
          variant="default"
          leftSection={<IconLock size={20} aria-hidden />}
          onClick={() => setOpen(true)}
        >
          {t('own.open')}
        </Button>
      </Group>
    );
  }
  return <Form day={day} mine={mine} onClose={() => setOpen(false)} />;
}

function Form({ day, mine, onClose }: FormProps & { onClose: () => void }) {
  const { t } = useTranslation(['meetingTimes', 'meetings']);
  const { event } = useEvent();
  const reader = useReader();
  const now = useNow(event);
  const own = useOwnTime();
  const [hours, setHours] = useState({ from: '12:00', to: '13:00' });
  const [every, setEvery] = useState(false);
  const days = daysOf({ ...event, timeZone: reader.timeZone });
  const today = dayKey(now, reader.timeZone);
  const chosen = every ? days.filter((one) => one >= today) : [day ?? days[0] ?? today];
  const times = chosen.flatMap((one): Stretch[] => {
    const start = instantOf(one, hours.from, reader.timeZone);
    const end = instantOf(one, hours.to, reader.timeZone);
    if (start === undefined || end === undefined || end <= start) return [];
    return [{ startsAt: new Date(start).toISOString(), endsAt: new Date(end).toISOString() }];
  });
  const set = (part: Partial<typeof hours>) => {
    own.forget();
    setHours((known) => ({ ...known, ...part }));
  };
  return (
    <form
      aria-label={t('own.open')}
      onSubmit={(submit) => {
        submit.preventDefault();
        own.keep(times, onClose);
      }}
    >
      <Stack gap="sm">
        <Text fw={600}>{t('own.open')}</Text>
        <Text size="sm" c="dimmed">
          {t('own.intro')} {t('own.zone', { city: zoneCity(reader.timeZone, reader.language) })}
        </Text>
        <div className="form-pair">
          <TextInput
            type="time"
            label={t('meetings:blocks.from')}
            value={hours.from}
            onChange={(typed) => set({ from: typed.currentTarget.value })}
            required
          />
          <TextInput
            type="time"
            label={t('meetings:blocks.to')}
            value={hours.to}
            error={times.length === 0 && t('own.wrong')}
            onChange={(typed) => set({ to: typed.currentTarget.value })}
            required
          />
        </div>
        {days.length > 1 && (
          <Checkbox
            size="md"
            label={t('own.every')}
            checked={every}
            onChange={(ticked) => {
              own.forget();
              setEvery(ticked.currentTarget.checked);
            }}
          />
        )}
        {own.taken ? (
          <Taken times={times} mine={mine} onAround={() => own.keep(times, onClose, true)} />
        ) : (
          <Problem error={own.error} />
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('meetings:back')}
          </Button>
          <Button type="submit" disabled={times.length === 0} loading={own.pending}>
            {t('own.send')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** What stands in the way, and the two ways out: move it, or keep the rest free. */
function Taken({ times, mine, onAround }: { times: Stretch[]; mine: MyMeetings; onAround: () => void }) {
  const { t } = useTranslation('meetingTimes');
  const { event } = useEvent();
  const reader = useReader();
  const agenda = useAgenda();
  const say = useLocalised(event.languages[0]);
  const meets = (one: Stretch): boolean =>
    times.some(
      ({ startsAt, endsAt }) =>
        Date.parse(one.startsAt) < Date.parse(endsAt) && Date.parse(startsAt) < Date.parse(one.endsAt),
    );
  const stands = mine.promised.filter((one) => one.kind !== 'own' && meets(one));
  return (
    <Alert
      role="alert"
      color="orange"
      variant="outline"
      bg="var(--foyer-surface)"
      icon={<IconInfoCircle aria-hidden />}
    >
      <Stack gap="xs" align="flex-start">
        <Text c="var(--mantine-color-text)" fw={600}>
          {t('own.stands')}
        </Text>
        {stands.map((one) => {
          const when = formatTimes(one.startsAt, one.endsAt, reader);
          const meeting = mine.meetings.find(({ id }) => id === one.ref);
          const session = agenda.data?.sessions.find(({ id }) => id === one.ref);
          const title = session ? say(session.title) : '';
          const sentence = meeting
            ? t('why.meeting', { name: meeting.other.name, when })
            : session && (one.kind === 'talk' || one.kind === 'moderation')
              ? t(`why.${one.kind}`, { title, when })
              : t('why.elsewhere', { when });
          return (
            <Text key={one.startsAt} c="var(--mantine-color-text)">
              {sentence}
            </Text>
          );
        })}
        <Text c="var(--mantine-color-text)">{t('own.movesHint')}</Text>
        <Button variant="light" onClick={onAround}>
          {t('own.around')}
        </Button>
      </Stack>
    </Alert>
  );
}
