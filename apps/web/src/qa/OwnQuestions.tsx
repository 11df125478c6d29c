import { Button, Group, Stack, Text, Title } from '@mantine/core';
import type { OwnQuestion, PublicQuestion } from '@foyer/contracts';
import { IconArrowBackUp, IconPencil } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { live } from '../server/live.js';
import { notifyProblem } from '../ui/notify.js';
import { useProblemText } from '../ui/Problem.js';
import { HeldNote } from './Held.js';
import { WrittenAnswer } from './Marks.js';
import { StateBadge } from './state-badge.js';
import { TextDialog } from './TextDialog.js';
import { useReason } from './use-reason.js';
import { WaitsForConnection } from './WaitsForConnection.js';

/** So many stand there at first: on a phone, others' questions should not be far. */
const atFirst = 2;

/** What the reader asked, what became of it and why; the latest first. */
export function OwnQuestions({
  questions,
  shown,
  queued,
}: {
  questions: readonly OwnQuestion[];
  /** One that waits for a connection. */
  queued: string | null;
  /** What everybody sees, by id. */
  shown: Readonly<Record<string, PublicQuestion>>;
}) {
  const { t } = useTranslation('qa');
  const [all, setAll] = useState(false);
  if (questions.length === 0 && queued === null) return null;
  const latest = questions.toSorted((a, b) => b.id - a.id);
  return (
    <Stack gap="sm" component="section" aria-labelledby="own-questions">
      <Title order={2} id="own-questions">
        {t('own.title')}
      </Title>
      <Stack component="ul" gap="sm" className="plain-list">
        {queued !== null && (
          <Stack component="li" gap={6} className="question-card">
            <Text className="question-text">{queued}</Text>
            <WaitsForConnection>{t('waits.question')}</WaitsForConnection>
          </Stack>
        )}
        {(all ? latest : latest.slice(0, atFirst)).map((question) => (
          <OwnQuestionItem
            key={question.id}
            question={question}
            unitedWith={shown[question.mergedInto ?? 0]}
          />
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

interface OwnQuestionItemProps {
  question: OwnQuestion;
  /** The public question that stands for it. */
  unitedWith: PublicQuestion | undefined;
}

function OwnQuestionItem({ question, unitedWith }: OwnQuestionItemProps) {
  const { t } = useTranslation(['qa', 'moderation']);
  const problemText = useProblemText();
  // What became of the one that stands for it: a reason there is the reason here.
  const { fate } = question;
  const reasonOf = useReason();
  const reason = reasonOf(question) ?? (fate && reasonOf(fate));
  const [sending, setSending] = useState(false);
  const [editing, setEditing] = useState(false);
  const send = (command: Promise<unknown>) => {
    setSending(true);
    command.catch((error: unknown) => notifyProblem(problemText(error))).finally(() => setSending(false));
  };
  return (
    <Stack component="li" gap={6} className="question-card">
      <Text className="question-text">{question.text}</Text>
      {question.original !== null && (
        <Text size="sm" className="question-text">
          {t('moderation:own.original', { text: question.original })}
        </Text>
      )}
      <Group gap="sm" justify="space-between">
        <Group gap="xs">
          <StateBadge state={question.state} />
          {fate && <StateBadge state={fate.state} />}
        </Group>
        {question.state === 'pending' && (
          <Group gap="xs">
            <Button
              variant="subtle"
              color="gray"
              size="sm"
              disabled={sending}
              onClick={() => setEditing(true)}
              leftSection={<IconPencil size={18} aria-hidden />}
            >
              {t('moderation:own.edit')}
            </Button>
            <Button
              variant="subtle"
              color="gray"
              size="sm"
              loading={sending}
              onClick={() => send(live.command('question.withdraw', { question: question.id }))}
              leftSection={<IconArrowBackUp size={18} aria-hidden />}
            >
              {t('own.withdraw')}
            </Button>
          </Group>
        )}
      </Group>
      <HeldNote question={question} />
      {reason && <Text size="sm">{t('own.reason', { reason })}</Text>}
      {unitedWith && (
        <Text size="sm" className="question-text">
          {t('moderation:united', { text: unitedWith.text })}
        </Text>
      )}
      <WrittenAnswer reply={fate?.reply ?? null} />
      {editing && (
        <TextDialog
          title={t('moderation:own.edit')}
          label={t('moderation:own.label')}
          hint={t('ask.hint')}
          initial={question.text}
          maxLength={300}
          onClose={() => setEditing(false)}
          actions={[
            {
              label: t('moderation:edit.save'),
              take: (text) => {
                setEditing(false);
                send(live.command('question.reword', { question: question.id, text }));
              },
            },
          ]}
        />
      )}
    </Stack>
  );
}
