import { Card, Stack, Title } from '@mantine/core';
import { useId, type ReactNode } from 'react';

interface SectionProps {
  title: string;
  intro?: ReactNode;
  children: ReactNode;
}

/** A card with a heading. */
export function Section({ title, intro, children }: SectionProps) {
  const heading = useId();
  return (
    <Card component="section" className="foyer-card" padding="lg" aria-labelledby={heading}>
      <Stack>
        <Stack gap={4}>
          <Title order={2} id={heading}>
            {title}
          </Title>
          {intro}
        </Stack>
        {children}
      </Stack>
    </Card>
  );
}
