import { Group, Stack, Text, UnstyledButton } from '@mantine/core';
import { shallowEqual } from '@mantine/hooks';
import type { PublicQuestion } from '@foyer/contracts';
import { IconArrowBigUp, IconArrowBigUpFilled, IconMessageCheck } from '@tabler/icons-react';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { Marks, WrittenAnswer } from './Marks.js';
import { useAsker } from './use-asker.js';
import type { SeenVotes } from './vote-book.js';
import { WaitsForConnection } from './WaitsForConnection.js';

interface QuestionCardProps {
  question: PublicQuestion;
  votes: SeenVotes;
  /** Undefined for who may not vote. The same for all cards, so that none is drawn anew for it. */
  onToggle: ((question: PublicQuestion) => void) | undefined;
}

/**
 * One question as everybody sees it, with the reader's own vote. Drawn anew only when something on it has changed: there
 * may be five hundred, and a hall votes ten times a second.
 */
export const QuestionCard = memo(
  Card,
  ({ votes, ...rest }, { votes: votes2, ...rest2 }) =>
    shallowEqual(votes, votes2) && shallowEqual(rest, rest2),
);

function Card({ question, votes, onToggle }: QuestionCardProps) {
  const { t } = useTranslation('qa');
  const askerOf = useAsker();
  const answered = question.state === 'answered';
  const Arrow = votes.mine ? IconArrowBigUpFilled : IconArrowBigUp;
  return (
    <Group
      component="li"
      wrap="nowrap"
      align="flex-start"
      gap="md"
      className="question-card"
      data-answering={question.answering || undefined}
    >
      <Stack gap={4} flex={1} miw={0}>
        <Marks question={question} />
        <Text className="question-text">{question.text}</Text>
        <Text size="sm" c="dimmed">
          {askerOf(question)}
        </Text>
        <WrittenAnswer reply={question.reply} />
        {votes.waiting && <WaitsForConnection>{t('waits.vote')}</WaitsForConnection>}
        {answered && (
          <Group gap={6} wrap="nowrap" c="dimmed">
            <IconMessageCheck size={18} aria-hidden />
            <Text size="sm">{t('state.answered')}</Text>
          </Group>
        )}
      </Stack>
      {answered || !onToggle ? (
        <Text className="tabular" c="dimmed" role="img" aria-label={t('votes', { number: votes.count })}>
          {votes.count}
        </Text>
      ) : (
        <UnstyledButton
          className="vote-button"
          aria-pressed={votes.mine}
          aria-label={t('vote', { number: votes.count })}
          // A double click is one vote, and not one that is taken back at once.
          onClick={({ detail }) => detail < 2 && onToggle(question)}
        >
          <Arrow size={24} aria-hidden />
          <span className="tabular">{votes.count}</span>
        </UnstyledButton>
      )}
    </Group>
  );
}
