import { Card, SimpleGrid, Text } from '@mantine/core';
import { Figure } from './Figure.js';

interface BigFiguresProps {
  figures: readonly { label: string; value: number | string | null }[];
}

/** The few figures that are read first. */
export function BigFigures({ figures }: BigFiguresProps) {
  return (
    <SimpleGrid component="dl" cols={{ base: 2, sm: figures.length }} spacing="md" m={0}>
      {figures.map(({ label, value }) => (
        <Card key={label} className="foyer-card big-figure" padding="md">
          <Text component="dt" size="sm" c="dimmed">
            {label}
          </Text>
          <Text component="dd" m={0} fz={40} fw={700} lh={1.1} className="tabular">
            {typeof value === 'string' ? value : <Figure value={value} />}
          </Text>
        </Card>
      ))}
    </SimpleGrid>
  );
}
