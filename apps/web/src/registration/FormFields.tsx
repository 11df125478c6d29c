import { Card, Checkbox, Stack, Text, Textarea, TextInput, Title } from '@mantine/core';
import { languages } from '@foyer/contracts';
import { languageNames } from '@foyer/locales';
import { useId, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { ChoiceInput } from '../ui/ChoiceInput.js';
import { ZoneInput } from '../ui/ZoneInput.js';
import { CategoryCards } from './CategoryCards.js';
import { CountryInput } from './CountryInput.js';
import { fieldId, type Draft, type Field } from './draft.js';
import { OrganisationInput } from './OrganisationInput.js';
import { TopicsInput } from './TopicsInput.js';

interface FormFieldsProps {
  draft: Draft;
  onChange: (change: Partial<Draft>) => void;
  wrong: ReadonlySet<Field>;
}

/** Everything that is asked, in one column, each with the reason why. */
export function FormFields({ draft, onChange, wrong }: FormFieldsProps) {
  const { t } = useTranslation('registration');
  const { event } = useEvent();
  return (
    <>
      <Section title={t('section.you')}>
        <TextInput
          id={fieldId('name')}
          label={t('name.label')}
          description={t('name.why')}
          autoComplete="name"
          maxLength={120}
          value={draft.name}
          onChange={(change) => onChange({ name: change.currentTarget.value })}
          error={wrong.has('name') && t('name.wrong')}
        />
        <CategoryCards
          categories={event.categories}
          value={draft.category}
          onChange={(category) => onChange({ category })}
          wrong={wrong.has('category')}
        />
      </Section>
      <Section title={t('section.work')}>
        <OrganisationInput
          value={draft.organisation}
          onChange={(organisation, country) => onChange({ organisation, ...(country ? { country } : {}) })}
          wrong={wrong.has('organisation')}
        />
        <CountryInput
          value={draft.country}
          onChange={(country) => onChange({ country })}
          wrong={wrong.has('country')}
        />
        <TextInput
          id={fieldId('jobTitle')}
          label={t('form.optional', { label: t('jobTitle.label') })}
          description={t('jobTitle.why')}
          autoComplete="organization-title"
          maxLength={120}
          value={draft.jobTitle}
          onChange={(change) => onChange({ jobTitle: change.currentTarget.value })}
        />
      </Section>
      <Section title={t('section.meet')}>
        {(['offers', 'needs'] as const).map((field) => (
          <TopicsInput
            key={field}
            field={field}
            value={draft[field]}
            onChange={(topics) => onChange({ [field]: topics })}
            wrong={wrong.has(field)}
          />
        ))}
        <Textarea
          id={fieldId('about')}
          label={t('form.optional', { label: t('about.label') })}
          description={t('about.why')}
          autosize
          minRows={3}
          maxLength={1_000}
          value={draft.about}
          onChange={(change) => onChange({ about: change.currentTarget.value })}
        />
        <Checkbox
          id={fieldId('listed')}
          size="md"
          label={t('listed.label')}
          description={
            <Text span size="sm">
              {t('listed.why')}
            </Text>
          }
          checked={draft.listed}
          onChange={(change) => onChange({ listed: change.currentTarget.checked })}
        />
      </Section>
      <Section title={t('section.practical')}>
        <ChoiceInput
          id={fieldId('language')}
          label={t('language.label')}
          description={t('language.why')}
          data={languages.map((value) => ({ value, label: languageNames[value] }))}
          value={draft.language}
          onChange={(language) => onChange({ language })}
        />
        <ZoneInput
          label={t('zone.label')}
          description={t('zone.why')}
          value={draft.timeZone}
          onChange={(timeZone) => onChange({ timeZone })}
        />
      </Section>
    </>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  const id = useId();
  return (
    <Card component="section" aria-labelledby={id} className="foyer-card" padding="lg">
      <Stack gap="lg">
        <Title order={2} id={id}>
          {title}
        </Title>
        {children}
      </Stack>
    </Card>
  );
}
