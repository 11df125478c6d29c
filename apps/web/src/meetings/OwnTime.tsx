import { Button, Group, Stack, Text } from '@mantine/core';
import { formatTime } from '@foyer/locales';
import { IconLock, IconLockOpen } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Problem } from '../ui/Problem.js';
import { useReader } from '../ui/use-reader.js';
import { useOwnTime, type Stretch } from './use-own-time.js';

/** Time that is free for meetings: keep it free for oneself, all of it or some of its slots. */
export function KeepGap({ gap, slots }: { gap: Stretch; slots: Stretch[] }) {
  const { t } = useTranslation(['meetingTimes', 'meetings']);
  const reader = useReader();
  const own = useOwnTime();
  const [open, setOpen] = useState(false);
  const { startsAt, endsAt } = gap;
  const whole = { startsAt, endsAt };
  if (!open) {
    return (
      <Group>
        <Button
          variant="subtle"
          color="gray"
          px="xs"
          leftSection={<IconLock size={16} aria-hidden />}
          aria-label={t('own.gapWith', { when: own.when([whole]) })}
          onClick={() => (slots.length > 1 ? setOpen(true) : own.keep([whole]))}
        >
          {t('own.gap')}
        </Button>
        <Problem error={own.error} />
      </Group>
    );
  }
  return (
    <Stack gap="xs" role="group" aria-label={t('own.choose')}>
      <Text size="sm">{t('own.choose')}</Text>
      <div className="own-slots">
        {slots.map((slot) => (
          <Button
            key={slot.startsAt + slot.endsAt}
            variant="default"
            className="tabular"
            loading={own.pending}
            aria-label={t('own.gapWith', { when: own.when([slot]) })}
            onClick={() => own.keep([slot])}
          >
            {formatTime(slot.startsAt, reader.timeZone)}–{formatTime(slot.endsAt, reader.timeZone)}
          </Button>
        ))}
      </div>
      <Problem error={own.error} />
      <Group gap="xs">
        <Button variant="light" loading={own.pending} onClick={() => own.keep([whole])}>
          {t('own.whole')}
        </Button>
        <Button variant="subtle" color="gray" onClick={() => setOpen(false)}>
          {t('meetings:back')}
        </Button>
      </Group>
    </Stack>
  );
}

/** Time kept free: be free for meetings again, then or on all days on which it was kept free with it. */
export function GiveBack({ time, series }: { time: Stretch; series: Stretch[] }) {
  const { t } = useTranslation('meetingTimes');
  const own = useOwnTime();
  const { startsAt, endsAt } = time;
  const when = own.when([{ startsAt, endsAt }]);
  return (
    <>
      <Problem error={own.error} />
      <Group gap={4}>
        <Button
          variant="subtle"
          color="gray"
          px="xs"
          leftSection={<IconLockOpen size={16} aria-hidden />}
          loading={own.pending}
          aria-label={t('own.freeWith', { when })}
          onClick={() => own.free([{ startsAt, endsAt }])}
        >
          {t('own.free')}
        </Button>
        {series.length > 0 && (
          <Button
            variant="subtle"
            color="gray"
            px="xs"
            loading={own.pending}
            aria-label={`${t('own.freeWith', { when })} ${t('own.freeAll')}`}
            onClick={() => own.free([{ startsAt, endsAt }, ...series])}
          >
            {t('own.freeAll')}
          </Button>
        )}
      </Group>
    </>
  );
}
