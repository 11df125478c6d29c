import { Group, Stack, Table, Text, Title } from '@mantine/core';
import type { ScheduleFigures, ScheduleRun } from '@foyer/contracts';
import { formatDayTime } from '@foyer/locales';
import { IconCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ChoiceInput } from '../ui/ChoiceInput.js';
import { useReader } from '../ui/use-reader.js';
import { usePlan } from './use-schedule.js';

/** What is compared, and whether more of it is better. */
const rows: readonly [
  keyof ScheduleFigures & ('placed' | 'breaks' | 'idleSlots' | 'fairness' | 'moved' | 'people'),
  boolean,
][] = [
  ['placed', true],
  ['breaks', false],
  ['idleSlots', false],
  ['fairness', false],
  ['moved', false],
  ['people', false],
];

/** Two plans side by side. */
export function Compare({ plans }: { plans: readonly ScheduleRun[] }) {
  const { t } = useTranslation('schedule');
  const reader = useReader();
  const [ids, setIds] = useState<[string | undefined, string | undefined]>([undefined, undefined]);
  const one = plans.find(({ id }) => id === ids[0]) ?? plans[1];
  const two = plans.find(({ id }) => id === ids[1]) ?? plans[0];
  if (!one || !two) return null;
  const data = plans.map((run, i) => ({
    value: run.id,
    label: `${plans.length - i}. ${formatDayTime(run.createdAt, reader)}`,
  }));
  return (
    <Stack component="section" gap="sm" aria-labelledby="schedule-compare">
      <Title order={2} id="schedule-compare">
        {t('compare.title')}
      </Title>
      <Group grow gap="md">
        <ChoiceInput
          label={t('compare.first')}
          data={data}
          value={one.id}
          onChange={(id) => setIds([id, two.id])}
        />
        <ChoiceInput
          label={t('compare.second')}
          data={data}
          value={two.id}
          onChange={(id) => setIds([one.id, id])}
        />
      </Group>
      <Table aria-labelledby="schedule-compare" verticalSpacing="xs">
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{t('compare.what')}</Table.Th>
            <Table.Th scope="col">{t('compare.first')}</Table.Th>
            <Table.Th scope="col">{t('compare.second')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map(([name, more]) => {
            const [mine, theirs] = [one.figures?.[name] ?? 0, two.figures?.[name] ?? 0];
            return (
              <Table.Tr key={name}>
                <Table.Th scope="row" fw={400}>
                  {t(`compare.${name}`)}
                </Table.Th>
                <Figure value={mine} better={more ? mine > theirs : mine < theirs} />
                <Figure value={theirs} better={more ? theirs > mine : theirs < mine} />
              </Table.Tr>
            );
          })}
        </Table.Tbody>
      </Table>
      {one.id !== two.id && <Differ one={one} two={two} />}
    </Stack>
  );
}

function Figure({ value, better }: { value: number; better: boolean }) {
  const { t } = useTranslation('schedule');
  return (
    <Table.Td className="tabular" fw={better ? 700 : 400}>
      {value}
      {better && (
        <Text component="span" size="sm" c="dimmed" ms={8}>
          <IconCheck size={16} aria-hidden className="seat-icon" /> {t('compare.better')}
        </Text>
      )}
    </Table.Td>
  );
}

/** Whose day would look otherwise. */
function Differ({ one, two }: { one: ScheduleRun; two: ScheduleRun }) {
  const { t } = useTranslation('schedule');
  const [first, second] = [usePlan(one).data, usePlan(two).data];
  if (!first || !second) return null;
  const timesOf = ({ plan, at }: typeof first) =>
    new Map(plan.meetings.map(({ request }, i) => [request, plan.columns[at[i] ?? -1]?.startsAt]));
  const before = timesOf(first);
  const people = new Set<string>();
  let meetings = 0;
  second.plan.meetings.forEach(({ request, a, b }, i) => {
    if (before.has(request) && before.get(request) === second.plan.columns[second.at[i] ?? -1]?.startsAt)
      return;
    meetings++;
    for (const person of [a, b]) people.add(second.plan.people[person]?.id ?? '');
  });
  return <Text>{t('compare.differ', { meetings, people: people.size })}</Text>;
}
