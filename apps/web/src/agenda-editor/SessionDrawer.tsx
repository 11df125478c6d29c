import { Alert, Button, Drawer, Group, Stack, Text } from '@mantine/core';
import type { DraftSession } from '@foyer/contracts';
import { IconInfoCircle } from '@tabler/icons-react';
import { useId, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { MaterialsEditor } from '../materials/MaterialsEditor.js';
import { Problem } from '../ui/Problem.js';
import { useEditor, type Opened } from './editor-context.js';
import { MergeQuestions } from './MergeQuestions.js';
import { SessionFields } from './SessionFields.js';
import { useDeeds } from './use-deeds.js';
import { useSessionForm } from './use-session-form.js';
import { Warning } from './Warning.js';

interface SessionDrawerProps {
  opened: Extract<Opened, { what: 'session' | 'new' }>;
  onClose: (session?: DraftSession) => void;
}

/** One session in full, beside the agenda. */
export function SessionDrawer({ opened, onClose }: SessionDrawerProps) {
  const { t } = useTranslation(['editor', 'common']);
  const { words, stage, announce } = useEditor();
  const formId = useId();
  const materials = useRef<HTMLDivElement>(null);
  const deeds = useDeeds();
  const isNew = opened.what === 'new';
  const form = useSessionForm({
    id: isNew ? null : opened.id,
    startsAt: isNew ? opened.startsAt : '',
    room: isNew ? opened.room : null,
    onDone: (session) => {
      if (session) {
        const said = words.place(session);
        announce(isNew ? `${t('said.added', { title: words.title(session.title) })} ${said}` : said);
      }
      onClose(session);
    },
  });
  const { session, values } = form;
  const removed = session?.state === 'removed';
  return (
    <Drawer
      opened
      onClose={() => onClose()}
      position="right"
      size="lg"
      title={t(isNew ? 'form.new' : 'form.change')}
      closeButtonProps={{ 'aria-label': t('common:action.close') }}
    >
      {values ? (
        <Stack>
          <form
            id={formId}
            noValidate
            aria-label={t(isNew ? 'form.new' : 'form.change')}
            onSubmit={(submitted) => {
              submitted.preventDefault();
              // What is half added below goes first, or is said to lack something: it would be lost with the drawer.
              if (sendHalf(materials.current)) return;
              void form.save(form.conflicts.length > 0);
            }}
          >
            {form.followed && (
              <Alert
                variant="outline"
                bg="var(--foyer-surface)"
                icon={<IconInfoCircle aria-hidden />}
                role="status"
              >
                <Text c="var(--mantine-color-text)">
                  {t('merge.follows', { name: words.who(session?.editedBy ?? null) })}
                </Text>
              </Alert>
            )}
            <fieldset disabled={removed} className="ag-fieldset">
              <SessionFields values={values} flaws={form.flaws} onChange={form.change} />
            </fieldset>
          </form>
          {session && !removed && (
            // What is added is there at once: it is no part of the form, whose buttons stand below it all the same.
            <div ref={materials}>
              <MaterialsEditor
                session={session.id}
                materials={stage.materials.filter((one) => one.session === session.id)}
                level={3}
                hint={session.state === 'new' ? t('form.materialsWait') : null}
              />
            </div>
          )}
          <Stack gap="sm" className="ag-form-end">
            {form.questions.length > 0 && (
              <Warning title={t('merge.title', { name: words.who(form.questions[0]?.by ?? null) })}>
                <MergeQuestions
                  questions={form.questions}
                  onAnswer={(id, choice) => void form.answer(id, choice)}
                />
              </Warning>
            )}
            {form.conflicts.length > 0 && (
              <Warning title={t('conflict.title')}>
                {form.conflicts.map((conflict, index) => (
                  <Text key={index} c="var(--mantine-color-text)">
                    {words.conflict(conflict)}
                  </Text>
                ))}
              </Warning>
            )}
            <Problem error={form.error} />
            <Group>
              {removed ? (
                <Button
                  onClick={() => {
                    deeds.restore(session);
                    onClose(session);
                  }}
                >
                  {t('action.restore')}
                </Button>
              ) : (
                <Button
                  type="submit"
                  form={formId}
                  loading={form.saving}
                  disabled={form.questions.length > 0}
                >
                  {t(form.conflicts.length > 0 ? 'conflict.anyway' : 'common:action.save')}
                </Button>
              )}
              <Button variant="subtle" onClick={() => onClose()}>
                {t('action.cancel')}
              </Button>
              {session && !removed && (
                <Button
                  variant="subtle"
                  color="red"
                  onClick={() => {
                    // It may ask first, in the place of this one.
                    onClose();
                    deeds.remove(session);
                  }}
                >
                  {t('action.remove')}
                </Button>
              )}
              {session?.state === 'changed' && (
                <Button
                  variant="subtle"
                  onClick={() => {
                    deeds.restore(session, true);
                    onClose(session);
                  }}
                >
                  {t('form.undoChanges')}
                </Button>
              )}
            </Group>
          </Stack>
        </Stack>
      ) : (
        <Text>{t('conflict.title')}</Text>
      )}
    </Drawer>
  );
}

/** Sends an address that somebody has begun to write. @returns whether there is one */
function sendHalf(materials: HTMLElement | null): boolean {
  const half = materials?.querySelector<HTMLFormElement>('form');
  const typed = [...(half?.querySelectorAll<HTMLInputElement>('input[maxlength]') ?? [])];
  const lacking = typed.find(({ value }) => !value.trim());
  if (!half || typed.every(({ value }) => !value.trim())) return false;
  half.requestSubmit();
  lacking?.focus();
  return true;
}
