import { Button, Group, SimpleGrid, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useEditor } from './editor-context.js';
import type { Question } from './questions.js';
import { useFieldWords } from './use-field-words.js';

interface MergeQuestionsProps {
  questions: readonly Question[];
  onAnswer: (id: string, choice: 'mine' | 'theirs') => void;
}

/** Field by field: yours, or what somebody else has written meanwhile. */
export function MergeQuestions({ questions, onAnswer }: MergeQuestionsProps) {
  const { t } = useTranslation('editor');
  const { words, store } = useEditor();
  const say = useFieldWords();
  return (
    <Stack gap="md">
      {questions.map((question) => {
        const { id, session, field, mine, theirs } = question;
        const name = words.who(question.by);
        const title = words.title(store.sheet.base(session)?.title ?? {});
        return (
          <Stack
            key={id}
            gap="xs"
            role="group"
            aria-label={t('merge.about', { title, field: t(`form.${field}`) })}
          >
            <Text fw={600} c="var(--mantine-color-text)">
              {t('merge.about', { title, field: t(`form.${field}`) })}
            </Text>
            <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
              {(
                [
                  ['mine', t('merge.mine'), mine, t('merge.keepMine')],
                  ['theirs', t('merge.theirs', { name }), theirs, t('merge.keepTheirs', { name })],
                ] as const
              ).map(([choice, whose, value, label]) => (
                <Stack key={choice} gap={4} className="ag-choice">
                  <Text size="sm" c="dimmed">
                    {whose}
                  </Text>
                  <Text c="var(--mantine-color-text)" className="ag-value">
                    {say(field, value)}
                  </Text>
                  <Group mt="auto">
                    <Button variant="default" onClick={() => onAnswer(id, choice)}>
                      {label}
                    </Button>
                  </Group>
                </Stack>
              ))}
            </SimpleGrid>
          </Stack>
        );
      })}
    </Stack>
  );
}
