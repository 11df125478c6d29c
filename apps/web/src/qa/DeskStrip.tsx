import { Group, SegmentedControl, Stack, Text } from '@mantine/core';
import type { RoomState } from '@foyer/contracts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { DelayBadge, StartsIn } from '../running/Clocks.js';
import { lineWith, useRunning } from '../running/use-running.js';
import { PresenceCount } from '../signs/PresenceCount.js';
import { ReactionCounts } from '../signs/ReactionCounts.js';
import { live } from '../server/live.js';
import { notifyProblem } from '../ui/notify.js';
import { useProblemText } from '../ui/Problem.js';
import { useLocalised } from '../ui/use-reader.js';
import { SessionStrip } from './SessionStrip.js';
import { countsOf, isOpen, type CurrentSession } from './use-session.js';

type Door = 'agenda' | 'open' | 'closed';
const said: Record<Door, boolean | null> = { agenda: null, open: true, closed: false };

/** Now, next, the time that is left, and whether the room is open. */
export function DeskStrip({ current, room }: { current: CurrentSession; room: RoomState }) {
  const { t } = useTranslation('qa');
  const { event } = useEvent();
  const say = useLocalised(event.languages[0]);
  const problemText = useProblemText();
  const [wanted, setWanted] = useState<Door | null>(null);
  const { session, agenda } = current;
  const running = useRunning(agenda);
  const line = lineWith(agenda, running, event.timeZone, session);
  const titles = line.now.filter((id) => id !== session.id).flatMap((id) => titleOf(id) ?? []);
  const next = line.next === session.id ? undefined : titleOf(line.next);
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
      <SessionStrip session={session} running={running} open={isOpen(session, room, running)} />
      <Group gap="sm" justify="space-between">
        <Group gap="sm" flex="1 1 300px">
          <DelayBadge delay={line.delay} />
          <Text size="sm" c="dimmed">
            {titles.map((title) => t('desk.now', { title })).join(' · ')}
            {titles.length > 0 && next !== undefined && ' · '}
            {next !== undefined && (
              <>
                {t('desk.next', { title: next })} ·{' '}
                <StartsIn at={running.times.get(line.next ?? '')?.start ?? 0} />
              </>
            )}
          </Text>
        </Group>
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
      <Group gap="4px 20px">
        <Text size="sm" c="dimmed">
          {t('counts', countsOf(room))}
        </Text>
        <PresenceCount session={session.id} />
        {room.reactions && <ReactionCounts session={session.id} />}
      </Group>
    </Stack>
  );

  function titleOf(id: string | null): string | undefined {
    const found = agenda.sessions.find((one) => one.id === id);
    return found && say(found.title);
  }
}
