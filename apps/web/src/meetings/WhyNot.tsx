import { Alert, Anchor, Button, Group, Stack, Text } from '@mantine/core';
import type { MeetingTime, SlotRefusal } from '@foyer/contracts';
import { formatDayTime, formatTimes } from '@foyer/locales';
import { IconCalendarRepeat, IconInfoCircle, IconLockOpen } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useEvent } from '../events/use-event.js';
import { useAction } from '../server/api.js';
import { Problem } from '../ui/Problem.js';
import { useReader } from '../ui/use-reader.js';
import { nearestTo, useRefusalWords } from './refusals.js';

interface WhyNotProps {
  time: MeetingTime;
  times: readonly MeetingTime[];
  onChoose: (time: MeetingTime) => void;
  /** Something of mine has given way: what is free is to be asked again. */
  onChanged: () => void;
  /** Moves another meeting of mine out of the way; not offered while one already moves. */
  mover?: (meeting: { id: string; name: string }, onClose: () => void) => ReactNode;
}

/** Why not at this time, and what could be done about it. */
export function WhyNot({ time, times, onChoose, onChanged, mover }: WhyNotProps) {
  const { t } = useTranslation('meetingTimes');
  const reader = useReader();
  const words = useRefusalWords();
  const nearest = nearestTo(times, time);
  const [moving, setMoving] = useState<{ id: string; name: string } | null>(null);
  return (
    <Alert
      role="status"
      color="orange"
      variant="outline"
      bg="var(--foyer-surface)"
      icon={<IconInfoCircle aria-hidden />}
    >
      <Stack gap="sm">
        <Text c="var(--mantine-color-text)" fw={600}>
          {t('why.notThen', { when: formatTimes(time.startsAt, time.endsAt, reader) })}
        </Text>
        {time.refusals.map((refusal, index) => (
          <Stack key={index} gap={4} align="flex-start">
            <Text c="var(--mantine-color-text)">{words.sentence(refusal)}</Text>
            <Remedy
              refusal={refusal}
              time={time}
              onChanged={onChanged}
              {...(mover ? { onMove: setMoving } : {})}
            />
          </Stack>
        ))}
        {moving && mover?.(moving, () => setMoving(null))}
        <Text c="var(--mantine-color-text)">{nearest.length ? t('why.nearest') : t('why.none')}</Text>
        {nearest.length > 0 && (
          <Group gap="xs">
            {nearest.map((one) => (
              <Button key={one.id} variant="default" onClick={() => onChoose(one)}>
                {formatDayTime(one.startsAt, reader)}
              </Button>
            ))}
          </Group>
        )}
      </Stack>
    </Alert>
  );
}

interface RemedyProps {
  refusal: SlotRefusal;
  time: MeetingTime;
  onChanged: () => void;
  onMove?: (meeting: { id: string; name: string }) => void;
}

function Remedy({ refusal, time, onChanged, onMove }: RemedyProps) {
  const { t } = useTranslation('meetingTimes');
  const { event, roles } = useEvent();
  const free = useAction('giveBack', { stale: ['listMyMeetings'] });
  if (refusal.code === 'me_busy' && refusal.standing.kind === 'own') {
    const { startsAt, endsAt } = time;
    return (
      <>
        <Problem error={free.error} />
        <Button
          variant="light"
          leftSection={<IconLockOpen size={20} aria-hidden />}
          loading={free.isPending}
          onClick={() =>
            free.mutate(
              { params: { event: event.slug }, body: { times: [{ startsAt, endsAt }] } },
              { onSuccess: onChanged },
            )
          }
        >
          {t('why.free')}
        </Button>
      </>
    );
  }
  if (refusal.code === 'me_busy' && refusal.standing.meeting !== null && onMove) {
    const { meeting, name } = refusal.standing;
    return (
      <Button
        variant="light"
        leftSection={<IconCalendarRepeat size={20} aria-hidden />}
        onClick={() => onMove({ id: meeting, name: name ?? '' })}
      >
        {t('why.move')}
      </Button>
    );
  }
  if (refusal.code === 'tables' && (roles.includes('owner') || roles.includes('organiser'))) {
    return (
      <Anchor component={Link} to={`/e/${event.slug}/manage/meetings?change=${time.block}`}>
        {t('why.table')}
      </Anchor>
    );
  }
  return null;
}
