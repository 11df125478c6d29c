import { Group, Stack, Text, UnstyledButton } from '@mantine/core';
import type { PublicQuestion } from '@foyer/contracts';
import { IconArrowBigUp, IconArrowBigUpFilled, IconMessageCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { SeenVotes } from './vote-book.js';

interface QuestionCardProps {
  question: PublicQuestion;
  votes: SeenVotes;
  onToggle: () => void;
}

/** One question as everybody sees it, with the reader's own vote. */
export function QuestionCard({ question, votes, onToggle }: QuestionCardProps) {
  const { t } = useTranslation('qa');
  const answered = question.state === 'answered';
  const Arrow = votes.mine ? IconArrowBigUpFilled : IconArrowBigUp;
  return (
    <Group component="li" wrap="nowrap" align="flex-start" gap="md" className="question-card">
      <Stack gap={4} flex={1} miw={0}>
        <Text className="question-text">{question.text}</Text>
        <Text size="sm" c="dimmed">
          {question.author ?? t('anonymous')}
        </Text>
        {answered && (
          <Group gap={6} wrap="nowrap" c="dimmed">
            <IconMessageCheck size={18} aria-hidden />
            <Text size="sm">{t('state.answered')}</Text>
          </Group>
        )}
      </Stack>
      {answered ? (
        <Text className="tabular" c="dimmed" aria-label={t('votes', { number: votes.count })}>
          {votes.count}
        </Text>
      ) : (
        <UnstyledButton
          className="vote-button"
          aria-pressed={votes.mine}
          aria-label={t('vote', { number: votes.count })}
          onClick={onToggle}
        >
          <Arrow size={24} aria-hidden />
          <span className="tabular">{votes.count}</span>
        </UnstyledButton>
      )}
    </Group>
  );
}
