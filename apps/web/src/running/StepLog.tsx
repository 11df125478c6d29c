import { Stack, Text, Title } from '@mantine/core';
import type { Agenda, RunningStep } from '@foyer/contracts';
import { formatDuration, formatTime } from '@foyer/locales';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { useLocalised, useReader } from '../ui/use-reader.js';

const shown = 8;

/** Who did what and when, the latest first. */
export function StepLog({ steps, agenda }: { steps: readonly RunningStep[]; agenda: Agenda }) {
  const { t } = useTranslation('running');
  const { event } = useEvent();
  const reader = useReader();
  const say = useLocalised(event.languages[0]);
  if (steps.length === 0) return null;
  const titleOf = (id: string | null) => {
    const session = agenda.sessions.find((one) => one.id === id);
    return session ? say(session.title) : '…';
  };
  const saying = ({ step, session, other, speaker, minutes, state, place }: RunningStep): string => {
    const word = state === 'ready' ? (place ?? 'ready') : (state ?? 'expected');
    return t(`log.${step}`, {
      title: titleOf(session),
      other: titleOf(other),
      name: agenda.speakers.find(({ id }) => id === speaker)?.name ?? '…',
      state: t(`presence.${word}`),
      time: formatDuration((minutes ?? 0) * 60_000, reader.language),
    });
  };
  return (
    <Stack gap="xs" component="section" aria-labelledby="running-log">
      <Title order={2} id="running-log">
        {t('log.title')}
      </Title>
      <ol className="plain-list running-log">
        {steps.slice(0, shown).map((step) => (
          <li key={step.id} data-undone={step.undone || undefined}>
            <time dateTime={step.at}>{formatTime(step.at, reader.timeZone)}</time>
            <Text span>
              <Text span fw={600}>
                {step.by ?? t('log.somebody')}
              </Text>{' '}
              {step.undone ? <del>{saying(step)}</del> : saying(step)}
            </Text>
          </li>
        ))}
      </ol>
    </Stack>
  );
}
