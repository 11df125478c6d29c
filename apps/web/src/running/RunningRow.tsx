import { Anchor, Badge, Group, Stack, Text } from '@mantine/core';
import type { ExpectedTimes, RunState, Session } from '@foyer/contracts';
import { formatTimes, languageOf } from '@foyer/locales';
import {
  IconArrowForward,
  IconCheck,
  IconClock,
  IconPlayerPlayFilled,
  IconPlayerSkipForward,
  type Icon,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useEvent } from '../events/use-event.js';
import { EventTime } from '../ui/EventTime.js';
import { useLanguage, useLocalised, useReader } from '../ui/use-reader.js';
import { PresenceMenu } from './PresenceMenu.js';
import { missedBefore, type OnStage } from './presence.js';
import { RowMenu } from './RowMenu.js';
import type { Acts } from './use-acts.js';

const stateIcons: Record<RunState, Icon> = {
  waiting: IconClock,
  running: IconPlayerPlayFilled,
  ended: IconCheck,
  skipped: IconPlayerSkipForward,
  passed: IconArrowForward,
};
const minute = 60_000;

interface RunningRowProps {
  session: Session;
  times: ExpectedTimes;
  shortened: number;
  stage: OnStage[];
  /** Those that wait in the same room, in order. */
  waiting: readonly Session[];
  acts: Acts;
  /** The event's time, by the minute. */
  at: number;
}

/** A session of today: planned and expected times, what may be done with it, and who is where. */
export function RunningRow({ session, times, shortened, stage, waiting, acts, at }: RunningRowProps) {
  const { t } = useTranslation('running');
  const { event } = useEvent();
  const language = useLanguage();
  const say = useLocalised(event.languages[0]);
  const title = say(session.title);
  const { state } = times;
  const Icon = stateIcons[state];
  const missed = (who: OnStage) =>
    !who.present && (state === 'running' || (state === 'waiting' && times.start - at <= missedBefore));
  return (
    <li className="running-row" data-state={state} data-now={times.goingOn || undefined}>
      <Stack gap={2} className="running-times">
        <EventTime
          start={session.startsAt}
          end={session.endsAt}
          timeZone={event.timeZone}
          mode="clock"
          fw={600}
        />
        <Expected session={session} times={times} />
      </Stack>
      <Stack gap={6} flex={1} miw={0}>
        <Group gap="xs" justify="space-between" wrap="nowrap" align="flex-start">
          <Stack gap={4} miw={0}>
            <Text fw={600} lang={languageOf(session.title, language, event.languages[0])}>
              {title}
            </Text>
            <Group gap="sm">
              {state !== 'waiting' && (
                <Badge
                  variant={state === 'running' ? 'filled' : 'outline'}
                  color={state === 'running' ? 'accent' : 'gray'}
                  className="wrapping-badge"
                  leftSection={<Icon size={14} aria-hidden />}
                >
                  {t(`state.${state}`)}
                </Badge>
              )}
              {session.questions && state !== 'skipped' && (
                <Anchor
                  component={Link}
                  to={`/e/${event.slug}/sessions/${session.slug}/moderate`}
                  size="sm"
                  className="running-link"
                >
                  {t('toDesk')}
                </Anchor>
              )}
            </Group>
          </Stack>
          <RowMenu {...{ session, times, shortened, waiting, acts, title }} />
        </Group>
        {stage.length > 0 && state !== 'skipped' && (
          <Group gap="xs" component="ul" className="plain-list">
            {stage.map((who) => (
              <li key={who.speaker.id}>
                <PresenceMenu
                  who={who}
                  missed={missed(who)}
                  onTell={(wanted, place) => acts.tell(session.id, who.speaker.id, wanted, place)}
                />
              </li>
            ))}
          </Group>
        )}
      </Stack>
    </li>
  );
}

/** When it was, or is to be expected, where that is not as planned. */
function Expected({ session, times }: { session: Session; times: ExpectedTimes }) {
  const { t } = useTranslation('running');
  const reader = useReader();
  const { state, start, end } = times;
  const planned = formatTimes(session.startsAt, session.endsAt, reader);
  const real = formatTimes(start, end, reader);
  if (state === 'skipped' || state === 'passed' || planned === real) return null;
  return (
    <Text size="sm" className="running-expected tabular" data-late={times.delay >= minute || undefined}>
      {t(state === 'ended' ? 'actual' : 'expected')} {real}
    </Text>
  );
}
