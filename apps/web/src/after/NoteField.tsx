import { Alert, Button, Group, Stack, Text, Textarea } from '@mantine/core';
import { maxNote, type MeetingAfter } from '@foyer/contracts';
import { IconCheck, IconCloudOff, IconLoader2 } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Problem } from '../ui/Problem.js';
import { useNote, type NoteState } from './use-note.js';

const icons = { saved: IconCheck, saving: IconLoader2, unsaved: IconCloudOff } as const;
/** Below so many characters it says how many are left. */
const nearlyFull = 200;

/** A note of a meeting, for its writer alone; saved while one types. */
export function NoteField({ after }: { after: MeetingAfter }) {
  const { t } = useTranslation('after');
  const note = useNote(after);
  const left = maxNote - note.text.length;
  return (
    <Stack gap={6}>
      <Textarea
        label={t('note.label')}
        description={t('note.hint')}
        value={note.text}
        onChange={(change) => note.write(change.currentTarget.value)}
        onBlur={note.flush}
        maxLength={maxNote}
        autosize
        minRows={2}
        maxRows={12}
      />
      <Group justify="space-between" gap="xs" mih={20}>
        <Saved state={note.state} empty={note.text === ''} />
        {left < nearlyFull && (
          <Text size="sm" c="dimmed">
            {t('note.left', { number: left })}
          </Text>
        )}
      </Group>
      {note.state === 'conflict' && (
        <Alert variant="light" color="accent" role="alert">
          <Stack gap="xs">
            <Text c="var(--mantine-color-text)">{t('note.conflict')}</Text>
            <Group gap="xs">
              <Button variant="default" onClick={note.takeOther}>
                {t('note.takeOther')}
              </Button>
              <Button variant="default" onClick={note.keepMine}>
                {t('note.keepMine')}
              </Button>
            </Group>
          </Stack>
        </Alert>
      )}
      <Problem error={note.error} />
    </Stack>
  );
}

function Saved({ state, empty }: { state: NoteState; empty: boolean }) {
  const { t } = useTranslation('after');
  if (state === 'conflict' || (state === 'saved' && empty)) return <span />;
  const Icon = icons[state];
  return (
    <Group gap={6} wrap="nowrap" role="status" c="dimmed">
      <Icon size={16} aria-hidden />
      <Text size="sm">{t(`note.${state}`)}</Text>
    </Group>
  );
}
