import { Badge, Group } from '@mantine/core';
import { IconTag } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

/** Moderators' own words for a question. */
export function Tags({ tags }: { tags: readonly string[] }) {
  const { t } = useTranslation('questionTools');
  if (tags.length === 0) return null;
  return (
    <Group gap="xs" component="ul" className="plain-list" aria-label={t('tags.label')}>
      {tags.map((tag) => (
        <Badge
          key={tag}
          component="li"
          color="gray"
          variant="light"
          className="wrapping-badge"
          leftSection={<IconTag size={16} aria-hidden />}
        >
          {tag}
        </Badge>
      ))}
    </Group>
  );
}
