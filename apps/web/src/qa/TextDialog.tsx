import { Button, Group, Stack, Text, Textarea } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { DeskDialog, GoingNews, type Going } from './DeskDialog.js';

interface TextDialogProps extends Going {
  title: string;
  /** The question that it is about, where that is not what is written. */
  about?: string | undefined;
  label: string;
  hint: string;
  initial: string;
  /** What was written before and is to be gone on with. */
  draft?: string | undefined;
  maxLength: number;
  onClose: () => void;
  /** What is written; undefined: it is thrown away. */
  onDraft?: (draft: string | undefined) => void;
  /** The first is done by Enter with Ctrl, too. */
  actions: readonly { label: string; take: (text: string) => void }[];
}

/** Asks a moderator for some lines. Escape leaves them for the next time, where there is somebody to keep them. */
export function TextDialog(props: TextDialogProps) {
  const { title, about, label, hint, initial, draft, maxLength, onClose, onDraft, actions } = props;
  const { sending = false, problem = null } = props;
  const { t } = useTranslation('moderation');
  const [text, setText] = useState(draft ?? initial);
  const words = text.trim();
  const [first, ...others] = actions;
  const ready = words !== '' && !sending;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (ready) first?.take(words);
  };
  return (
    <DeskDialog title={title} dirty={text !== initial} onClose={onClose}>
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
            readOnly={sending}
            onChange={(event) => {
              setText(event.currentTarget.value);
              onDraft?.(event.currentTarget.value);
            }}
            onKeyDown={(event) => {
              if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) submit(event);
            }}
          />
          <GoingNews sending={sending} problem={problem} />
          <Group justify="flex-end" gap="sm">
            <Button
              variant="default"
              disabled={sending}
              onClick={() => {
                onDraft?.(undefined);
                onClose();
              }}
            >
              {t('cancel')}
            </Button>
            {others.map((one) => (
              <Button key={one.label} variant="default" disabled={!ready} onClick={() => one.take(words)}>
                {one.label}
              </Button>
            ))}
            <Button type="submit" disabled={!words} loading={sending}>
              {first?.label}
            </Button>
          </Group>
        </Stack>
      </form>
    </DeskDialog>
  );
}
