import { Button, Group, Stack, Switch, Text, Textarea } from '@mantine/core';
import { IconSend } from '@tabler/icons-react';
import { useRef, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { live, useConnection } from '../server/live.js';
import { notifyDone } from '../ui/notify.js';
import { Problem } from '../ui/Problem.js';
import { useDraft } from './use-draft.js';

const maxLength = 300;

interface AskFormProps {
  session: string;
  open: boolean;
  onAsked?: () => void;
}

/** Asks a question. What was written stays until the server has it. */
export function AskForm({ session, open, onAsked }: AskFormProps) {
  const { t } = useTranslation('qa');
  const connection = useConnection();
  const [text, setText] = useDraft(`foyer-question-${session}`);
  const [anonymous, setAnonymous] = useState(false);
  const [state, setState] = useState<{ sending: boolean; problem: unknown }>({
    sending: false,
    problem: null,
  });
  /** Trying again what may have arrived already is the same command: it is asked once. */
  const attempt = useRef<{ id: string; of: string } | null>(null);
  const words = text.trim();

  async function ask(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (!words || state.sending) return;
    const of = JSON.stringify([words, anonymous]);
    if (attempt.current?.of !== of) attempt.current = { id: crypto.randomUUID(), of };
    setState({ sending: true, problem: null });
    try {
      await live.command('question.ask', { session, text: words, anonymous }, { id: attempt.current.id });
      attempt.current = null;
      setText('');
      setState({ sending: false, problem: null });
      notifyDone(t('ask.sent'));
      onAsked?.();
    } catch (problem) {
      setState({ sending: false, problem });
    }
  }

  const waiting = state.sending && connection !== 'live';
  return (
    <form onSubmit={(event) => void ask(event)}>
      <Stack gap="sm">
        <Textarea
          label={t('ask.label')}
          description={open ? t('ask.hint') : t('ask.closed')}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          maxLength={maxLength}
          autosize
          minRows={3}
          maxRows={8}
          disabled={!open && !text}
          inputWrapperOrder={['label', 'description', 'input', 'error']}
        />
        <Group justify="space-between" gap="sm" align="flex-start">
          <Switch
            label={t('ask.anonymous')}
            description={t('ask.anonymousHint')}
            checked={anonymous}
            onChange={(event) => setAnonymous(event.currentTarget.checked)}
            flex="1 1 200px"
          />
          <Text
            size="sm"
            c="dimmed"
            className="tabular"
            aria-label={t('ask.used', { used: text.length, max: maxLength })}
          >
            {text.length}/{maxLength}
          </Text>
        </Group>
        <Problem error={state.problem} />
        {waiting && (
          <Text size="sm" role="status">
            {t('ask.queued')}
          </Text>
        )}
        <Button
          type="submit"
          disabled={!open || !words}
          loading={state.sending}
          leftSection={<IconSend size={20} aria-hidden />}
        >
          {t('ask.action')}
        </Button>
      </Stack>
    </form>
  );
}
