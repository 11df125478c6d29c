import { SimpleGrid, Text } from '@mantine/core';
import type { ReactNode } from 'react';

interface FiguresProps {
  figures: readonly { label: string; value: ReactNode; hint?: string }[];
}

/** Figures side by side, each with what it counts. */
export function Figures({ figures }: FiguresProps) {
  return (
    <SimpleGrid component="dl" cols={{ base: 2, sm: figures.length }} spacing="md" m={0}>
      {figures.map(({ label, value, hint }) => (
        <div key={label} className="schedule-figure">
          <Text component="dt" size="sm" c="dimmed">
            {label}
          </Text>
          <Text component="dd" m={0} fz={28} fw={700} lh={1.2} className="tabular">
            {value}
          </Text>
          {hint && (
            <Text component="dd" m={0} size="sm" c="dimmed">
              {hint}
            </Text>
          )}
        </div>
      ))}
    </SimpleGrid>
  );
}
