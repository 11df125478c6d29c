import { Button, Group, Stack, Text, Title } from '@mantine/core';
import type { OwnQuestion } from '@foyer/contracts';
import { IconArrowBackUp } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { live } from '../server/live.js';
import { notifyProblem } from '../ui/notify.js';
import { useProblemText } from '../ui/Problem.js';
import { StateBadge } from './state-badge.js';

/** So many stand there at first: on a phone, others' questions should not be far. */
const atFirst = 2;

/** What the reader asked, what became of it and why; the latest first. */
export function OwnQuestions({ questions }: { questions: readonly OwnQuestion[] }) {
  const { t } = useTranslation('qa');
  const [all, setAll] = useState(false);
  if (questions.length === 0) return null;
  const latest = questions.toSorted((a, b) => b.id - a.id);
  return (
    <Stack gap="sm" component="section" aria-labelledby="own-questions">
      <Title order={2} id="own-questions">
        {t('own.title')}
      </Title>
      <Stack component="ul" gap="sm" className="plain-list">
        {(all ? latest : latest.slice(0, atFirst)).map((question) => (
          <OwnQuestionItem key={question.id} question={question} />
        ))}
      </Stack>
      {latest.length > atFirst && (
        <Button variant="subtle" color="gray" aria-expanded={all} onClick={() => setAll(!all)}>
          {t(all ? 'own.fewer' : 'own.all', { number: latest.length })}
        </Button>
      )}
    </Stack>
  );
}

function OwnQuestionItem({ question }: { question: OwnQuestion }) {
  const { t } = useTranslation('qa');
  const problemText = useProblemText();
  const [leaving, setLeaving] = useState(false);
  const withdraw = () => {
    setLeaving(true);
    live
      .command('question.withdraw', { question: question.id })
      .catch((error: unknown) => notifyProblem(problemText(error)))
      .finally(() => setLeaving(false));
  };
  return (
    <Stack component="li" gap={6} className="question-card">
      <Text className="question-text">{question.text}</Text>
      <Group gap="sm" justify="space-between">
        <StateBadge state={question.state} />
        {question.state === 'pending' && (
          <Button
            variant="subtle"
            color="gray"
            size="sm"
            loading={leaving}
            onClick={withdraw}
            leftSection={<IconArrowBackUp size={18} aria-hidden />}
          >
            {t('own.withdraw')}
          </Button>
        )}
      </Group>
      {question.reason && <Text size="sm">{t('own.reason', { reason: question.reason })}</Text>}
    </Stack>
  );
}
