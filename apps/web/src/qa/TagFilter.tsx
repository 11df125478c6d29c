import { Button, Group, Text } from '@mantine/core';
import { IconTag } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

interface TagFilterProps {
  /** Those in use, and how many questions bear each. */
  tags: ReadonlyMap<string, number>;
  chosen: string | null;
  onChoose: (tag: string | null) => void;
}

/** Shows the questions of one tag alone. Buttons, so that the desk's keys go on working after a press. */
export function TagFilter({ tags, chosen, onChoose }: TagFilterProps) {
  const { t } = useTranslation('questionTools');
  if (tags.size === 0) return null;
  return (
    <Group gap="xs" role="group" aria-label={t('filter.label')} className="no-print">
      <Button
        size="sm"
        variant={chosen === null ? 'light' : 'default'}
        aria-pressed={chosen === null}
        onClick={() => onChoose(null)}
      >
        {t('filter.all')}
      </Button>
      {[...tags].map(([tag, count]) => (
        <Button
          key={tag}
          size="sm"
          variant={chosen === tag ? 'light' : 'default'}
          aria-pressed={chosen === tag}
          leftSection={<IconTag size={16} aria-hidden />}
          onClick={() => onChoose(chosen === tag ? null : tag)}
        >
          {tag}
          <Text span inherit c="dimmed" className="tabular" ms={6}>
            {count}
          </Text>
        </Button>
      ))}
    </Group>
  );
}
