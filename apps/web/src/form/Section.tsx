import { Card, Stack, Title } from '@mantine/core';
import { useId, type ReactNode } from 'react';

/** A part of a form under a heading of its own. */
export function Section({ title, children }: { title: string; children: ReactNode }) {
  const id = useId();
  return (
    <Card component="section" aria-labelledby={id} className="foyer-card" padding="lg">
      <Stack gap="lg">
        <Title order={2} id={id}>
          {title}
        </Title>
        {children}
      </Stack>
    </Card>
  );
}
