import { Group, Text } from '@mantine/core';
import { IconCloudUp } from '@tabler/icons-react';
import type { ReactNode } from 'react';

/** That something was taken here and has not reached the server yet. */
export function WaitsForConnection({ children }: { children: ReactNode }) {
  return (
    <Group gap={6} wrap="nowrap" align="flex-start" c="dimmed">
      <IconCloudUp size={18} aria-hidden style={{ flexShrink: 0 }} />
      <Text size="sm">{children}</Text>
    </Group>
  );
}
