import { Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ChoiceInput } from '../ui/ChoiceInput.js';
import type { NewSession } from './doors.js';
import { useEditor } from './editor-context.js';

interface BlockPreviewProps {
  sessions: readonly NewSession[];
  speakers: Readonly<Record<number, string>>;
  onSpeaker: (index: number, speaker: string) => void;
}

/** What a block will make, line by line; who speaks can be said here. */
export function BlockPreview({ sessions, speakers, onSpeaker }: BlockPreviewProps) {
  const { t } = useTranslation('editor');
  const { stage, words } = useEditor();
  const people = [
    { value: '', label: t('form.none') },
    ...stage.speakers.map(({ id, name }) => ({ value: id, label: name })),
  ];
  return (
    <Stack gap={4} component="section" aria-label={t('block.preview')}>
      <Text fw={600}>{t('block.preview')}</Text>
      <ol className="plain-list">
        {sessions.map((session, index) => {
          const title = words.title(session.title);
          return (
            <Group key={index} component="li" gap="sm" className="lined-row">
              <Text fw={600} className="tabular" w={104}>
                {words.times(session)}
              </Text>
              <Stack gap={0} flex="1 1 160px">
                <Text>{title}</Text>
                <Text size="sm" c="dimmed">
                  {words.room(session.room ?? null)}
                </Text>
              </Stack>
              {stage.speakers.length > 0 && (
                <ChoiceInput
                  aria-label={t('block.speaker', { title })}
                  data={people}
                  value={speakers[index] ?? ''}
                  onChange={(speaker) => onSpeaker(index, speaker)}
                  w={220}
                />
              )}
            </Group>
          );
        })}
      </ol>
    </Stack>
  );
}
