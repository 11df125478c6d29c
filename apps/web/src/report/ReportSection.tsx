import { Stack, Text, Title } from '@mantine/core';
import { useId, type ReactNode } from 'react';

interface ReportSectionProps {
  title: string;
  /** Said in place of the content where there is none. */
  empty?: string | false;
  children: (headingId: string) => ReactNode;
}

/** A part of the report under its heading. */
export function ReportSection({ title, empty = false, children }: ReportSectionProps) {
  const id = useId();
  return (
    <Stack gap="xs" component="section" aria-labelledby={id}>
      <Title order={2} id={id}>
        {title}
      </Title>
      {empty === false ? children(id) : <Text c="dimmed">{empty}</Text>}
    </Stack>
  );
}
