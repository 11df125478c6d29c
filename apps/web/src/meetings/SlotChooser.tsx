import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { isProblem } from '@foyer/client';
import type { MeetingRequest, MeetingTime } from '@foyer/contracts';
import { formatDayTime, formatTimes } from '@foyer/locales';
import { IconCalendarCheck, IconCalendarOff, IconInfoCircle } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { useCall } from '../server/api.js';
import { Empty } from '../ui/Empty.js';
import { Loaded } from '../ui/Loaded.js';
import { notifyDone } from '../ui/notify.js';
import { Problem } from '../ui/Problem.js';
import { useReader } from '../ui/use-reader.js';
import { otherMeeting } from './MoveMeeting.js';
import { isFree, ofBlock } from './refusals.js';
import { nameOf } from './RequestWho.js';
import { TimeGrid } from './TimeGrid.js';
import { useAccept } from './use-accept.js';
import { useRefusal } from './use-refusal.js';
import { WhyNot } from './WhyNot.js';

/** Accepts a request by choosing one of the times at which both are free. A time that is refused leads to the next. */
export function SlotChooser({ request, onClose }: { request: MeetingRequest; onClose: () => void }) {
  const { t } = useTranslation(['meetings', 'meetingRequests']);
  const { event } = useEvent();
  const reader = useReader();
  const params = { event: event.slug, request: request.id };
  const known = useCall('listRequestTimes', { params }, { staleTime: 0 });
  const accept = useAccept();
  const [wished, setWished] = useState<string | null>(null);
  /** The one that was refused: what is offered next comes after it. */
  const [refused, setRefused] = useState<MeetingTime | null>(null);
  const why = useRefusal();
  const name = nameOf(request);

  const book = (time: MeetingTime) => {
    // By its promise: the request leaves this list as soon as it is accepted, often before that is told here.
    void accept.mutateAsync({ ...params, slot: time.id }).then(
      (meeting) =>
        notifyDone(
          meeting.state === 'awaiting'
            ? t('meetingRequests:approval.held', { name })
            : t('accept.booked', { name, when: formatDayTime(meeting.startsAt, reader) }),
        ),
      () => {
        setRefused(time);
        setWished(null);
        void known.refetch();
      },
    );
  };

  return (
    <Loaded query={known}>
      {({ times }) => {
        const open = times.filter((time) => isFree(time) && time.id !== refused?.id);
        const next = refused && open.find((time) => time.startsAt >= refused.startsAt);
        const chosen = times.find((time) => time.id === wished) ?? next ?? open[0];
        return (
          <Stack gap="sm">
            <Refused error={refused && accept.error} why={why(accept.error)} next={chosen} />
            {open.length === 0 && (
              <Empty
                icon={<IconCalendarOff />}
                title={t('accept.noneTitle')}
                text={t('accept.noneText', { name })}
              />
            )}
            {times.some((time) => !ofBlock(time)) && (
              <TimeGrid
                times={times}
                chosen={chosen}
                onChoose={(time) => setWished(time.id)}
                other={request.other}
              />
            )}
            {chosen && !isFree(chosen) && (
              <WhyNot
                time={chosen}
                times={times}
                onChoose={(time) => setWished(time.id)}
                onChanged={() => void known.refetch()}
                mover={otherMeeting}
              />
            )}
            <Group justify="flex-end">
              <Button variant="default" onClick={onClose}>
                {t('back')}
              </Button>
              {chosen && isFree(chosen) && (
                <Button
                  leftSection={<IconCalendarCheck size={20} aria-hidden />}
                  loading={accept.isPending}
                  onClick={() => book(chosen)}
                >
                  {t('accept.book', { when: formatTimes(chosen.startsAt, chosen.endsAt, reader) })}
                </Button>
              )}
            </Group>
            {isProblem(accept.error, 'request_state') && <Text size="sm">{t('accept.moved')}</Text>}
          </Stack>
        );
      }}
    </Loaded>
  );
}

interface RefusedProps {
  error: Error | null;
  /** In words, where the time was what was wrong. */
  why: string | undefined;
  next: MeetingTime | undefined;
}

/** Somebody was faster: why, and what comes next. */
function Refused({ error, why, next }: RefusedProps) {
  const { t } = useTranslation('meetings');
  const reader = useReader();
  if (!error) return null;
  if (why === undefined) return <Problem error={error} />;
  return (
    <Alert
      role="alert"
      color="orange"
      variant="outline"
      bg="var(--foyer-surface)"
      icon={<IconInfoCircle aria-hidden />}
    >
      <Text c="var(--mantine-color-text)">
        {why}{' '}
        {next && isFree(next) && t('accept.next', { when: formatTimes(next.startsAt, next.endsAt, reader) })}
      </Text>
    </Alert>
  );
}
