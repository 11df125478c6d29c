import { Accordion, Alert, Button, Group, Stack, Switch, Text } from '@mantine/core';
import { isProblem } from '@foyer/client';
import { languages, type Language, type QuestionFilterDesk } from '@foyer/contracts';
import { languageNames } from '@foyer/locales';
import { IconUsers } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { api, forget, useAction } from '../server/api.js';
import { notifyDone } from '../ui/notify.js';
import { Problem } from '../ui/Problem.js';
import { differ, draftOf, faultsOf, filterOf, linesOf, meet } from './filter-draft.js';
import { WordList } from './WordList.js';

/** The lists as they are edited, saved without losing what others save meanwhile. */
export function FilterDesk({ saved }: { saved: QuestionFilterDesk }) {
  const { t } = useTranslation(['questionTools', 'common', 'form']);
  const { event } = useEvent();
  const [base, setBase] = useState(saved);
  const [draft, setDraft] = useState(() => draftOf(saved));
  const [open, setOpen] = useState<string[]>([...event.languages]);
  /** Who has saved meanwhile. */
  const [met, setMet] = useState<string | null>(null);
  const save = useAction('saveQuestionFilter', { stale: ['getQuestionFilter'] });
  const params = { event: event.slug };
  const changed = differ(draft, draftOf(base));
  const wrong = languages.filter((language) => {
    const faults = faultsOf(draft.words[language]);
    return faults.tooMany || faults.wrong.length > 0;
  });

  function send(): void {
    if (wrong.length > 0) return setOpen([...new Set([...open, ...wrong])]);
    save.mutate(
      { params, body: filterOf(draft, base.version) },
      {
        onSuccess: (answer) => {
          setBase(answer);
          setDraft(draftOf(answer));
          setMet(null);
          notifyDone(t('lists.saved'));
        },
        onError: (error) => {
          if (isProblem(error, 'edit_conflict')) void bringTogether();
        },
      },
    );
  }

  async function bringTogether(): Promise<void> {
    await forget('getQuestionFilter');
    const theirs = await api.call('getQuestionFilter', { params });
    setDraft(meet(draftOf(base), draft, draftOf(theirs)));
    setBase(theirs);
    setMet(theirs.editedBy || t('form:conflict.somebody'));
    save.reset();
  }

  const use = (language: Language, used: boolean): void =>
    setDraft((before) => ({
      ...before,
      starter: languages.filter((one) => (one === language ? used : before.starter.includes(one))),
    }));

  return (
    <Stack gap="lg">
      <Switch
        label={t('lists.links')}
        description={t('lists.linksHint')}
        checked={draft.links}
        onChange={({ currentTarget: { checked } }) => setDraft((before) => ({ ...before, links: checked }))}
      />
      <Accordion multiple value={open} onChange={setOpen} variant="contained">
        {languages.map((language) => (
          <Accordion.Item key={language} value={language}>
            <Accordion.Control>
              <Text fw={600} lang={language}>
                {languageNames[language]}
              </Text>
              <Text size="sm" c={wrong.includes(language) ? 'var(--mantine-color-error)' : 'dimmed'}>
                {t('lists.own', { number: linesOf(draft.words[language]).length })}
                {draft.starter.includes(language) && ` · ${t('lists.readyUsed')}`}
              </Text>
            </Accordion.Control>
            <Accordion.Panel>
              <WordList
                language={language}
                ready={base.ready[language] ?? []}
                used={draft.starter.includes(language)}
                onUse={(used) => use(language, used)}
                typed={draft.words[language]}
                onType={(typed) =>
                  setDraft((before) => ({ ...before, words: { ...before.words, [language]: typed } }))
                }
              />
            </Accordion.Panel>
          </Accordion.Item>
        ))}
      </Accordion>
      <Stack className="lists-save" gap="sm">
        {met !== null && (
          <Alert role="alert" color="accent" variant="light" icon={<IconUsers aria-hidden />}>
            {t('lists.met', { name: met })}
          </Alert>
        )}
        {!isProblem(save.error, 'edit_conflict') && <Problem error={save.error} />}
        <Group gap="sm">
          <Button onClick={send} loading={save.isPending} disabled={!changed}>
            {t('common:action.save')}
          </Button>
          {changed && (
            <Button variant="subtle" onClick={() => setDraft(draftOf(base))}>
              {t('form:discard')}
            </Button>
          )}
          <Text role="status" size="sm" c={wrong.length > 0 ? 'var(--mantine-color-error)' : 'dimmed'}>
            {wrong.length > 0
              ? t('lists.wrongIn', { languages: wrong.map((language) => languageNames[language]).join(', ') })
              : t(changed ? 'form:unsaved' : 'form:isSaved')}
          </Text>
        </Group>
      </Stack>
    </Stack>
  );
}
