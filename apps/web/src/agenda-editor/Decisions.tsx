import { Button, Group, Stack, Text, VisuallyHidden } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Problem } from '../ui/Problem.js';
import { conflictKey } from './conflicts.js';
import { useEditor } from './editor-context.js';
import { MergeQuestions } from './MergeQuestions.js';
import { Warning } from './Warning.js';

const mostShown = 8;

/** What waits for a word of the organiser: beside the agenda, without taking the focus away from it. */
export function Decisions() {
  const { t } = useTranslation('editor');
  const { store, snapshot, words, open } = useEditor();
  const { held, questions, problem } = snapshot;
  const [first] = held;
  // A list of a hundred is read by nobody.
  const more = held.length - mostShown;
  const [question] = questions;
  const said = question
    ? t('said.question', { name: words.who(question.by) })
    : first &&
      t('said.held', {
        conflicts: [
          ...held.slice(0, 3).map((one) => words.conflict(one)),
          ...(held.length > 3 ? [t('conflict.more', { count: held.length - 3 })] : []),
        ].join(' '),
      });
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
              {held.slice(0, mostShown).map((conflict) => (
                <Text key={conflictKey(conflict)} c="var(--mantine-color-text)">
                  {words.conflict(conflict)}
                </Text>
              ))}
              {more > 0 && <Text c="var(--mantine-color-text)">{t('conflict.more', { count: more })}</Text>}
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
