import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import type { MeetingRequest, ProposedSlot } from '@foyer/contracts';
import { formatDayTime, formatRange, formatTimes, sameWallTime, zoneCity } from '@foyer/locales';
import { IconCalendarCheck, IconInfoCircle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { notifyDone } from '../ui/notify.js';
import { Problem } from '../ui/Problem.js';
import { useReader } from '../ui/use-reader.js';
import { nameOf } from './RequestWho.js';
import { useAccept } from './use-accept.js';
import { useRefusal } from './use-refusal.js';

/** The times that were put forward; each is accepted by one press where it is my turn. */
export function ProposedTimes({ request, mayAccept }: { request: MeetingRequest; mayAccept: boolean }) {
  const { t } = useTranslation(['meetingRequests', 'meetings']);
  const { event } = useEvent();
  const reader = useReader();
  const accept = useAccept();
  const why = useRefusal();
  const name = nameOf(request);
  if (request.proposals.length === 0) return null;
  const take = ({ slot }: ProposedSlot) =>
    accept.mutate(
      { event: event.slug, request: request.id, slot },
      {
        onSuccess: (meeting) =>
          notifyDone(
            meeting.state === 'awaiting'
              ? t('approval.held', { name })
              : t('meetings:accept.booked', { name, when: formatDayTime(meeting.startsAt, reader) }),
          ),
      },
    );
  const refusal = accept.error && why(accept.error);
  return (
    <Stack gap="xs">
      {refusal ? (
        <Alert role="alert" color="orange" variant="outline" icon={<IconInfoCircle aria-hidden />}>
          <Text c="var(--mantine-color-text)">{refusal}</Text>
        </Alert>
      ) : (
        <Problem error={accept.error} />
      )}
      <ul className="plain-list proposed-times">
        {request.proposals.map((one) => (
          <li key={one.slot} className="proposed-time">
            <Stack gap={0} flex="1 1 220px" miw={0}>
              <Clock proposal={one} other={request.other} />
              {one.insteadOf && (
                <Text size="sm" c="dimmed">
                  {t('times.insteadOf', { when: formatDayTime(one.insteadOf, reader) })}
                </Text>
              )}
            </Stack>
            {mayAccept && (
              <Button
                leftSection={<IconCalendarCheck size={20} aria-hidden />}
                loading={accept.isPending && accept.variables.slot === one.slot}
                disabled={accept.isPending}
                onClick={() => take(one)}
                aria-label={t('times.acceptAt', {
                  when: formatTimes(one.startsAt, one.endsAt, reader),
                  name,
                })}
              >
                {t('times.accept')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Stack>
  );
}

/** My clock, and the other one's beside it where that differs. */
function Clock({ proposal, other }: { proposal: ProposedSlot; other: MeetingRequest['other'] }) {
  const reader = useReader();
  const { startsAt, endsAt } = proposal;
  const theirZone = other?.timeZone ?? reader.timeZone;
  return (
    <Group gap={8} align="baseline">
      <Text component="span" fw={600} className="tabular">
        {formatRange(startsAt, endsAt, reader)}
      </Text>
      {!sameWallTime(startsAt, reader.timeZone, theirZone) && (
        <Text component="span" size="sm" c="var(--foyer-lighter)" className="tabular">
          {formatTimes(startsAt, endsAt, { ...reader, timeZone: theirZone })}{' '}
          {zoneCity(theirZone, reader.language)}
        </Text>
      )}
    </Group>
  );
}
