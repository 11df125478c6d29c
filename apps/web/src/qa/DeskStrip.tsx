import { Group, SegmentedControl, Stack, Text } from '@mantine/core';
import type { RoomState } from '@foyer/contracts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { live } from '../server/live.js';
import { notifyProblem } from '../ui/notify.js';
import { RelativeTime } from '../ui/EventTime.js';
import { useProblemText } from '../ui/Problem.js';
import { useNow } from '../ui/use-now.js';
import { useLocalised } from '../ui/use-reader.js';
import { SessionStrip } from './SessionStrip.js';
import { isOpen, type CurrentSession } from './use-session.js';

type Door = 'agenda' | 'open' | 'closed';
const said: Record<Door, boolean | null> = { agenda: null, open: true, closed: false };

/** Now, next, the time that is left, and whether the room is open. */
export function DeskStrip({ current, room }: { current: CurrentSession; room: RoomState }) {
  const { t } = useTranslation('qa');
  const { event } = useEvent();
  const now = useNow(event);
  const say = useLocalised(event.languages[0]);
  const problemText = useProblemText();
  const [wanted, setWanted] = useState<Door | null>(null);
  const { session, agenda } = current;
  const next = agenda.sessions.find(
    (one) => Date.parse(one.startsAt) >= Date.parse(session.endsAt) && one.kind !== 'private-blocker',
  );
  const door: Door = wanted ?? (room.open === null ? 'agenda' : room.open ? 'open' : 'closed');
  const choose = (value: string) => {
    const choice: Door = value === 'open' || value === 'closed' ? value : 'agenda';
    setWanted(choice);
    live
      .command('questions.open', { session: session.id, open: said[choice] })
      .catch((error: unknown) => notifyProblem(problemText(error)))
      .finally(() => setWanted(null));
  };
  return (
    <Stack gap="sm">
      <SessionStrip session={session} open={isOpen(session, room, now)} />
      {next && (
        <Text size="sm" c="dimmed">
          {t('desk.next', { title: say(next.title) })} · <RelativeTime at={next.startsAt} now={now} />
        </Text>
      )}
      <Group justify="space-between" gap="sm">
        <Text size="sm" c="dimmed">
          {t('counts', { asked: room.asked, answered: room.answered })}
        </Text>
        <SegmentedControl
          className="wrapping-control"
          aria-label={t('desk.door')}
          value={door}
          onChange={choose}
          data={[
            { value: 'agenda', label: t('desk.byAgenda') },
            { value: 'open', label: t('desk.open') },
            { value: 'closed', label: t('desk.closed') },
          ]}
        />
      </Group>
    </Stack>
  );
}
