import { Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Answer } from '../server/api.js';

/** What could not be put into force, and why. */
export function LeftOut({ plan: { leftOut } }: { plan: Answer<'getSchedulePlan'> }) {
  const { t } = useTranslation('schedule');
  if (leftOut.length === 0) return null;
  return (
    <Stack component="section" gap="xs" aria-labelledby="schedule-left-out">
      <Title order={3} id="schedule-left-out">
        {t('plan.leftOut', { number: leftOut.length })}
      </Title>
      <ul className="schedule-help">
        {leftOut.map(({ request, names, why }) => (
          <li key={request}>
            <Text component="span">{`${names.join(' – ')}: ${t(`plan.why.${why}`)}`}</Text>
          </li>
        ))}
      </ul>
    </Stack>
  );
}
