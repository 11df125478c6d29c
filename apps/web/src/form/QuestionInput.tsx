import { Checkbox, NumberInput, Radio, Stack, Textarea, TextInput } from '@mantine/core';
import { isChoice, type AnswerFault, type FormQuestion } from '@foyer/contracts';
import { languageOf } from '@foyer/locales';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { fieldId } from '../registration/draft.js';
import { CountrySelect } from '../ui/CountrySelect.js';
import { SearchSelect } from '../ui/SearchSelect.js';
import { useLanguage, useLocalised } from '../ui/use-reader.js';
import { AnswerFileInput } from './AnswerFileInput.js';
import { useFaultText } from './use-fault-text.js';

export interface QuestionInputProps {
  question: FormQuestion;
  value: unknown;
  onChange: (answer: unknown) => void;
  fault: AnswerFault | undefined;
  files: readonly { id: string; name: string }[];
  anonymous: boolean;
  preview: boolean;
}

/** Beyond this many options a list that can be searched is quicker than reading them all. */
const mostRadios = 8;

/** One question with the control that suits its kind. */
export function QuestionInput(props: QuestionInputProps) {
  const { question, value, onChange, fault } = props;
  const { t } = useTranslation(['form', 'registration']);
  const { event } = useEvent();
  const language = useLanguage();
  const say = useLocalised(event.languages[0]);
  const faultText = useFaultText();
  const words = say(question.label);
  const label = question.required ? words : t('registration:form.optional', { label: words });
  const field = {
    id: fieldId(`answers/${question.key}`),
    label: <span lang={languageOf(question.label, language, event.languages[0])}>{label}</span>,
    description: say(question.help) || undefined,
    error: fault && faultText(fault, question),
  };
  const options = question.options
    .filter((option) => !option.archived || option.key === value)
    .map((option) => ({ value: option.key, label: say(option.label) }));
  const text = typeof value === 'string' ? value : '';

  if (isChoice(question) && question.kind === 'choices') {
    const chosen = Array.isArray(value) ? value.filter((key) => typeof key === 'string') : [];
    return (
      <Checkbox.Group {...withoutId(field)} size="md" value={chosen} onChange={onChange}>
        <Options>
          {options.map((option, index) => (
            <Checkbox key={option.value} {...option} size="md" {...(index === 0 ? { id: field.id } : {})} />
          ))}
        </Options>
      </Checkbox.Group>
    );
  }
  switch (question.kind) {
    case 'long-text':
      return (
        <Textarea
          {...field}
          autosize
          minRows={3}
          maxLength={4_000}
          value={text}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      );
    case 'choice':
      return options.length > mostRadios ? (
        <SearchSelect
          {...field}
          data={options}
          value={text || null}
          onChange={onChange}
          clearable={!question.required}
        />
      ) : (
        <Radios field={field} options={options} value={text} onChange={onChange} name={question.key} />
      );
    case 'yes-no':
      return (
        <Radios
          field={field}
          name={question.key}
          options={[
            { value: 'yes', label: t('yes') },
            { value: 'no', label: t('no') },
          ]}
          value={typeof value === 'boolean' ? (value ? 'yes' : 'no') : ''}
          onChange={(chosen) => onChange(chosen === 'yes')}
        />
      );
    case 'number':
      return (
        <NumberInput
          {...field}
          size="md"
          maw={240}
          value={typeof value === 'number' ? value : text}
          // What is no number yet stays as it was typed.
          onChange={(typed) => onChange(typed)}
          step={question.step ?? 1}
          clampBehavior="none"
          {...(question.min === null ? {} : { min: question.min })}
          {...(question.max === null ? {} : { max: question.max })}
        />
      );
    case 'date':
      return (
        <TextInput
          {...field}
          type="date"
          maw={240}
          value={text}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      );
    case 'country':
      return (
        <CountrySelect
          {...field}
          value={text || null}
          onChange={(chosen) => onChange(chosen ?? '')}
          clearable={!question.required}
        />
      );
    case 'statement':
      return (
        <Checkbox
          {...field}
          size="md"
          checked={value === true}
          onChange={(event) => onChange(event.currentTarget.checked)}
        />
      );
    case 'file':
      return <AnswerFileInput {...props} field={field} />;
    default:
      return (
        <TextInput
          {...field}
          maxLength={300}
          value={text}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      );
  }
}

export interface FieldWords {
  id: string;
  label: React.ReactNode;
  description: string | undefined;
  error: string | undefined;
}

/** A group has no id of its own: its first choice has it, for the link from the list of faults. */
function withoutId({ id: _, ...field }: FieldWords) {
  return field;
}

function Options({ children }: { children: React.ReactNode }) {
  return (
    <Stack gap={0} mt={4} mb={4} className="tall-choices">
      {children}
    </Stack>
  );
}

interface RadiosProps {
  field: FieldWords;
  options: readonly { value: string; label: string }[];
  value: string;
  onChange: (value: string) => void;
  name: string;
}

function Radios({ field, options, value, onChange, name }: RadiosProps) {
  return (
    <Radio.Group {...withoutId(field)} size="md" name={`answer-${name}`} value={value} onChange={onChange}>
      <Options>
        {options.map((option, index) => (
          <Radio key={option.value} {...option} size="md" {...(index === 0 ? { id: field.id } : {})} />
        ))}
      </Options>
    </Radio.Group>
  );
}
