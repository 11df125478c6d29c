import { Button, Card, Group, Stack, Text, Title } from '@mantine/core';
import { streams, type Agenda } from '@foyer/contracts';
import { dayKey } from '@foyer/locales';
import { IconBuildingBroadcastTower, IconDeviceLaptop } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { useCall } from '../server/api.js';
import { useStream } from '../server/live.js';
import { useLocalised } from '../ui/use-reader.js';
import { StartsIn } from './Clocks.js';
import { stageOf } from './presence.js';
import { useActs } from './use-acts.js';
import { useRunning } from './use-running.js';

/** For speakers and moderators on the day: "I am here", for their next session. Nothing for everybody else. */
export function OnStage({ agenda }: { agenda: Agenda }) {
  const { roles } = useEvent();
  return roles.includes('speaker') || roles.includes('moderator') ? <Mine agenda={agenda} /> : null;
}

function Mine({ agenda }: { agenda: Agenda }) {
  const { t } = useTranslation('running');
  const { event } = useEvent();
  const say = useLocalised(event.languages[0]);
  const running = useRunning(agenda);
  const acts = useActs();
  const mine = useCall('getMyStage', { params: { event: event.slug } });
  const backstage = useStream(streams.backstage, { event: event.id });
  const today = dayKey(running.at, event.timeZone);
  const next = (mine.data?.sessions ?? [])
    .flatMap(({ session: id, speaker }) => {
      const session = agenda.sessions.find((one) => one.id === id);
      const times = running.times.get(id);
      const open = times?.state === 'running' || times?.state === 'waiting';
      return session && open && times.end > running.at && dayKey(session.startsAt, event.timeZone) === today
        ? [{ session, speaker, times }]
        : [];
    })
    .sort((one, other) => one.times.start - other.times.start)[0];
  if (!next || !backstage?.state) return null;
  const { session, speaker, times } = next;
  const who = stageOf(session, agenda, backstage.state.presence).find((one) => one.speaker.id === speaker);
  if (!who) return null;
  const told = who.word === 'on-air' ? t('mine.onAir') : who.word === 'done' ? t('mine.done') : undefined;
  return (
    <Card className="foyer-card no-print" component="section" aria-labelledby="on-stage">
      <Stack gap="sm">
        <Title order={2} id="on-stage">
          {t('mine.title')}
        </Title>
        <Text>
          {t('mine.question', { title: say(session.title) })}{' '}
          {times.state === 'waiting' && (
            <Text span c="dimmed">
              · <StartsIn at={times.start} />
            </Text>
          )}
        </Text>
        {told ? (
          <Text fw={600} role="status">
            {told}
          </Text>
        ) : (
          <Group gap="sm">
            {(
              [
                ['remote', IconDeviceLaptop],
                ['studio', IconBuildingBroadcastTower],
              ] as const
            ).map(([place, Icon]) => (
              <Button
                key={place}
                variant={who.word === place ? 'filled' : 'default'}
                aria-pressed={who.word === place}
                leftSection={<Icon size={20} aria-hidden />}
                onClick={() => acts.tell(session.id, speaker, 'ready', place)}
              >
                {t(`mine.${place}`)}
              </Button>
            ))}
            {who.present && (
              <Button
                variant="subtle"
                color="gray"
                onClick={() => acts.tell(session.id, speaker, 'expected')}
              >
                {t('mine.away')}
              </Button>
            )}
          </Group>
        )}
        <Text size="sm" c="dimmed">
          {t('mine.told')}
        </Text>
      </Stack>
    </Card>
  );
}
