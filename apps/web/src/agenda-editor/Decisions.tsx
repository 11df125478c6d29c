import { Button, Group, Stack, Text, VisuallyHidden } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Problem } from '../ui/Problem.js';
import { conflictKey } from './conflicts.js';
import { useEditor } from './editor-context.js';
import { MergeQuestions } from './MergeQuestions.js';
import { Warning } from './Warning.js';

/** What waits for a word of the organiser: beside the agenda, without taking the focus away from it. */
export function Decisions() {
  const { t } = useTranslation('editor');
  const { store, snapshot, words, open } = useEditor();
  const { held, questions, problem } = snapshot;
  const [first] = held;
  const [question] = questions;
  const said = question
    ? t('said.question', { name: words.who(question.by) })
    : first && t('said.held', { conflicts: held.map((one) => words.conflict(one)).join(' ') });
  return (
    <>
      {/* Read out without taking the focus; the panel shows it. */}
      <VisuallyHidden role="status" aria-live="polite">
        {said}
      </VisuallyHidden>
      {(question || first || snapshot.status === 'failed') && (
        <Stack gap="sm" className="ag-decisions">
          {question && (
            <Warning urgent={false} title={t('merge.title', { name: words.who(question.by) })}>
              <MergeQuestions questions={questions} onAnswer={(id, choice) => store.answer(id, choice)} />
            </Warning>
          )}
          {first && (
            <Warning urgent={false} title={t('conflict.held')}>
              {held.map((conflict) => (
                <Text key={conflictKey(conflict)} c="var(--mantine-color-text)">
                  {words.conflict(conflict)}
                </Text>
              ))}
              <Group gap="sm">
                <Button onClick={() => store.saveAnyway()}>{t('conflict.anyway')}</Button>
                <Button variant="default" onClick={() => store.takeBack()}>
                  {t('conflict.back')}
                </Button>
                <Button variant="subtle" onClick={() => open({ what: 'session', id: first.session })}>
                  {t('conflict.edit')}
                </Button>
              </Group>
            </Warning>
          )}
          {snapshot.status === 'failed' && <Problem error={problem} onRetry={() => store.retry()} />}
        </Stack>
      )}
    </>
  );
}
