import { Button, Group, Stack } from '@mantine/core';
import type { Meeting, MeetingTime } from '@foyer/contracts';
import { formatDayTime, formatTimes } from '@foyer/locales';
import { IconCalendarOff, IconCalendarRepeat } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { useAction, useCall } from '../server/api.js';
import { Empty } from '../ui/Empty.js';
import { Loaded } from '../ui/Loaded.js';
import { notifyDone } from '../ui/notify.js';
import { Problem } from '../ui/Problem.js';
import { useReader } from '../ui/use-reader.js';
import { isFree } from './refusals.js';
import { TimeGrid } from './TimeGrid.js';
import { WhyNot } from './WhyNot.js';

/** Another time for a booked meeting: chosen among those at which both are free. */
export function MoveMeeting({ meeting }: { meeting: Meeting }) {
  const { t } = useTranslation('meetings');
  const [open, setOpen] = useState(false);
  const { name } = meeting.other;
  if (open) {
    return (
      <MoveChoice id={meeting.id} name={name} other={meeting.other} onDone={() => setOpen(false)} nested />
    );
  }
  return (
    <Button
      variant="subtle"
      color="gray"
      px="xs"
      onClick={() => setOpen(true)}
      aria-label={t('move.openWith', { name })}
    >
      {t('move.open')}
    </Button>
  );
}

interface MoveChoiceProps {
  id: string;
  /** With whom; for organisers who meet. */
  name: string;
  other: { name: string; timeZone: string } | null;
  onDone: () => void;
  /** Another meeting of mine that stands in the way can be moved first, within this choice. */
  nested?: boolean;
}

/** Moves a meeting in one step; what is refused says why. */
export function MoveChoice({ id, name, other, onDone, nested = false }: MoveChoiceProps) {
  const { t } = useTranslation('meetings');
  const { event } = useEvent();
  const reader = useReader();
  const params = { event: event.slug, meeting: id };
  const known = useCall('listMeetingTimes', { params }, { staleTime: 0 });
  const move = useAction('moveMeeting', {
    stale: [
      'listMyMeetings',
      'listMeetingTimes',
      'listRequestTimes',
      'listPartnerTimes',
      'checkMeetingBlock',
    ],
  });
  const [wished, setWished] = useState<string | null>(null);
  return (
    <Loaded query={known}>
      {({ times }) => {
        const chosen: MeetingTime | undefined =
          times.find((time) => time.id === wished) ?? times.find(isFree) ?? times[0];
        const keep = (
          <Button variant="default" onClick={onDone}>
            {t('move.keep')}
          </Button>
        );
        if (!chosen) {
          return (
            <Empty
              icon={<IconCalendarOff />}
              title={t('accept.noneTitle')}
              text={t('accept.noneText', { name })}
              action={keep}
            />
          );
        }
        return (
          <Stack gap="sm" role="group" aria-label={t('move.openWith', { name })}>
            <TimeGrid times={times} chosen={chosen} onChoose={(time) => setWished(time.id)} other={other} />
            <Problem error={move.error} />
            {!isFree(chosen) && (
              <WhyNot
                time={chosen}
                times={times}
                onChoose={(time) => setWished(time.id)}
                onChanged={() => void known.refetch()}
                {...(nested ? { mover: otherMeeting } : {})}
              />
            )}
            <Group justify="flex-end">
              {keep}
              {isFree(chosen) && (
                <Button
                  leftSection={<IconCalendarRepeat size={20} aria-hidden />}
                  loading={move.isPending}
                  onClick={() =>
                    // By its promise: what was in the way may be gone, and this with it, before it is told.
                    void move.mutateAsync({ params, body: { slot: chosen.id } }).then(
                      () => {
                        notifyDone(t('move.done', { name, when: formatDayTime(chosen.startsAt, reader) }));
                        onDone();
                      },
                      () => known.refetch(),
                    )
                  }
                >
                  {t('move.book', { when: formatTimes(chosen.startsAt, chosen.endsAt, reader) })}
                </Button>
              )}
            </Group>
          </Stack>
        );
      }}
    </Loaded>
  );
}

/** For `WhyNot`: the meeting of mine that stands in the way, to be moved there and then. */
export function otherMeeting(meeting: { id: string; name: string }, onClose: () => void) {
  return <MoveChoice key={meeting.id} id={meeting.id} name={meeting.name} other={null} onDone={onClose} />;
}
