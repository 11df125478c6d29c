import { Button, Fieldset, MultiSelect, Stack, TagsInput, TextInput } from '@mantine/core';
import { languages, type Topic } from '@foyer/contracts';
import { languageNames } from '@foyer/locales';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { ChoiceInput } from '../ui/ChoiceInput.js';
import { useLocalised } from '../ui/use-reader.js';
import type { TopicDraft } from './topic-draft.js';

interface TopicFieldsProps {
  draft: TopicDraft;
  onChange: (part: Partial<TopicDraft>) => void;
  others: readonly Topic[];
  /** Whether it can be part of another: nothing is part of it. */
  whole: boolean;
  missing: boolean;
  saving: boolean;
  onSave: () => void;
  /** Above the button: what went wrong. */
  children: ReactNode;
}

/** The languages of the event, and those in which the topic is named already. */
export function TopicFields(props: TopicFieldsProps) {
  const { draft, onChange, others, whole, missing, saving, onSave, children } = props;
  const { t } = useTranslation('topics');
  const { event } = useEvent();
  const say = useLocalised(event.languages[0]);
  const named = (topic: Topic) => ({ value: topic.id, label: say(topic.labels) });
  const shown = [
    ...event.languages,
    ...languages.filter(
      (one) => !event.languages.includes(one) && (draft.labels[one] ?? draft.synonyms[one]),
    ),
  ];
  return (
    <form
      noValidate
      onSubmit={(submitted) => {
        submitted.preventDefault();
        onSave();
      }}
    >
      <Stack gap="md">
        {shown.map((language, index) => (
          <Fieldset key={language} legend={languageNames[language]}>
            <Stack gap="sm">
              <TextInput
                size="md"
                lang={language}
                label={t('form.label', { language: languageNames[language] })}
                maxLength={80}
                value={draft.labels[language] ?? ''}
                onChange={(typed) =>
                  onChange({ labels: { ...draft.labels, [language]: typed.currentTarget.value } })
                }
                error={missing && index === 0 && t('form.needName')}
                data-autofocus={index === 0 || undefined}
              />
              <TagsInput
                size="md"
                lang={language}
                label={t('form.synonyms', { language: languageNames[language] })}
                description={t('form.synonymsHint')}
                maxTags={30}
                splitChars={[',', ';', '|']}
                value={draft.synonyms[language] ?? []}
                onChange={(names) =>
                  onChange({
                    synonyms: { ...draft.synonyms, [language]: names.map((name) => name.slice(0, 80)) },
                  })
                }
              />
            </Stack>
          </Fieldset>
        ))}
        {whole && (
          <ChoiceInput
            label={t('form.parent')}
            description={t('form.parentHint')}
            data={[
              { value: '', label: t('form.noParent') },
              ...others.filter((topic) => topic.parent === null).map(named),
            ]}
            value={draft.parent}
            onChange={(parent) => onChange({ parent })}
          />
        )}
        {others.length > 0 && (
          <MultiSelect
            size="md"
            label={t('form.answers')}
            description={t('form.answersHint')}
            data={others.map(named)}
            value={draft.answers}
            onChange={(answers) => onChange({ answers })}
            searchable
          />
        )}
        {children}
        <div>
          <Button type="submit" loading={saving}>
            {t('form.save')}
          </Button>
        </div>
      </Stack>
    </form>
  );
}
