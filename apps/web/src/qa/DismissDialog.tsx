import { Button, Chip, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import type { DeskQuestion } from '@foyer/contracts';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';

interface DismissDialogProps {
  /** Null while nothing is to be set aside. */
  question: DeskQuestion | null;
  onClose: () => void;
  onDismiss: (reason: string) => void;
}

/** Asks for the reason, which the asker reads. */
export function DismissDialog({ question, onClose, onDismiss }: DismissDialogProps) {
  const { t } = useTranslation(['qa', 'common']);
  return (
    <Modal
      opened={question !== null}
      onClose={onClose}
      title={t('dismiss.title')}
      closeButtonProps={{ 'aria-label': t('common:action.close') }}
    >
      {question && <DismissForm question={question} onClose={onClose} onDismiss={onDismiss} />}
    </Modal>
  );
}

function DismissForm({ question, onClose, onDismiss }: DismissDialogProps & { question: DeskQuestion }) {
  const { t } = useTranslation(['qa', 'common']);
  const usual = [t('dismiss.asked'), t('dismiss.topic'), t('dismiss.time'), t('dismiss.manners')];
  const [reason, setReason] = useState(usual[0] ?? '');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (reason.trim()) onDismiss(reason.trim());
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <Text className="question-text">{question.text}</Text>
        <Chip.Group value={reason} onChange={(value) => setReason(String(value))}>
          <Group gap="xs">
            {usual.map((one) => (
              <Chip key={one} value={one} size="md">
                {one}
              </Chip>
            ))}
          </Group>
        </Chip.Group>
        <TextInput
          data-autofocus
          label={t('dismiss.reason')}
          description={t('dismiss.hint')}
          value={reason}
          maxLength={200}
          required
          onChange={(event) => setReason(event.currentTarget.value)}
          onFocus={(event) => event.currentTarget.select()}
        />
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            {t('dismiss.cancel')}
          </Button>
          <Button type="submit" disabled={!reason.trim()}>
            {t('act.dismiss')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
