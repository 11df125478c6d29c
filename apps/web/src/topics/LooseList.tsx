import { Button, Card, Group, Stack, Text, Title } from '@mantine/core';
import type { LooseWords, Topic } from '@foyer/contracts';
import { IconArrowMerge, IconPlus } from '@tabler/icons-react';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { useAction } from '../server/api.js';
import { notifyDone } from '../ui/notify.js';
import { Problem } from '../ui/Problem.js';
import { SearchSelect } from '../ui/SearchSelect.js';
import { useLocalised } from '../ui/use-reader.js';
import type { Beginning } from './topic-draft.js';

interface LooseListProps {
  topics: readonly Topic[];
  loose: readonly LooseWords[];
  total: number;
  onMake: (beginning: Beginning) => void;
}

/** What participants wrote and no topic knows: it becomes one, or another name of one. */
export function LooseList({ topics, loose, total, onMake }: LooseListProps) {
  const { t } = useTranslation('topics');
  const id = useId();
  return (
    <Stack component="section" gap="md" aria-labelledby={id}>
      <Stack gap={4}>
        <Title order={2} id={id}>
          {t('loose.title')}
        </Title>
        <Text c="dimmed" maw={720}>
          {t(loose.length > 0 ? 'loose.text' : 'loose.empty')}
        </Text>
        {total > loose.length && <Text size="sm">{t('loose.more', { count: loose.length })}</Text>}
      </Stack>
      <ul className="plain-list topic-grid">
        {loose.map((words) => (
          <Loose key={`${words.language} ${words.words}`} words={words} topics={topics} onMake={onMake} />
        ))}
      </ul>
    </Stack>
  );
}

interface LooseProps {
  words: LooseWords;
  topics: readonly Topic[];
  onMake: (beginning: Beginning) => void;
}

function Loose({ words: { words, language, offered, needed, near }, topics, onMake }: LooseProps) {
  const { t } = useTranslation('topics');
  const { event } = useEvent();
  const say = useLocalised(event.languages[0]);
  const [choosing, setChoosing] = useState(false);
  const name = useAction('addTopicName', { stale: ['getTopicDesk'] });
  const likely = topics.find((topic) => topic.id === near);
  const means = (topic: Topic) =>
    name.mutate(
      { params: { event: event.slug, topic: topic.id }, body: { language, name: words } },
      { onSuccess: () => notifyDone(t('loose.done', { words, name: say(topic.labels) })) },
    );
  return (
    <Card component="li" className="foyer-card" padding="md">
      <Stack gap="sm">
        <Text fw={600} lang={language}>
          {words}
        </Text>
        <Group gap="sm">
          <Text size="sm" className="tabular">
            {t('offered', { count: offered })}
          </Text>
          <Text size="sm" className="tabular">
            {t('needed', { count: needed })}
          </Text>
        </Group>
        <Problem error={name.error} />
        <Group gap="xs">
          {likely && (
            <Button
              variant="light"
              leftSection={<IconArrowMerge size={20} aria-hidden />}
              loading={name.isPending}
              onClick={() => means(likely)}
              aria-label={t('loose.meansOf', { words, name: say(likely.labels) })}
            >
              {t('loose.means', { name: say(likely.labels) })}
            </Button>
          )}
          <Button
            variant="default"
            leftSection={<IconPlus size={20} aria-hidden />}
            onClick={() => onMake({ name: words, language })}
            aria-label={t('loose.makeOf', { words })}
          >
            {t('loose.make')}
          </Button>
          {topics.length > 0 && !choosing && (
            <Button variant="subtle" onClick={() => setChoosing(true)}>
              {t('loose.another')}
            </Button>
          )}
        </Group>
        {choosing && (
          <SearchSelect
            label={t('loose.choose', { words })}
            data={topics.map((topic) => ({ value: topic.id, label: say(topic.labels) }))}
            value={null}
            onChange={(chosen) => {
              const topic = topics.find(({ id }) => id === chosen);
              if (topic) means(topic);
            }}
            data-autofocus
          />
        )}
      </Stack>
    </Card>
  );
}
