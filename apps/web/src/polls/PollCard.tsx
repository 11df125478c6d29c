import { Badge, Button, Group, Stack, Text, Title } from '@mantine/core';
import { streams, type Poll, type PollAnswer } from '@foyer/contracts';
import { IconChartBar, IconLock, IconPencil } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStream } from '../server/live.js';
import { PollForm } from './PollForm.js';
import { PollResults } from './PollResults.js';
import { usePollQuestion } from './use-polls.js';
import './polls.css';

interface PollCardProps {
  poll: Poll;
  answer: PollAnswer | undefined;
  /** Undefined for who may not answer. */
  onAnswer: ((answer: Partial<PollAnswer>) => Promise<void>) | undefined;
}

/** One poll as the audience meets it: the form first, then the results. */
export function PollCard({ poll, answer, onAnswer }: PollCardProps) {
  const { t } = useTranslation(['polls', 'guests']);
  const question = usePollQuestion(poll);
  const [changing, setChanging] = useState(false);
  const open = poll.state === 'open';
  const asking = open && (changing || answer === undefined);
  return (
    <Stack component="li" gap="sm" className="question-card">
      <Group justify="space-between" gap="xs" align="flex-start">
        <Title order={3} flex="1 1 200px">
          {question}
        </Title>
        <Badge
          variant={open ? 'light' : 'outline'}
          color={open ? 'accent' : 'gray'}
          leftSection={open ? <IconChartBar size={16} aria-hidden /> : <IconLock size={16} aria-hidden />}
        >
          {t(`state.${poll.state}`)}
        </Badge>
      </Group>
      {asking && !onAnswer && <OnlyRead poll={poll} text={t('guests:poll')} />}
      {asking && onAnswer && (
        <PollForm
          poll={poll}
          earlier={answer}
          onAnswer={async (given) => {
            await onAnswer(given);
            setChanging(false);
          }}
          onCancel={changing ? () => setChanging(false) : undefined}
        />
      )}
      {!asking && <Results poll={poll} question={question} />}
      {asking && onAnswer && !changing && (
        <Text size="sm" c="dimmed">
          {t('poll.hidden')}
        </Text>
      )}
      {open && onAnswer && !asking && (
        <Group>
          <Button
            variant="default"
            leftSection={<IconPencil size={20} aria-hidden />}
            onClick={() => setChanging(true)}
          >
            {t('poll.change')}
          </Button>
        </Group>
      )}
    </Stack>
  );
}

/** What there is to answer, for those who may only look on. */
function OnlyRead({ poll, text }: { poll: Poll; text: string }) {
  return (
    <>
      {poll.options.length > 0 && (
        <ul className="text-list">
          {poll.options.map((option) => (
            <li key={option}>{option}</li>
          ))}
        </ul>
      )}
      <Text size="sm" c="dimmed">
        {text}
      </Text>
    </>
  );
}

/** Shown only to those whom the server lets follow. */
export function Results({ poll, question }: { poll: Poll; question: string }) {
  const followed = useStream(streams.pollResults, { poll: poll.id, round: String(poll.round) });
  const state = followed?.state;
  const result = state?.result[poll.id];
  if (!result) return null;
  return <PollResults poll={poll} result={result} texts={Object.values(state.text)} title={question} />;
}
