import { Button, Card, Group, Stack, Text } from '@mantine/core';
import type { Topic } from '@foyer/contracts';
import { IconArrowMerge, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { useAction } from '../server/api.js';
import { notifyDone } from '../ui/notify.js';
import { Problem } from '../ui/Problem.js';
import { SearchSelect } from '../ui/SearchSelect.js';
import { useLocalised } from '../ui/use-reader.js';

const stale = ['getTopicDesk', 'suggestTopics', 'getMarketplace', 'listDirectory'] as const;

interface TopicEndsProps {
  topic: Topic;
  topics: readonly Topic[];
  onDone: () => void;
}

/** A topic goes into another, or altogether. */
export function TopicEnds({ topic, topics, onDone }: TopicEndsProps) {
  const { t } = useTranslation('topics');
  const { event } = useEvent();
  const say = useLocalised(event.languages[0]);
  const [into, setInto] = useState<string | null>(null);
  const [sure, setSure] = useState(false);
  const merge = useAction('mergeTopic', { stale, once: true });
  const remove = useAction('deleteTopic', { stale, once: true });
  const params = { event: event.slug, topic: topic.id };
  const others = topics.filter(({ id }) => id !== topic.id);
  return (
    <Card className="foyer-card" withBorder>
      <Stack gap="md">
        {others.length > 0 && (
          <Group align="flex-end" gap="sm">
            <SearchSelect
              flex="1 1 240px"
              size="md"
              label={t('form.merge')}
              description={t('form.mergeHint')}
              data={others.map((one) => ({ value: one.id, label: say(one.labels) }))}
              value={into}
              onChange={setInto}
            />
            <Button
              variant="default"
              disabled={into === null}
              loading={merge.isPending}
              leftSection={<IconArrowMerge size={20} aria-hidden />}
              onClick={() =>
                into !== null &&
                merge.mutate(
                  { params, body: { into } },
                  {
                    onSuccess: (stays) => {
                      notifyDone(t('form.merged', { name: say(stays.labels) }));
                      onDone();
                    },
                  },
                )
              }
            >
              {t('form.mergeDo')}
            </Button>
          </Group>
        )}
        <Problem error={merge.error ?? remove.error} />
        {sure ? (
          <Stack gap="sm" role="group" aria-label={t('form.deleteTitle', { name: say(topic.labels) })}>
            <Text fw={600}>{t('form.deleteTitle', { name: say(topic.labels) })}</Text>
            <Text size="sm">{t('form.deleteText')}</Text>
            <Group gap="sm">
              <Button
                color="red"
                loading={remove.isPending}
                onClick={() =>
                  remove.mutate(
                    { params },
                    {
                      onSuccess: () => {
                        notifyDone(t('form.deleted', { name: say(topic.labels) }));
                        onDone();
                      },
                    },
                  )
                }
              >
                {t('form.delete')}
              </Button>
              <Button variant="default" onClick={() => setSure(false)}>
                {t('form.cancel')}
              </Button>
            </Group>
          </Stack>
        ) : (
          <div>
            <Button
              variant="subtle"
              color="red"
              leftSection={<IconTrash size={20} aria-hidden />}
              onClick={() => setSure(true)}
            >
              {t('form.delete')}
            </Button>
          </div>
        )}
      </Stack>
    </Card>
  );
}
