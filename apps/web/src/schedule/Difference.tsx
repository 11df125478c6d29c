import { Accordion, Stack, Text, Title } from '@mantine/core';
import type { PlannedMeeting, ScheduleFigures } from '@foyer/contracts';
import { formatRange } from '@foyer/locales';
import { useTranslation } from 'react-i18next';
import type { Answer } from '../server/api.js';
import { useReader } from '../ui/use-reader.js';

interface DifferenceProps {
  plan: Answer<'getSchedulePlan'>;
  at: readonly number[];
  figures: ScheduleFigures | null;
}
const kinds = ['moved', 'removed', 'added'] as const;
/** So many of a kind are named; the picture shows them all. */
const mostNamed = 100;

/** What a plan changes against what stands, before anything is changed. */
export function Difference({ plan, at, figures }: DifferenceProps) {
  const { t } = useTranslation('schedule');
  const reader = useReader();
  const changed: Record<(typeof kinds)[number], [PlannedMeeting, number][]> = {
    moved: [],
    removed: [],
    added: [],
  };
  plan.meetings.forEach((meeting, i) => {
    const column = at[i] ?? -1;
    if (column === (meeting.from ?? -1)) return;
    const kind = meeting.from === null ? 'added' : column < 0 ? 'removed' : 'moved';
    changed[kind].push([meeting, column]);
  });
  const when = (column: number | null): string => {
    const time = plan.columns[column ?? -1];
    return time ? formatRange(time.startsAt, time.endsAt, reader) : '';
  };
  const line = ([{ a, b, from }, column]: [PlannedMeeting, number]): string => {
    const names = [plan.people[a]?.name, plan.people[b]?.name].join(' – ');
    const times = [from === null ? '' : when(from), column < 0 ? '' : when(column)].filter(
      (time) => time !== '',
    );
    return `${names}: ${times.join(' → ')}`;
  };
  const some = kinds.filter((kind) => changed[kind].length > 0);
  return (
    <Stack component="section" gap="xs" aria-labelledby="schedule-difference">
      <Title order={3} id="schedule-difference">
        {t('difference.title')}
      </Title>
      {some.length === 0 ? (
        <Text>{t('difference.none')}</Text>
      ) : (
        <>
          {figures && <Text>{t('difference.people', { number: figures.people })}</Text>}
          <Accordion variant="contained" chevronPosition="left">
            {some.map((kind) => (
              <Accordion.Item key={kind} value={kind}>
                <Accordion.Control>
                  {t(`difference.${kind}`, { number: changed[kind].length })}
                </Accordion.Control>
                <Accordion.Panel>
                  <ul className="schedule-help">
                    {changed[kind].slice(0, mostNamed).map((one) => (
                      <li key={one[0].request}>{line(one)}</li>
                    ))}
                  </ul>
                  {changed[kind].length > mostNamed && (
                    <Text c="dimmed">
                      {t('difference.more', { number: changed[kind].length - mostNamed })}
                    </Text>
                  )}
                </Accordion.Panel>
              </Accordion.Item>
            ))}
          </Accordion>
        </>
      )}
    </Stack>
  );
}
