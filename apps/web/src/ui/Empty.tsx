import { Stack, Text, ThemeIcon } from '@mantine/core';
import type { ReactNode } from 'react';

interface EmptyProps {
  /** A Tabler icon, such as `<IconMail />`. */
  icon: ReactNode;
  title: string;
  /** The title is a heading of what follows. */
  heading?: boolean;
  /** What will be here, or what to do so that something is. */
  text?: string;
  action?: ReactNode;
}

/** An empty place says what it is for. */
export function Empty({ icon, title, heading = false, text, action }: EmptyProps) {
  return (
    <Stack align="center" gap="xs" py="xl" px="md" ta="center">
      <ThemeIcon variant="light" size={56} radius="xl" aria-hidden>
        {icon}
      </ThemeIcon>
      <Text fw={600} component={heading ? 'h2' : 'p'}>
        {title}
      </Text>
      {text && (
        <Text c="dimmed" maw={420}>
          {text}
        </Text>
      )}
      {action}
    </Stack>
  );
}
