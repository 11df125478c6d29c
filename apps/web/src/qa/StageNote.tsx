import { Button, Group, Stack, Text, TextInput, Title } from '@mantine/core';
import { streams, type SpeakerNote } from '@foyer/contracts';
import { IconEye, IconEyeOff, IconPencil, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { live, useStream } from '../server/live.js';
import { notifyProblem } from '../ui/notify.js';
import { useProblemText } from '../ui/Problem.js';

const ready = ['slower', 'microphone', 'two', 'close'] as const;

/** At the moderator's desk: what those on stage read on their screen, and whether they have seen it. */
export function StageNote({ session }: { session: string }) {
  const { t } = useTranslation('speakerView');
  const problemText = useProblemText();
  const [writing, setWriting] = useState(false);
  const [text, setText] = useState('');
  const [busy, setBusy] = useState(false);
  const note = useStream(streams.speakerDesk, { session })?.state?.note[session];
  const send = (command: () => Promise<unknown>, done: () => void) => {
    setBusy(true);
    command()
      .then(done, (error: unknown) => notifyProblem(problemText(error)))
      .finally(() => setBusy(false));
  };
  const show = (words: string) =>
    send(
      () => live.command('speakerNote.set', { session, text: words }),
      () => {
        setText('');
        setWriting(false);
      },
    );
  return (
    <Stack gap="sm" component="section" className="question-card" aria-labelledby="stage-note">
      <Group justify="space-between" gap="sm">
        <Stack gap={0} flex="1 1 140px">
          <Title order={2} id="stage-note" size="sm" fw={400} c="dimmed">
            {t('desk.title')}
          </Title>
          <div role="status">
            {note ? <Standing note={note} /> : <Text c="dimmed">{t('desk.none')}</Text>}
          </div>
        </Stack>
        <Group gap="sm">
          {note && (
            <Button
              variant="default"
              disabled={busy}
              leftSection={<IconX size={20} aria-hidden />}
              onClick={() =>
                send(
                  () => live.command('speakerNote.clear', { session }),
                  () => undefined,
                )
              }
            >
              {t('desk.clear')}
            </Button>
          )}
          <Button
            variant="default"
            aria-expanded={writing}
            leftSection={<IconPencil size={20} aria-hidden />}
            onClick={() => setWriting(!writing)}
          >
            {t('desk.write')}
          </Button>
        </Group>
      </Group>
      {writing && (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            if (text.trim()) show(text.trim());
          }}
        >
          <Stack gap="sm">
            <Group gap="xs">
              {ready.map((one) => (
                <Button
                  key={one}
                  size="sm"
                  variant="light"
                  disabled={busy}
                  onClick={() => show(t(`ready.${one}`))}
                >
                  {t(`ready.${one}`)}
                </Button>
              ))}
            </Group>
            <Group gap="sm" align="flex-end">
              <TextInput
                flex="1 1 240px"
                label={t('desk.label')}
                description={t('desk.hint')}
                value={text}
                maxLength={140}
                onChange={(event) => setText(event.currentTarget.value)}
              />
              <Button type="submit" disabled={!text.trim()} loading={busy}>
                {t('desk.send')}
              </Button>
            </Group>
          </Stack>
        </form>
      )}
    </Stack>
  );
}

function Standing({ note }: { note: SpeakerNote }) {
  const { t } = useTranslation('speakerView');
  const seen = note.seenAt !== null;
  return (
    <>
      <Text fw={600} className="question-text">
        {note.text}
      </Text>
      <Group gap={6} wrap="nowrap" c="dimmed">
        {seen ? <IconEye size={18} aria-hidden /> : <IconEyeOff size={18} aria-hidden />}
        <Text size="sm">
          {t(seen ? 'desk.seen' : 'desk.unseen')}
          {note.by && ` · ${note.by}`}
        </Text>
      </Group>
    </>
  );
}
