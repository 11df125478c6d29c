import { Badge, Button, Card, Group, Stack, Text, TextInput, Title } from '@mantine/core';
import type { Topic } from '@foyer/contracts';
import { IconPencil, IconSearch, IconTags } from '@tabler/icons-react';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { Empty } from '../ui/Empty.js';
import { useLanguage, useLocalised } from '../ui/use-reader.js';

const searchedFrom = 8;

/** The topics of the event by their names, parts behind what they are part of; how much each is used. */
export function TopicList({ topics, onOpen }: { topics: readonly Topic[]; onOpen: (topic: Topic) => void }) {
  const { t } = useTranslation('topics');
  const { event } = useEvent();
  const say = useLocalised(event.languages[0]);
  const language = useLanguage();
  const id = useId();
  const [search, setSearch] = useState('');
  const names = new Map(topics.map((topic) => [topic.id, say(topic.labels)]));
  const nameOf = (topic: string | null) => (topic === null ? undefined : names.get(topic));
  const { compare } = new Intl.Collator(language);
  const place = (topic: Topic) => {
    const above = nameOf(topic.parent);
    return above === undefined ? say(topic.labels) : `${above}\t${say(topic.labels)}`;
  };
  const wanted = search.trim().toLowerCase();
  const shown = topics
    .filter((topic) =>
      [...Object.values(topic.labels), ...Object.values(topic.synonyms).flat()].some((name) =>
        name.toLowerCase().includes(wanted),
      ),
    )
    .toSorted((one, other) => compare(place(one), place(other)));
  if (topics.length === 0) {
    return <Empty icon={<IconTags />} title={t('emptyTitle')} text={t('emptyText')} />;
  }
  return (
    <Stack component="section" gap="md" aria-labelledby={id}>
      <Group justify="space-between" align="flex-end">
        <Title order={2} id={id}>
          {t('list')}
        </Title>
        {topics.length >= searchedFrom && (
          <TextInput
            type="search"
            label={t('search')}
            leftSection={<IconSearch size={20} aria-hidden />}
            value={search}
            onChange={(typed) => setSearch(typed.currentTarget.value)}
          />
        )}
      </Group>
      {shown.length === 0 && <Text role="status">{t('noneFound')}</Text>}
      <ul className="plain-list topic-grid">
        {shown.map((topic) => {
          const above = nameOf(topic.parent);
          const named = event.languages.filter((one) => topic.labels[one]).length;
          return (
            <Card component="li" key={topic.id} className="foyer-card" padding="md">
              <Group justify="space-between" align="flex-start" wrap="nowrap" gap="sm">
                <Stack gap={2} miw={0}>
                  <Text fw={600}>{say(topic.labels)}</Text>
                  {above !== undefined && (
                    <Text size="sm" c="dimmed">
                      {t('partOf', { name: above })}
                    </Text>
                  )}
                  <Group gap="sm">
                    <Text size="sm" className="tabular">
                      {t('offered', { count: topic.offered })}
                    </Text>
                    <Text size="sm" className="tabular">
                      {t('needed', { count: topic.needed })}
                    </Text>
                  </Group>
                  {named < event.languages.length && (
                    <Badge variant="outline" color="gray" className="wrapping-badge" fw={500}>
                      {t('languages', { count: named, total: event.languages.length })}
                    </Badge>
                  )}
                </Stack>
                <Button
                  variant="subtle"
                  px="sm"
                  onClick={() => onOpen(topic)}
                  aria-label={t('edit', { name: say(topic.labels) })}
                >
                  <IconPencil size={20} aria-hidden />
                </Button>
              </Group>
            </Card>
          );
        })}
      </ul>
    </Stack>
  );
}
