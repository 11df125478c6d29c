import { Group, Stack, Switch, Text, Textarea } from '@mantine/core';
import type { PublicQuestion } from '@foyer/contracts';
import { useDeferredValue, useEffect, useRef, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { notifyDone, notifyProblem } from '../ui/notify.js';
import { Problem, useProblemText } from '../ui/Problem.js';
import { AskButton } from './AskButton.js';
import type { AskLimits } from './ask-limits.js';
import { useHeldText } from './Held.js';
import { QuestionCard } from './QuestionCard.js';
import { similarTo } from './similar.js';
import type { Asking } from './use-asking.js';
import type { SeenVotes } from './vote-book.js';

const maxLength = 300;

interface AskFormProps {
  asking: Asking;
  open: boolean;
  /** Certainly so: by a moderator's word, not by a clock. */
  closed: boolean;
  /** Whether a moderator reads it first. */
  moderated: boolean;
  /** What the room's rules leave to the reader, and the pause that they ask for. */
  limits: AskLimits;
  slowSeconds: number | null;
  /** Whether one may ask without one's name. */
  mayHide: boolean;
  /** What others ask: one that is much the same can be voted for instead. */
  questions: readonly PublicQuestion[];
  votesOf: (question: PublicQuestion) => SeenVotes;
  onToggle: (question: PublicQuestion) => void;
  onAsked?: () => void;
}

/** Asks a question. What was written stays until the server has it. */
export function AskForm(props: AskFormProps) {
  const { asking, open, closed, moderated, mayHide, limits, slowSeconds } = props;
  const { questions, votesOf, onToggle, onAsked } = props;
  const { t } = useTranslation(['qa', 'moderation']);
  const heldText = useHeldText();
  const problemText = useProblemText();
  const { text, sending } = asking;
  /** Where the form was put away meanwhile, what went wrong is told elsewhere. */
  const here = useRef(true);
  useEffect(() => {
    here.current = true;
    return () => {
      here.current = false;
    };
  }, []);
  const words = text.trim();
  const alike = similarTo(useDeferredValue(words), questions, { atLeast: 0.35, most: 2 });

  // Said in place of the switch: nobody is named without having read so.
  const { anonymous, setAnonymous } = asking;
  useEffect(() => {
    if (!mayHide && anonymous && !sending) setAnonymous(false);
  }, [mayHide, anonymous, sending, setAnonymous]);

  async function ask(event: FormEvent): Promise<void> {
    event.preventDefault();
    const asked = await asking.send();
    if (!asked) return;
    if ('question' in asked) {
      notifyDone(heldText(asked.question) ?? t(moderated ? 'ask.sent' : 'moderation:ask.sent'));
      onAsked?.();
    } else if (!here.current) notifyProblem(problemText(asked.problem));
  }

  return (
    <form onSubmit={(event) => void ask(event)}>
      <Stack gap="sm">
        <Textarea
          label={t('ask.label')}
          description={t(open ? (moderated ? 'ask.hint' : 'moderation:ask.hint') : 'ask.closed')}
          value={text}
          onChange={(event) => asking.setText(event.currentTarget.value)}
          maxLength={maxLength}
          autosize
          minRows={3}
          maxRows={8}
          disabled={closed && !text}
          readOnly={sending}
          inputWrapperOrder={['label', 'description', 'input', 'error']}
        />
        {alike.length > 0 && (
          <Stack gap="xs">
            {/* Only this is read out: the votes below change all the time. */}
            <Text size="sm" role="status">
              {t('moderation:ask.similar')}
            </Text>
            <Stack component="ul" gap="xs" className="plain-list">
              {alike.map((question) => (
                <QuestionCard
                  key={question.id}
                  question={question}
                  votes={votesOf(question)}
                  onToggle={onToggle}
                />
              ))}
            </Stack>
          </Stack>
        )}
        <Group justify="space-between" gap="sm" align="flex-start">
          {mayHide ? (
            <Switch
              label={t('ask.anonymous')}
              description={t(asking.fixed && !sending ? 'ask.tried' : 'ask.anonymousHint')}
              checked={asking.anonymous}
              disabled={sending || asking.fixed}
              onChange={(event) => asking.setAnonymous(event.currentTarget.checked)}
              flex="1 1 200px"
            />
          ) : (
            <Text size="sm" flex="1 1 200px">
              {t('ask.named')}
            </Text>
          )}
          <Text
            size="sm"
            c="dimmed"
            className="tabular"
            aria-label={t('ask.used', { used: text.length, max: maxLength })}
          >
            {text.length}/{maxLength}
          </Text>
        </Group>
        <Problem error={asking.problem} />
        {asking.queued && (
          <Text size="sm" role="status">
            {t('ask.queued')}
          </Text>
        )}
        <AskButton
          limits={limits}
          slowSeconds={slowSeconds}
          moderated={moderated}
          ready={!closed && words !== ''}
          sending={sending}
        />
      </Stack>
    </form>
  );
}
