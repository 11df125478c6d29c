import { Button, Group, Text } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { isProblem } from '@foyer/client';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { api, forget, useAction } from '../server/api.js';
import { notifyDone } from '../ui/notify.js';
import { Problem } from '../ui/Problem.js';
import { ConflictDialog } from './ConflictDialog.js';
import { draftOf, readForm, type Desk, type FormDraft } from './form-draft.js';
import { FormEditor, type Tab } from './FormEditor.js';
import { FormPreview } from './FormPreview.js';
import { mergeForms } from './merge.js';

/** What is edited, what it began from, and how it is saved without losing what others save meanwhile. */
export function FormDesk({ desk }: { desk: Desk }) {
  const { t } = useTranslation('form');
  const { event } = useEvent();
  const wide = useMediaQuery('(min-width: 68em)') ?? true;
  const [base, setBase] = useState(desk);
  const [draft, setDraft] = useState<FormDraft>(() => draftOf(desk));
  const [tab, setTab] = useState<Tab>('questions');
  const [open, setOpen] = useState<string | null>(null);
  const [tried, setTried] = useState(false);
  const [theirs, setTheirs] = useState<Desk | null>(null);
  const save = useAction('saveForm', { stale: ['getEvent', 'getForm', 'getFormDesk'] });
  const params = { event: event.slug };
  const changed = JSON.stringify(draft) !== JSON.stringify(draftOf(base));
  useLeaveQuestion(changed);
  const read = readForm(draft);
  const wrong = tried && 'wrong' in read ? read.wrong : new Set<string>();
  const met = theirs && mergeForms(draftOf(base), draft, draftOf(theirs));

  function send(): void {
    setTried(true);
    if ('wrong' in read) {
      const [part = '', index = ''] = [...read.wrong][0]?.split('/') ?? [];
      if (part === 'questions' || part === 'categories' || part === 'consents') {
        setTab(part);
        setOpen(draft[part][Number(index)]?.key ?? null);
      }
      return;
    }
    save.mutate(
      { params, body: read.body },
      {
        onSuccess: (saved) => {
          setBase(saved);
          setDraft(draftOf(saved));
          setTried(false);
          setOpen(null);
          notifyDone(t('saved'));
        },
        onError: (error) => {
          if (isProblem(error, 'edit_conflict')) void meet();
        },
      },
    );
  }

  /** Somebody has saved meanwhile: theirs and mine are brought together, and asked about only where both did the same. */
  async function meet(): Promise<void> {
    await forget('getFormDesk');
    const saved = await api.call('getFormDesk', { params });
    const { merged, clashes } = mergeForms(draftOf(base), draft, draftOf(saved));
    if (clashes.length > 0) return setTheirs(saved);
    setBase(saved);
    setDraft(merged);
    save.reset();
    notifyDone(t('conflict.merged', { name: saved.editedBy ?? t('conflict.somebody') }));
  }

  return (
    <>
      <div className="form-desk">
        <FormEditor
          draft={draft}
          use={base.use}
          change={(part) => setDraft((before) => ({ ...before, ...part }))}
          open={open}
          setOpen={setOpen}
          wrong={wrong}
          tried={tried}
          tab={wide && tab === 'preview' ? 'questions' : tab}
          onTab={setTab}
          wide={wide}
        />
        {wide && <FormPreview draft={draft} />}
      </div>
      <Group className="form-save" gap="sm">
        <Button onClick={send} loading={save.isPending} disabled={!changed}>
          {t('save')}
        </Button>
        {changed && (
          <Button
            variant="subtle"
            onClick={() => {
              setDraft(draftOf(base));
              setTried(false);
              save.reset();
            }}
          >
            {t('discard')}
          </Button>
        )}
        <Text role="status" size="sm" c={wrong.size > 0 ? 'var(--mantine-color-error)' : 'dimmed'}>
          {wrong.size > 0
            ? t('wrong', { count: wrong.size })
            : t(changed ? 'unsaved' : base.version === 0 ? 'plain' : 'isSaved')}
        </Text>
        {!isProblem(save.error, 'edit_conflict') && <Problem error={save.error} />}
      </Group>
      {theirs && met && (
        <ConflictDialog
          by={theirs.editedBy}
          clashes={met.clashes}
          mine={draft}
          theirs={draftOf(theirs)}
          onClose={() => setTheirs(null)}
          onChoose={(whose) => {
            setDraft(mergeForms(draftOf(base), draft, draftOf(theirs), whose).merged);
            setBase(theirs);
            setTheirs(null);
            save.reset();
          }}
        />
      )}
    </>
  );
}

/** The browser asks before a page with unsaved changes is closed. */
function useLeaveQuestion(changed: boolean): void {
  useEffect(() => {
    if (!changed) return;
    const ask = (event: BeforeUnloadEvent): void => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [changed]);
}
