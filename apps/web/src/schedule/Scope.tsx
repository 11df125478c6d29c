import { Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Figures } from './Figures.js';
import type { ScheduleDesk } from './use-schedule.js';

/** How much there is to schedule, and whether there is room for it. */
export function Scope({ desk }: { desk: ScheduleDesk }) {
  const { t } = useTranslation('schedule');
  const { waiting, standing, people, times, places, pinned } = desk;
  return (
    <Stack component="section" gap="sm" aria-labelledby="schedule-scope">
      <Title order={2} id="schedule-scope">
        {t('scope.title')}
      </Title>
      <Figures
        figures={[
          { label: t('scope.waiting'), value: waiting },
          { label: t('scope.standing'), value: standing },
          { label: t('scope.people'), value: people },
          { label: t('scope.times'), value: times },
          { label: t('scope.places'), value: places ?? t('scope.unlimited') },
        ]}
      />
      {pinned > 0 && <Text c="dimmed">{t('scope.pinned', { number: pinned })}</Text>}
      {places !== null && waiting > places && <Text>{t('scope.tight')}</Text>}
    </Stack>
  );
}
