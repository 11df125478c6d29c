import { Button, Group, Stack } from '@mantine/core';
import type { Meeting, Slot } from '@foyer/contracts';
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
import { SlotGrid } from './SlotGrid.js';

/** Another time for a booked meeting: chosen among those at which both are free. */
export function MoveMeeting({ meeting }: { meeting: Meeting }) {
  const { t } = useTranslation('meetings');
  const [open, setOpen] = useState(false);
  const { name } = meeting.other;
  if (open) return <Choice meeting={meeting} onClose={() => setOpen(false)} />;
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

function Choice({ meeting, onClose }: { meeting: Meeting; onClose: () => void }) {
  const { t } = useTranslation('meetings');
  const { event } = useEvent();
  const reader = useReader();
  const params = { event: event.slug, meeting: meeting.id };
  const free = useCall('listMeetingSlots', { params }, { staleTime: 0 });
  const move = useAction('moveMeeting', { stale: ['listMyMeetings', 'listMeetingSlots', 'listMutualSlots'] });
  const [wished, setWished] = useState<Slot | null>(null);
  const { name } = meeting.other;
  return (
    <Loaded query={free}>
      {({ slots }) => {
        const chosen = slots.find(({ id }) => id === wished?.id) ?? slots[0];
        const keep = (
          <Button variant="default" onClick={onClose}>
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
            <SlotGrid slots={slots} chosen={chosen} onChoose={setWished} other={meeting.other} />
            <Problem error={move.error} />
            <Group justify="flex-end">
              {keep}
              <Button
                leftSection={<IconCalendarRepeat size={20} aria-hidden />}
                loading={move.isPending}
                onClick={() =>
                  move.mutate(
                    { params, body: { slot: chosen.id } },
                    {
                      onSuccess: () => {
                        notifyDone(t('move.done', { name, when: formatDayTime(chosen.startsAt, reader) }));
                        onClose();
                      },
                      onError: () => void free.refetch(),
                    },
                  )
                }
              >
                {t('move.book', { when: formatTimes(chosen.startsAt, chosen.endsAt, reader) })}
              </Button>
            </Group>
          </Stack>
        );
      }}
    </Loaded>
  );
}
