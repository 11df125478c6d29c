import { Card, Stack, Text, Title } from '@mantine/core';
import { askedQuestions, languages, type Language } from '@foyer/contracts';
import { i18nFor, languageNames } from '@foyer/locales';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { I18nextProvider, useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { CategoryCards } from '../registration/CategoryCards.js';
import { ChoiceInput } from '../ui/ChoiceInput.js';
import { useLanguage } from '../ui/use-reader.js';
import { ConsentFields } from './ConsentFields.js';
import type { FormDraft } from './form-draft.js';
import { QuestionFields } from './QuestionFields.js';

/** The form as participants meet it, to be tried out; nothing of it is sent. */
export function FormPreview({ draft }: { draft: FormDraft }) {
  const { t } = useTranslation('form');
  const { event } = useEvent();
  const own = useLanguage();
  const [language, setLanguage] = useState<Language>(
    event.languages.includes(own) ? own : (event.languages[0] ?? own),
  );
  const instance = useQuery({
    queryKey: ['preview', language],
    queryFn: () => i18nFor(language),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (
    <Card component="section" aria-labelledby="form-preview" className="foyer-card form-preview" padding="md">
      <Stack gap="md">
        <Title order={2} id="form-preview">
          {t('preview.title')}
        </Title>
        <Text c="dimmed">{t('preview.text')}</Text>
        <ChoiceInput
          label={t('preview.language')}
          data={languages.map((value) => ({ value, label: languageNames[value] }))}
          value={language}
          onChange={setLanguage}
        />
        {instance.data && (
          <I18nextProvider i18n={instance.data}>
            <div lang={language}>
              <Tried draft={draft} />
            </div>
          </I18nextProvider>
        )}
      </Stack>
    </Card>
  );
}

const nothing = new Map<string, never>();

function Tried({ draft }: { draft: FormDraft }) {
  const offered = draft.categories.filter(({ hidden }) => !hidden);
  const [chosen, setChosen] = useState('');
  const [answers, setAnswers] = useState<Record<string, unknown>>({});
  const [given, setGiven] = useState<Record<string, boolean>>({});
  const category = offered.some(({ key }) => key === chosen) ? chosen : (offered[0]?.key ?? '');
  return (
    <Stack gap="md">
      <CategoryCards
        categories={offered}
        value={category}
        onChange={setChosen}
        wrong={false}
        name="preview-category"
      />
      <QuestionFields
        questions={askedQuestions(draft.questions, category, answers)}
        answers={answers}
        files={[]}
        faults={nothing}
        onChange={(key, answer) => setAnswers({ ...answers, [key]: answer })}
        onLeave={() => undefined}
        preview
      />
      <ConsentFields
        consents={draft.consents.filter(({ archived }) => !archived)}
        given={given}
        faults={nothing}
        onChange={(key, yes) => setGiven({ ...given, [key]: yes })}
      />
    </Stack>
  );
}
