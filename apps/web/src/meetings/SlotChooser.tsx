import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { isProblem } from '@foyer/client';
import type { MeetingRequest, Slot } from '@foyer/contracts';
import { formatDayTime, formatTimes } from '@foyer/locales';
import { IconCalendarCheck, IconCalendarOff, IconInfoCircle } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { useAction, useCall } from '../server/api.js';
import { Empty } from '../ui/Empty.js';
import { Loaded } from '../ui/Loaded.js';
import { notifyDone } from '../ui/notify.js';
import { Problem } from '../ui/Problem.js';
import { useReader } from '../ui/use-reader.js';
import { nameOf } from './RequestWho.js';
import { SlotGrid } from './SlotGrid.js';
import { useRefusal } from './use-refusal.js';

/** Accepts a request by choosing one of the times at which both are free. A time that is refused leads to the next. */
export function SlotChooser({ request, onClose }: { request: MeetingRequest; onClose: () => void }) {
  const { t } = useTranslation(['meetings', 'meetingRequests']);
  const { event } = useEvent();
  const reader = useReader();
  const params = { event: event.slug, request: request.id };
  const free = useCall('listMutualSlots', { params }, { staleTime: 0 });
  const accept = useAction('acceptRequest', { stale: ['listMyMeetings'] });
  const [wished, setWished] = useState<Slot | null>(null);
  /** The one that was refused: what is offered next comes after it. */
  const [refused, setRefused] = useState<Slot | null>(null);
  const why = useRefusal();
  const name = nameOf(request);

  const book = (slot: Slot) => {
    accept.mutate(
      { params, body: { slot: slot.id } },
      {
        onSuccess: (meeting) =>
          notifyDone(
            meeting.state === 'awaiting'
              ? t('meetingRequests:approval.held', { name })
              : t('accept.booked', { name, when: formatDayTime(meeting.startsAt, reader) }),
          ),
        onError: () => {
          setRefused(slot);
          setWished(null);
          void free.refetch();
        },
      },
    );
  };

  return (
    <Loaded query={free}>
      {({ slots }) => {
        const open = refused ? slots.filter((slot) => slot.id !== refused.id) : slots;
        const next = refused && open.find((slot) => slot.startsAt >= refused.startsAt);
        const chosen = open.find((slot) => slot.id === wished?.id) ?? next ?? open[0];
        return (
          <Stack gap="sm">
            {accept.error && refused && why(accept.error) === undefined && <Problem error={accept.error} />}
            {accept.error && refused && why(accept.error) !== undefined && (
              <Alert
                role="alert"
                color="orange"
                variant="outline"
                bg="var(--foyer-surface)"
                icon={<IconInfoCircle aria-hidden />}
              >
                <Text c="var(--mantine-color-text)">
                  {why(accept.error)}{' '}
                  {chosen && t('accept.next', { when: formatTimes(chosen.startsAt, chosen.endsAt, reader) })}
                </Text>
              </Alert>
            )}
            {chosen ? (
              <>
                <SlotGrid slots={open} chosen={chosen} onChoose={setWished} other={request.other} />
                <Group justify="flex-end">
                  <Button variant="default" onClick={onClose}>
                    {t('back')}
                  </Button>
                  <Button
                    leftSection={<IconCalendarCheck size={20} aria-hidden />}
                    loading={accept.isPending}
                    onClick={() => book(chosen)}
                  >
                    {t('accept.book', { when: formatTimes(chosen.startsAt, chosen.endsAt, reader) })}
                  </Button>
                </Group>
              </>
            ) : (
              <Empty
                icon={<IconCalendarOff />}
                title={t('accept.noneTitle')}
                text={t('accept.noneText', { name })}
                action={
                  <Button variant="default" onClick={onClose}>
                    {t('back')}
                  </Button>
                }
              />
            )}
            {isProblem(accept.error, 'request_state') && <Text size="sm">{t('accept.moved')}</Text>}
          </Stack>
        );
      }}
    </Loaded>
  );
}
