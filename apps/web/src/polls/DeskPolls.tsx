import { Badge, Button, Group, Stack, Text, Title } from '@mantine/core';
import { streams, type Poll } from '@foyer/contracts';
import {
  IconLock,
  IconLockOpen,
  IconPlus,
  IconPresentation,
  IconPresentationOff,
  IconStar,
  IconTrash,
} from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { useAim } from '../qa/use-aim.js';
import type { CurrentSession } from '../qa/use-session.js';
import { endOf } from '../running/end-of.js';
import { useRunning } from '../running/use-running.js';
import { live, useStream } from '../server/live.js';
import { notifyProblem } from '../ui/notify.js';
import { useNow } from '../ui/use-now.js';
import { useProblemText } from '../ui/Problem.js';
import { DeskAnswers } from './DeskAnswers.js';
import { NewPoll } from './NewPoll.js';
import { openFirst } from './poll-order.js';
import { Results } from './PollCard.js';
import { usePollQuestion } from './use-polls.js';
import './polls.css';

const soonMs = 5 * 60_000;

/** Polls at the moderator's desk: made, opened, closed, shown on the stage. */
export function DeskPolls({ current }: { current: CurrentSession }) {
  const { t } = useTranslation('polls');
  const { session } = current;
  const [making, setMaking] = useState(false);
  const { busy, send } = useSend();
  const followed = useStream(streams.pollDesk, { session: session.id });
  const polls = openFirst(Object.values(followed?.state?.poll ?? {}));
  const rated = polls.some(({ question }) => question === null);
  return (
    <Stack gap="sm" component="section" aria-labelledby="desk-polls">
      <Group justify="space-between" gap="sm">
        <Title order={2} id="desk-polls">
          {t('title')}
        </Title>
        <Group gap="sm">
          {!rated && (
            <RateButton
              current={current}
              busy={busy}
              onRate={(click) => send(click, () => live.command('poll.rateSession', { session: session.id }))}
            />
          )}
          <Button
            variant="default"
            leftSection={<IconPlus size={20} aria-hidden />}
            onClick={() => setMaking(true)}
          >
            {t('desk.new')}
          </Button>
        </Group>
      </Group>
      {polls.length === 0 && <Text c="dimmed">{t('desk.empty')}</Text>}
      <Stack component="ul" gap="sm" className="plain-list">
        {polls.map((poll) => (
          <DeskPoll key={poll.id} poll={poll} busy={busy} send={send} />
        ))}
      </Stack>
      <NewPoll session={session.id} opened={making} onClose={() => setMaking(false)} />
    </Stack>
  );
}

/** Offered at any time; stands out once the session is ending. */
function RateButton({
  current,
  busy,
  onRate,
}: {
  current: CurrentSession;
  busy: boolean;
  onRate: (click: { detail: number }) => void;
}) {
  const { t } = useTranslation('polls');
  const { event } = useEvent();
  const now = useNow(event, 15_000);
  const ending = now >= endOf(current.session, useRunning(current.agenda)) - soonMs;
  return (
    <Button
      variant={ending ? 'filled' : 'default'}
      leftSection={<IconStar size={20} aria-hidden />}
      disabled={busy}
      onClick={onRate}
    >
      {t('desk.rate')}
    </Button>
  );
}

type Send = (click: { detail: number }, command: () => Promise<unknown>) => void;

function DeskPoll({ poll, busy, send }: { poll: Poll; busy: boolean; send: Send }) {
  const { t } = useTranslation('polls');
  const question = usePollQuestion(poll);
  const open = poll.state === 'open';
  const draft = poll.state === 'draft';
  const turn = draft ? 'open' : open ? 'close' : 'reopen';
  return (
    <Stack component="li" gap="sm" className="question-card">
      <Group gap="xs" justify="space-between" align="flex-start">
        <Text fw={600} flex="1 1 200px">
          {question}
        </Text>
        <Group gap="xs">
          <Badge color="gray" variant="outline">
            {t(`kind.${poll.kind}`)}
          </Badge>
          <Badge color={open ? 'accent' : 'gray'} variant="light">
            {t(`state.${poll.state}`)}
          </Badge>
        </Group>
      </Group>
      {draft ? (
        poll.options.length > 0 && <Text c="dimmed">{poll.options.join(' · ')}</Text>
      ) : (
        <DeskResults poll={poll} question={question} />
      )}
      <div className="poll-actions">
        <Button
          variant={draft ? 'filled' : 'default'}
          disabled={busy}
          leftSection={open ? <IconLock size={20} aria-hidden /> : <IconLockOpen size={20} aria-hidden />}
          onClick={(click) => send(click, () => live.command('poll.open', { poll: poll.id, open: !open }))}
        >
          {t(`desk.${turn}`)}
        </Button>
        {draft ? (
          <Button
            variant="default"
            disabled={busy}
            leftSection={<IconTrash size={20} aria-hidden />}
            onClick={(click) => send(click, () => live.command('poll.delete', { poll: poll.id }))}
          >
            {t('desk.delete')}
          </Button>
        ) : (
          <Button
            variant={poll.shown ? 'light' : 'default'}
            disabled={busy}
            leftSection={
              poll.shown ? (
                <IconPresentationOff size={20} aria-hidden />
              ) : (
                <IconPresentation size={20} aria-hidden />
              )
            }
            onClick={(click) =>
              send(click, () => live.command('poll.show', { poll: poll.id, shown: !poll.shown }))
            }
          >
            {t(poll.shown ? 'desk.hide' : 'desk.show')}
          </Button>
        )}
      </div>
    </Stack>
  );
}

/** Words and texts can be taken off the screens one by one. */
function DeskResults({ poll, question }: { poll: Poll; question: string }) {
  const said = poll.kind === 'words' || poll.kind === 'text';
  return said ? <DeskAnswers poll={poll} /> : <Results poll={poll} question={question} />;
}

/**
 * One command at a time; a refusal is told. A press does what its button said when it was aimed at: the second of a double
 * click does not take back what the first has done.
 */
function useSend(): { busy: boolean; send: Send } {
  const problemText = useProblemText();
  const [busy, setBusy] = useState(false);
  const aimed = useAim();
  return {
    busy,
    send: (click, command) => {
      if (busy || !aimed(click)) return;
      setBusy(true);
      command()
        .catch((error: unknown) => notifyProblem(problemText(error)))
        .finally(() => setBusy(false));
    },
  };
}
