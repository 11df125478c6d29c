import { Drawer, Stack } from '@mantine/core';
import type { Topic } from '@foyer/contracts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { useAction } from '../server/api.js';
import { notifyDone } from '../ui/notify.js';
import { Problem } from '../ui/Problem.js';
import { useLocalised } from '../ui/use-reader.js';
import { draftOf, readTopic, type Beginning } from './topic-draft.js';
import { TopicEnds } from './TopicEnds.js';
import { TopicFields } from './TopicFields.js';

const stale = ['getTopicDesk', 'suggestTopics', 'getMarketplace', 'listDirectory'] as const;

interface TopicDrawerProps {
  opened: Topic | Beginning;
  topics: readonly Topic[];
  onClose: () => void;
}

/** One topic beside the list: its names, what it is part of, what it answers; and for one that is there, its end. */
export function TopicDrawer({ opened, topics, onClose }: TopicDrawerProps) {
  const { t } = useTranslation(['topics', 'common']);
  const { event } = useEvent();
  const say = useLocalised(event.languages[0]);
  const [draft, setDraft] = useState(() => draftOf(opened));
  const [tried, setTried] = useState(false);
  const create = useAction('createTopic', { stale: stale, once: true });
  const update = useAction('updateTopic', { stale: stale, once: true });
  const known = 'id' in opened ? opened : null;
  const read = readTopic(draft);
  const done = (topic: Topic) => {
    notifyDone(t('form.saved', { name: say(topic.labels) }));
    onClose();
  };
  const save = () => {
    setTried(true);
    if (!read) return;
    if (known) {
      update.mutate(
        { params: { event: event.slug, topic: known.id }, body: { ...read, version: known.version } },
        { onSuccess: done },
      );
    } else {
      create.mutate({ params: { event: event.slug }, body: read }, { onSuccess: done });
    }
  };
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size="lg"
      title={t(known ? 'editTitle' : 'addTitle')}
      closeButtonProps={{ 'aria-label': t('common:action.close') }}
    >
      <Stack gap="lg">
        <TopicFields
          draft={draft}
          onChange={(part) => setDraft({ ...draft, ...part })}
          others={topics.filter((topic) => topic.id !== known?.id)}
          whole={known === null || !topics.some((topic) => topic.parent === known.id)}
          missing={tried && !read}
          saving={create.isPending || update.isPending}
          onSave={save}
        >
          <Problem error={create.error ?? update.error} />
        </TopicFields>
        {known && <TopicEnds topic={known} topics={topics} onDone={onClose} />}
      </Stack>
    </Drawer>
  );
}
