import { Textarea, TextInput } from '@mantine/core';
import { languages } from '@foyer/contracts';
import { languageNames } from '@foyer/locales';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { ConsentFields } from '../form/ConsentFields.js';
import { QuestionFields } from '../form/QuestionFields.js';
import { Section } from '../form/Section.js';
import { useFaultText } from '../form/use-fault-text.js';
import { ChoiceInput } from '../ui/ChoiceInput.js';
import { ZoneInput } from '../ui/ZoneInput.js';
import { CategoryCards } from './CategoryCards.js';
import { CountryInput } from './CountryInput.js';
import { askedIn, fieldId, type Draft, type Faults, type Form } from './draft.js';
import { OrganisationInput } from './OrganisationInput.js';
import { ShownTo } from './ShownTo.js';
import { TopicsInput } from './TopicsInput.js';

interface FormFieldsProps {
  draft: Draft;
  onChange: (change: Partial<Draft>) => void;
  faults: Faults;
  form: Form;
  /** Files that the draft names by their ids. */
  files: readonly { id: string; name: string }[];
  /** Somebody has left a field: what is wrong with it may be said. */
  onLeave: (place: string) => void;
  /** Nobody is signed in: files wait until somebody is. */
  anonymous: boolean;
}

/** Everything that is asked, in one column, each with the reason why. */
export function FormFields({ draft, onChange, faults, form, files, onLeave, anonymous }: FormFieldsProps) {
  const { t } = useTranslation('registration');
  const { event } = useEvent();
  const say = useFaultText();
  const { builtIn } = form;
  const wrong = { has: (field: string): boolean => faults.has(field) };
  const label = (field: keyof typeof builtIn, text: string): string =>
    builtIn[field] === 'required' ? text : t('form.optional', { label: text });
  const missing = (field: string): string | undefined => {
    const fault = faults.get(field);
    return fault && say(fault);
  };
  const meets = [builtIn.offers, builtIn.needs, builtIn.about].some((mode) => mode !== 'hidden');
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
          categories={event.categories.filter(
            (category) => !category.hidden || category.key === draft.category,
          )}
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
        {builtIn.jobTitle !== 'hidden' && (
          <TextInput
            id={fieldId('jobTitle')}
            label={label('jobTitle', t('jobTitle.label'))}
            description={t('jobTitle.why')}
            autoComplete="organization-title"
            maxLength={120}
            value={draft.jobTitle}
            onChange={(change) => onChange({ jobTitle: change.currentTarget.value })}
            error={missing('jobTitle')}
          />
        )}
      </Section>
      <QuestionFields
        questions={askedIn(form, draft)}
        answers={draft.answers}
        files={files}
        faults={faults}
        anonymous={anonymous}
        onChange={(key, answer) => onChange({ answers: { ...draft.answers, [key]: answer } })}
        onLeave={onLeave}
      />
      <Section title={t(meets ? 'section.meet' : 'section.found')}>
        {(['offers', 'needs'] as const).map(
          (field) =>
            builtIn[field] !== 'hidden' && (
              <TopicsInput
                key={field}
                field={field}
                label={label(field, t(`topic.${field}`))}
                value={draft[field]}
                onChange={(topics) => onChange({ [field]: topics })}
                error={
                  faults.get(field) === 'required' ? missing(field) : wrong.has(field) && t('topicsWrong')
                }
              />
            ),
        )}
        {builtIn.about !== 'hidden' && (
          <Textarea
            id={fieldId('about')}
            label={label('about', t('about.label'))}
            description={t('about.why')}
            autosize
            minRows={3}
            maxLength={1_000}
            value={draft.about}
            onChange={(change) => onChange({ about: change.currentTarget.value })}
            error={missing('about')}
          />
        )}
        <ShownTo draft={draft} onChange={onChange} wrong={wrong.has('shownTo')} />
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
      <ConsentFields
        consents={form.consents}
        given={draft.consents}
        faults={faults}
        onChange={(key, given) => onChange({ consents: { ...draft.consents, [key]: given } })}
      />
    </>
  );
}
