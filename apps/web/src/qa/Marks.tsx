import { Badge, Group, Stack, Text } from '@mantine/core';
import { IconMicrophone, IconPin, IconUserCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useSpeakerNameOf } from './speaker-names.js';

interface Marked {
  pinned: boolean;
  answering: boolean;
  reply: string | null;
  assigned: string | null;
}

/** That a question is being answered now, pinned, or for one of the speakers: an icon and a word each. */
export function Marks({ question }: { question: Marked }) {
  const { t } = useTranslation('moderation');
  const speaker = useSpeakerNameOf(question.assigned);
  if (!question.answering && !question.pinned && speaker === undefined) return null;
  return (
    <Group gap="xs">
      {question.answering && (
        <Badge className="wrapping-badge" leftSection={<IconMicrophone size={16} aria-hidden />}>
          {t('mark.answering')}
        </Badge>
      )}
      {question.pinned && (
        <Badge
          color="gray"
          variant="outline"
          className="wrapping-badge"
          leftSection={<IconPin size={16} aria-hidden />}
        >
          {t('mark.pinned')}
        </Badge>
      )}
      {speaker !== undefined && (
        <Badge
          color="gray"
          variant="light"
          className="wrapping-badge"
          leftSection={<IconUserCheck size={16} aria-hidden />}
        >
          {t('assign.for', { name: speaker })}
        </Badge>
      )}
    </Group>
  );
}

/** An answer in writing, with the question. */
export function WrittenAnswer({ reply }: { reply: string | null }) {
  const { t } = useTranslation('moderation');
  if (reply === null) return null;
  return (
    <Stack gap={2} className="written-answer">
      <Text size="sm" c="dimmed">
        {t('mark.reply')}
      </Text>
      <Text className="question-text">{reply}</Text>
    </Stack>
  );
}
