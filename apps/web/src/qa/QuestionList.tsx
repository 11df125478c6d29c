import { Button, Group, SegmentedControl, Stack, Text, Title } from '@mantine/core';
import type { PublicQuestion } from '@foyer/contracts';
import { IconArrowUp, IconMessageCircleQuestion } from '@tabler/icons-react';
import { memo, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Empty } from '../ui/Empty.js';
import { useEvent } from '../events/use-event.js';
import { useNow } from '../ui/use-now.js';
import { sortings, type Sorting } from './calm-order.js';
import { QuestionCard } from './QuestionCard.js';
import { useCalmOrder } from './use-calm-order.js';
import type { SeenVotes } from './vote-book.js';

interface QuestionListProps {
  questions: readonly PublicQuestion[];
  /** Which of them are looked for; null: all. */
  fits: ((question: PublicQuestion) => boolean) | null;
  /** The box to look for them with. */
  search: ReactNode;
  votesOf: (question: PublicQuestion) => SeenVotes;
  /** Undefined for who may not vote. */
  onToggle: ((question: PublicQuestion) => void) | undefined;
}

/** Questions that wait for their answer. New ones gather behind a button instead of jumping under the thumb. */
export function QuestionList({ questions, fits, search, votesOf, onToggle }: QuestionListProps) {
  const { t } = useTranslation(['qa', 'moderation']);
  const { event } = useEvent();
  const now = useNow(event, 15_000);
  const [by, setBy] = useState<Sorting>('votes');
  const order = useCalmOrder(questions, by, now);
  // What is being answered stands above all, whatever the order.
  const answering = questions.find((question) => question.answering && (!fits || fits(question)));
  const fresh = order.fresh.filter((id) => id !== answering?.id);
  const byId = new Map(questions.map((question) => [question.id, question]));
  // Whoever looks for one is also to find what has come since.
  const looked =
    fits &&
    [...order.shown, ...order.fresh].filter((id) => {
      const question = byId.get(id);
      return question !== undefined && fits(question);
    });
  return (
    <Stack gap="sm" component="section" aria-labelledby="questions">
      <Group justify="space-between" gap="sm">
        <Title order={2} id="questions">
          {t('list.title')}
        </Title>
        <SegmentedControl
          className="wrapping-control"
          aria-label={t('list.sort')}
          value={by}
          onChange={(value) => setBy(sortings.find((one) => one === value) ?? 'votes')}
          data={[
            { value: 'votes', label: t('list.votes') },
            { value: 'newest', label: t('list.newest') },
            { value: 'rising', label: t('moderation:rising') },
          ]}
        />
      </Group>
      {search}
      {!fits && fresh.length > 0 && (
        <Button variant="light" onClick={order.refresh} leftSection={<IconArrowUp size={20} aria-hidden />}>
          {t('list.fresh', { count: fresh.length })}
        </Button>
      )}
      {answering && (
        <ul className="plain-list">
          <QuestionCard question={answering} votes={votesOf(answering)} onToggle={onToggle} />
        </ul>
      )}
      {order.shown.length === 0 ? (
        <Empty icon={<IconMessageCircleQuestion />} title={t('list.emptyTitle')} text={t('list.emptyText')} />
      ) : (
        <Stack
          component="ul"
          gap="sm"
          className="plain-list question-list"
          onPointerMove={order.touched}
          onPointerDown={order.touched}
          onFocusCapture={order.touched}
        >
          {(looked ?? order.shown).map((id) => {
            const question = byId.get(id);
            return (
              question &&
              question !== answering && (
                <QuestionCard key={id} question={question} votes={votesOf(question)} onToggle={onToggle} />
              )
            );
          })}
        </Stack>
      )}
    </Stack>
  );
}

/** Answered questions, apart; the latest first. */
export const AnsweredList = memo(function AnsweredList({
  questions,
  votesOf,
}: Pick<QuestionListProps, 'questions' | 'votesOf'>) {
  const { t } = useTranslation('qa');
  if (questions.length === 0) return null;
  const latest = questions.toSorted(
    (a, b) => Date.parse(b.answeredAt ?? '') - Date.parse(a.answeredAt ?? ''),
  );
  return (
    <Stack gap="sm" component="section" aria-labelledby="answered">
      <Title order={2} id="answered">
        {t('list.answered')}{' '}
        <Text span inherit c="dimmed">
          {questions.length}
        </Text>
      </Title>
      <Stack component="ul" gap="sm" className="plain-list question-list">
        {latest.map((question) => (
          <QuestionCard
            key={question.id}
            question={question}
            votes={votesOf(question)}
            onToggle={undefined}
          />
        ))}
      </Stack>
    </Stack>
  );
});
