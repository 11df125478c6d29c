import { Alert, Text } from '@mantine/core';
import type { ProblemDocument } from '@foyer/contracts';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

/** Who has something else at that time: organisers may know. */
export function Busy({ problem }: { problem: ProblemDocument }) {
  const { t } = useTranslation('manage');
  return (
    <Alert
      color="red"
      role="alert"
      variant="outline"
      bg="var(--foyer-surface)"
      icon={<IconAlertTriangle aria-hidden />}
    >
      <Text c="var(--mantine-color-text)">{t('busy', { name: problem.params?.['name'] ?? '' })}</Text>
    </Alert>
  );
}
