import { Button, Group, Modal, NumberInput, Select, Stack, Textarea, TextInput } from '@mantine/core';
import { mostOptions, mostWords, pollKinds, type PollKind } from '@foyer/contracts';
import { useRef, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { live } from '../server/live.js';
import { Problem } from '../ui/Problem.js';

interface NewPollProps {
  session: string;
  opened: boolean;
  onClose: () => void;
}

/** Prepares a poll; it is a draft until it is opened. */
export function NewPoll({ session, opened, onClose }: NewPollProps) {
  const { t } = useTranslation(['polls', 'common']);
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('desk.new')}
      closeButtonProps={{ 'aria-label': t('common:action.close') }}
    >
      <NewPollForm session={session} onDone={onClose} />
    </Modal>
  );
}

function NewPollForm({ session, onDone }: { session: string; onDone: () => void }) {
  const { t } = useTranslation('polls');
  const [kind, setKind] = useState<PollKind>('single');
  const [question, setQuestion] = useState('');
  const [lines, setLines] = useState('');
  const [most, setMost] = useState(3);
  const [state, setState] = useState<{ sending: boolean; problem: unknown }>({
    sending: false,
    problem: null,
  });
  /** Trying again what may have arrived already is the same command. */
  const attempt = useRef<{ id: string; of: string } | null>(null);
  const choosing = kind === 'single' || kind === 'multiple';
  const options = choosing ? [...new Set(lines.split('\n').map((line) => line.trim()))].filter(Boolean) : [];
  const ready =
    question.trim() !== '' && (!choosing || (options.length >= 2 && options.length <= mostOptions));
  const save = async (event: FormEvent) => {
    event.preventDefault();
    if (!ready || state.sending) return;
    const input = { session, kind, question: question.trim(), options, most };
    const of = JSON.stringify(input);
    if (attempt.current?.of !== of) attempt.current = { id: crypto.randomUUID(), of };
    setState({ sending: true, problem: null });
    try {
      await live.command('poll.create', input, { id: attempt.current.id });
      onDone();
    } catch (problem) {
      setState({ sending: false, problem });
    }
  };
  return (
    <form onSubmit={(event) => void save(event)}>
      <Stack gap="md">
        <TextInput
          data-autofocus
          label={t('desk.question')}
          value={question}
          maxLength={200}
          required
          onChange={(event) => setQuestion(event.currentTarget.value)}
        />
        <Select
          label={t('desk.kind')}
          value={kind}
          allowDeselect={false}
          onChange={(value) => setKind(pollKinds.find((one) => one === value) ?? 'single')}
          data={pollKinds.map((one) => ({ value: one, label: t(`kind.${one}`) }))}
        />
        {choosing && (
          <Textarea
            label={t('desk.options')}
            description={t('desk.optionsHint', { most: mostOptions })}
            value={lines}
            required
            autosize
            minRows={3}
            maxRows={10}
            onChange={(event) => setLines(event.currentTarget.value)}
          />
        )}
        {(kind === 'multiple' || kind === 'words') && (
          <NumberInput
            label={t(kind === 'words' ? 'desk.mostWords' : 'desk.most')}
            value={most}
            min={1}
            max={kind === 'words' ? mostWords : mostOptions}
            clampBehavior="strict"
            allowDecimal={false}
            onChange={(value) => setMost(Number(value) || 1)}
          />
        )}
        <Problem error={state.problem} />
        <Group justify="flex-end">
          <Button type="submit" disabled={!ready} loading={state.sending}>
            {t('desk.create')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
