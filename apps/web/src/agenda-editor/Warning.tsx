import { Alert, Stack } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactNode } from 'react';

interface WarningProps {
  title: string;
  /** Read out at once, because it has come after something that was asked for. */
  urgent?: boolean;
  children: ReactNode;
}

/** Something that has to be decided. */
export function Warning({ title, urgent = true, children }: WarningProps) {
  return (
    <Alert
      color="orange"
      variant="outline"
      bg="var(--foyer-surface)"
      role={urgent ? 'alert' : 'region'}
      icon={<IconAlertTriangle aria-hidden />}
      title={title}
      styles={{ title: { color: 'var(--mantine-color-text)' }, icon: { color: 'var(--ag-warn)' } }}
    >
      <Stack gap="sm">{children}</Stack>
    </Alert>
  );
}
