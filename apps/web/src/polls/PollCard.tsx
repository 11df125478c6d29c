import { Badge, Button, Group, Stack, Text, Title } from '@mantine/core';
import { streams, type Poll } from '@foyer/contracts';
import { IconChartBar, IconClockX, IconLock, IconPencil } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStream } from '../server/live.js';
import { PollForm } from './PollForm.js';
import { PollResults } from './PollResults.js';
import { usePollQuestion, type OwnAnswers } from './use-polls.js';
import './polls.css';

interface PollCardProps {
  poll: Poll;
  /** Undefined for who may not answer. */
  answers: OwnAnswers | undefined;
}

/** One poll as the audience meets it: the form first, then the results. */
export function PollCard({ poll, answers }: PollCardProps) {
  const { t } = useTranslation(['polls', 'guests']);
  const question = usePollQuestion(poll);
  const [changing, setChanging] = useState(false);
  const open = poll.state === 'open';
  const answer = answers?.of(poll);
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
      {asking && !answers && <OnlyRead poll={poll} text={t('guests:poll')} />}
      {asking && answers && (
        <PollForm
          poll={poll}
          earlier={answer}
          answering={answers.at(poll)}
          onAnswer={async (given) => {
            if ((await answers.give(poll, given)) === 'kept') setChanging(false);
          }}
          onCancel={changing ? () => setChanging(false) : undefined}
        />
      )}
      {!open && answers?.known && <Missed poll={poll} answers={answers} />}
      {!asking && <Results poll={poll} question={question} />}
      {asking && answers && !changing && (
        <Text size="sm" c="dimmed">
          {t('poll.hidden')}
        </Text>
      )}
      {open && answers && !asking && (
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

/** Of a closed poll: that the reader's answer is not in it, and why. */
function Missed({ poll, answers }: { poll: Poll; answers: OwnAnswers }) {
  const { t } = useTranslation('polls');
  const answered = answers.of(poll) !== undefined;
  if (answers.at(poll).late === poll.round) {
    return (
      <Group gap={6} wrap="nowrap" align="flex-start">
        <IconClockX size={20} aria-hidden style={{ flexShrink: 0 }} />
        <Text>{t(answered ? 'poll.lateChange' : 'poll.late')}</Text>
      </Group>
    );
  }
  if (answered) return null;
  return (
    <Text size="sm" c="dimmed">
      {t('poll.missed')}
    </Text>
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
