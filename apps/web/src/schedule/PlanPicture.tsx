import { Stack, Title } from '@mantine/core';
import type { ScheduleRun } from '@foyer/contracts';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import type { Answer } from '../server/api.js';
import { PersonDay } from './PersonDay.js';
import { Picture } from './Picture.js';
import { pictureOf } from './picture-model.js';

interface PlanPictureProps {
  plan: Answer<'getSchedulePlan'>;
  at: readonly number[];
  run: ScheduleRun;
  /** Without the day beside it: while it is being computed. */
  bare?: boolean;
  chosen?: number | null;
  onChoose?: (person: number) => void;
}

/** The plan as a picture, and beside it the day of whom one has chosen. */
export function PlanPicture({ plan, at, run, bare = false, chosen = null, onChoose }: PlanPictureProps) {
  const { t } = useTranslation('schedule');
  const { event } = useEvent();
  const model = useMemo(() => pictureOf(plan, at, event.timeZone), [plan, at, event.timeZone]);
  const [own, setOwn] = useState<number | null>(null);
  const person = chosen ?? own;
  const whoWith = (meeting: number, of: number): string => {
    const pair = plan.meetings[meeting];
    return plan.people[pair?.a === of ? pair.b : (pair?.a ?? -1)]?.name ?? '';
  };
  const picture = <Picture model={model} whoWith={whoWith} onChoose={onChoose ?? setOwn} />;
  if (bare) return picture;
  return (
    <Stack component="section" gap="sm" aria-labelledby="schedule-picture">
      <Title order={3} id="schedule-picture">
        {t('picture.title')}
      </Title>
      <div className="schedule-columns">
        {picture}
        {person !== null && plan.people[person] && (
          <PersonDay plan={plan} at={at} model={model} person={person} run={run} />
        )}
      </div>
    </Stack>
  );
}
