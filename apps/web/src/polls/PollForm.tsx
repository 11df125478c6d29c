import { Button, Checkbox, Group, Radio, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { ratingSteps, type Poll, type PollAnswer } from '@foyer/contracts';
import { IconSend } from '@tabler/icons-react';
import { useId, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useConnection } from '../server/live.js';
import { Problem } from '../ui/Problem.js';
import type { Answering, Given } from './poll-book.js';
import { usePollQuestion } from './use-polls.js';

interface PollFormProps {
  poll: Poll;
  /** What was answered before. */
  earlier: PollAnswer | undefined;
  answering: Answering;
  onAnswer: (answer: Given) => Promise<void>;
  onCancel?: (() => void) | undefined;
}

interface Draft {
  choices: string[];
  words: string[];
  text: string;
}

/** Answers a poll. The answer stays in the form until the server has it. */
export function PollForm({ poll, earlier, answering, onAnswer, onCancel }: PollFormProps) {
  const { t } = useTranslation('polls');
  const connection = useConnection();
  const { sending, problem } = answering;
  // Whoever comes back finds what they have tried.
  const before = answering.tried ?? earlier;
  const [draft, setDraft] = useState<Draft>({
    choices: (before?.choices ?? []).map(String),
    words: Array.from({ length: poll.most }, (_, place) => before?.words?.[place] ?? ''),
    text: before?.text ?? '',
  });
  const answer = answerOf(poll, draft);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (answer && !sending) void onAnswer(answer);
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <Fields poll={poll} draft={draft} onChange={setDraft} />
        <Problem error={problem} />
        {sending && connection !== 'live' && (
          <Text size="sm" role="status">
            {t('poll.queued')}
          </Text>
        )}
        <Group gap="sm">
          <Button
            type="submit"
            disabled={!answer}
            loading={sending}
            leftSection={<IconSend size={20} aria-hidden />}
          >
            {t('poll.send')}
          </Button>
          {onCancel && (
            <Button variant="default" onClick={onCancel}>
              {t('poll.keep')}
            </Button>
          )}
        </Group>
      </Stack>
    </form>
  );
}

interface FieldsProps {
  poll: Poll;
  draft: Draft;
  onChange: (draft: Draft) => void;
}

function Fields({ poll, draft, onChange }: FieldsProps) {
  const { t } = useTranslation('polls');
  const question = usePollQuestion(poll);
  const hint = useId();
  if (poll.kind === 'text') {
    return (
      <Textarea
        label={t('poll.yourAnswer')}
        value={draft.text}
        onChange={(event) => onChange({ ...draft, text: event.currentTarget.value })}
        maxLength={300}
        autosize
        minRows={2}
        maxRows={8}
      />
    );
  }
  if (poll.kind === 'words') {
    return (
      <>
        {draft.words.map((word, place) => (
          <TextInput
            // A word has no other name than its place.
            key={place}
            label={t('poll.word', { number: place + 1 })}
            value={word}
            maxLength={40}
            onChange={(event) =>
              onChange({ ...draft, words: draft.words.with(place, event.currentTarget.value) })
            }
          />
        ))}
      </>
    );
  }
  if (poll.kind === 'multiple') {
    const full = draft.choices.length >= poll.most;
    return (
      <Checkbox.Group
        aria-label={question}
        aria-describedby={hint}
        value={draft.choices}
        onChange={(choices) => onChange({ ...draft, choices })}
      >
        <Text size="sm" c="dimmed" id={hint}>
          {t('poll.upTo', { most: poll.most })}
        </Text>
        {poll.options.map((option, place) => (
          <div key={option} className="poll-choice">
            <Checkbox
              size="md"
              value={String(place)}
              label={option}
              disabled={full && !draft.choices.includes(String(place))}
            />
          </div>
        ))}
      </Checkbox.Group>
    );
  }
  const names =
    poll.kind === 'rating'
      ? Array.from({ length: ratingSteps }, (_, place) => t('poll.step', { step: place + 1 })).toReversed()
      : poll.options;
  const place = (index: number) => (poll.kind === 'rating' ? ratingSteps - 1 - index : index);
  return (
    <Radio.Group
      aria-label={question}
      value={draft.choices[0] ?? null}
      onChange={(choice) => onChange({ ...draft, choices: [choice] })}
    >
      {names.map((name, index) => (
        <div key={name} className="poll-choice">
          <Radio size="md" value={String(place(index))} label={name} />
        </div>
      ))}
    </Radio.Group>
  );
}

/** Null while there is nothing to send. */
function answerOf(poll: Poll, draft: Draft): Given | null {
  const words = draft.words.map((word) => word.trim()).filter(Boolean);
  if (poll.kind === 'words') return words.length > 0 ? { words } : null;
  if (poll.kind === 'text') return draft.text.trim() ? { text: draft.text.trim() } : null;
  return draft.choices.length > 0 ? { choices: draft.choices.map(Number) } : null;
}
