import { Button, Chip, Group, Stack, Text, TextInput } from '@mantine/core';
import { usualReasons, type DeskQuestion } from '@foyer/contracts';
import type { WhyAside } from './use-desk.js';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { DeskDialog, GoingNews, type Going } from './DeskDialog.js';

interface DismissDialogProps extends Going {
  question: DeskQuestion;
  /** A reason that was written before. */
  draft: string | undefined;
  onDraft: (draft: string | undefined) => void;
  onClose: () => void;
  onDismiss: (why: WhyAside) => void;
}

/** Asks for the reason, which the asker reads. */
export function DismissDialog({
  question,
  draft,
  onDraft,
  onClose,
  onDismiss,
  ...going
}: DismissDialogProps) {
  const { t } = useTranslation('qa');
  const usual = usualReasons.map((key) => t(`dismiss.${key}`));
  const [reason, setReason] = useState(draft ?? usual[0] ?? '');
  const own = !usual.includes(reason);
  const write = (next: string) => {
    setReason(next);
    onDraft(next);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const words = reason.trim();
    if (!words || going.sending) return;
    // A usual one is sent by its name, and read by its asker in their own language.
    const key = usualReasons[usual.indexOf(words)];
    onDismiss(key ? { usual: key } : { reason: words });
  };
  return (
    <DeskDialog title={t('dismiss.title')} dirty={own} onClose={onClose}>
      <form onSubmit={submit}>
        <Stack gap="md">
          <Text className="question-text">{question.text}</Text>
          <Chip.Group value={reason} onChange={(value) => write(String(value))}>
            <Group gap="xs">
              {usual.map((one) => (
                <Chip key={one} value={one} size="md" disabled={going.sending}>
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
            readOnly={going.sending ?? false}
            onChange={(event) => write(event.currentTarget.value)}
            onFocus={(event) => event.currentTarget.select()}
          />
          <GoingNews {...going} />
          <Group justify="flex-end" gap="sm">
            <Button
              variant="default"
              disabled={going.sending ?? false}
              onClick={() => {
                onDraft(undefined);
                onClose();
              }}
            >
              {t('dismiss.cancel')}
            </Button>
            <Button type="submit" disabled={!reason.trim()} loading={going.sending ?? false}>
              {t('act.dismiss')}
            </Button>
          </Group>
        </Stack>
      </form>
    </DeskDialog>
  );
}
