import { Button, Group, Stack } from '@mantine/core';
import { mostCountered, type MeetingRequest } from '@foyer/contracts';
import { IconCalendarOff, IconSend } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { useAction, useCall } from '../server/api.js';
import { Empty } from '../ui/Empty.js';
import { Loaded } from '../ui/Loaded.js';
import { notifyDone } from '../ui/notify.js';
import { Problem } from '../ui/Problem.js';
import { nameOf } from './RequestWho.js';
import { TimesGrid } from './TimesGrid.js';

/** Proposes one to three other times; the turn passes to the other side. */
export function CounterForm({ request, onClose }: { request: MeetingRequest; onClose: () => void }) {
  const { t } = useTranslation(['meetingRequests', 'meetings']);
  const { event } = useEvent();
  const params = { event: event.slug, request: request.id };
  const free = useCall('listMutualSlots', { params }, { staleTime: 0 });
  const counter = useAction('counterRequest', { stale: ['listMyMeetings'] });
  const [chosen, setChosen] = useState<string[]>([]);
  const name = nameOf(request);
  const back = (
    <Button variant="default" onClick={onClose}>
      {t('meetings:back')}
    </Button>
  );
  return (
    <Loaded query={free}>
      {({ slots }) => {
        const standing = new Set(request.proposals.map(({ slot }) => slot));
        const others = slots.filter(({ id }) => !standing.has(id));
        const wished = chosen.filter((id) => others.some((slot) => slot.id === id));
        if (others.length === 0) {
          return (
            <Empty
              icon={<IconCalendarOff />}
              title={t('meetings:accept.noneTitle')}
              text={t('meetings:accept.noneText', { name })}
              action={back}
            />
          );
        }
        return (
          <Stack gap="sm" role="group" aria-label={t('counter.openTo', { name })}>
            <TimesGrid
              label={t('counter.label', { most: mostCountered })}
              slots={others}
              chosen={wished}
              onChange={setChosen}
              most={mostCountered}
              other={request.other}
            />
            <Problem error={counter.error} />
            <Group justify="flex-end">
              {back}
              <Button
                leftSection={<IconSend size={20} aria-hidden />}
                disabled={wished.length === 0}
                loading={counter.isPending}
                onClick={() =>
                  counter.mutate(
                    { params, body: { slots: wished } },
                    {
                      onSuccess: () => {
                        notifyDone(t('counter.sent', { name }));
                        onClose();
                      },
                      onError: () => void free.refetch(),
                    },
                  )
                }
              >
                {t('counter.send')}
              </Button>
            </Group>
          </Stack>
        );
      }}
    </Loaded>
  );
}
