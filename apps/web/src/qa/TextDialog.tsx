import { Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';

interface TextDialogProps {
  title: string;
  /** The question that it is about, where that is not what is written. */
  about?: string;
  label: string;
  hint: string;
  initial: string;
  maxLength: number;
  onClose: () => void;
  /** The first is done by Enter with Ctrl, too. */
  actions: readonly { label: string; take: (text: string) => void }[];
}

/** Asks a moderator for some lines. */
export function TextDialog({
  title,
  about,
  label,
  hint,
  initial,
  maxLength,
  onClose,
  actions,
}: TextDialogProps) {
  const { t } = useTranslation(['moderation', 'common']);
  const [text, setText] = useState(initial);
  const words = text.trim();
  const [first, ...others] = actions;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (words) first?.take(words);
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={title}
      closeButtonProps={{ 'aria-label': t('common:action.close') }}
    >
      <form onSubmit={submit}>
        <Stack gap="md">
          {about !== undefined && <Text className="question-text">{about}</Text>}
          <Textarea
            data-autofocus
            label={label}
            description={hint}
            value={text}
            maxLength={maxLength}
            autosize
            minRows={3}
            maxRows={10}
            required
            onChange={(event) => setText(event.currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) submit(event);
            }}
          />
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={onClose}>
              {t('cancel')}
            </Button>
            {others.map((one) => (
              <Button key={one.label} variant="default" disabled={!words} onClick={() => one.take(words)}>
                {one.label}
              </Button>
            ))}
            <Button type="submit" disabled={!words}>
              {first?.label}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
