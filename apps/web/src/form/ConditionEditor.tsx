import { ActionIcon, Button, Group, NumberInput, Stack, Text, TextInput } from '@mantine/core';
import { categoryKey, isChoice, type FormCondition, type FormTest } from '@foyer/contracts';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { ChoiceInput } from '../ui/ChoiceInput.js';
import { CountrySelect } from '../ui/CountrySelect.js';
import { useLocalised } from '../ui/use-reader.js';
import type { FormDraft, Question } from './form-draft.js';

interface ConditionEditorProps {
  draft: FormDraft;
  /** The question that the condition belongs to: it may ask about those before it. */
  question: Question;
  onChange: (condition: FormCondition | null) => void;
}

const mostTests = 6;

/** When a question is asked, put together in words: "Show only if [Category] [is] [Ministry]". */
export function ConditionEditor({ draft, question, onChange }: ConditionEditorProps) {
  const { t } = useTranslation('form');
  const { condition } = question;
  const place = draft.questions.findIndex(({ key }) => key === question.key);
  const earlier = draft.questions.slice(0, place).filter(({ archived }) => !archived);
  const tests = condition?.tests ?? [];
  const change = (part: Partial<FormCondition>): void => {
    const next = { join: 'all' as const, tests: [], ...condition, ...part };
    onChange(next.tests.length > 0 ? next : null);
  };
  const add = (): void =>
    change({ tests: [...tests, { of: categoryKey, test: 'is', value: draft.categories[0]?.key ?? '' }] });
  return (
    <Stack gap="sm" role="group" aria-label={t('condition.label')}>
      <Text fw={500}>{t('condition.label')}</Text>
      {tests.length === 0 && (
        <Text size="sm" c="dimmed">
          {t('condition.none')}
        </Text>
      )}
      {tests.length > 1 && condition && (
        <ChoiceInput
          aria-label={t('condition.join')}
          data={[
            { value: 'all', label: t('condition.all') },
            { value: 'any', label: t('condition.any') },
          ]}
          value={condition.join}
          onChange={(join) => change({ join })}
        />
      )}
      {tests.map((test, index) => (
        <Group key={index} gap="xs" align="flex-start">
          <TestEditor
            test={test}
            draft={draft}
            earlier={earlier}
            onChange={(next) => change({ tests: tests.map((one, at) => (at === index ? next : one)) })}
          />
          <ActionIcon
            aria-label={t('condition.remove')}
            onClick={() => change({ tests: tests.filter((_, at) => at !== index) })}
          >
            <IconTrash size={20} aria-hidden />
          </ActionIcon>
        </Group>
      ))}
      {tests.length < mostTests && (
        <Group>
          <Button variant="default" leftSection={<IconPlus size={20} aria-hidden />} onClick={add}>
            {t(tests.length > 0 ? 'condition.more' : 'condition.add')}
          </Button>
        </Group>
      )}
    </Stack>
  );
}

interface TestEditorProps {
  test: FormTest;
  draft: FormDraft;
  earlier: readonly Question[];
  onChange: (test: FormTest) => void;
}

function TestEditor({ test, draft, earlier, onChange }: TestEditorProps) {
  const { t } = useTranslation('form');
  const { event } = useEvent();
  const say = useLocalised(event.languages[0]);
  const about = earlier.find(({ key }) => key === test.of);
  const tests = about ? testsFor(about) : (['is'] as const);
  const subjects = [
    { value: categoryKey, label: t('condition.category') },
    ...earlier.map(({ key, label }) => ({ value: key, label: say(label) || t('untitled') })),
  ];
  function choose(of: string): void {
    const question = earlier.find(({ key }) => key === of);
    const first = question ? testsFor(question)[0] : 'is';
    onChange({ of, test: first ?? 'answered', ...valueOf(question, draft, first) });
  }
  return (
    <Group gap="xs" flex={1} align="flex-start" className="form-test">
      <ChoiceInput aria-label={t('condition.of')} data={subjects} value={test.of} onChange={choose} />
      <ChoiceInput
        aria-label={t('condition.test')}
        data={tests.map((value) => ({ value, label: t(`testName.${value}`) }))}
        value={test.test}
        onChange={(next) =>
          onChange({
            of: test.of,
            test: next,
            ...(test.test === 'answered' ? valueOf(about, draft, next) : valueKept(test, next)),
          })
        }
      />
      {test.test !== 'answered' && (
        <ValueInput
          about={about}
          draft={draft}
          value={test.value}
          onChange={(value) => onChange({ ...test, value })}
        />
      )}
    </Group>
  );
}

const valueKept = (test: FormTest, next: FormTest['test']): Pick<FormTest, 'value'> =>
  next === 'answered' || test.value === undefined ? {} : { value: test.value };

function testsFor({ kind }: Question): readonly FormTest['test'][] {
  if (kind === 'choices') return ['includes', 'answered'];
  return kind === 'file' ? ['answered'] : ['is', 'answered'];
}

/** What a test begins with. */
function valueOf(
  question: Question | undefined,
  draft: FormDraft,
  test?: FormTest['test'],
): Pick<FormTest, 'value'> {
  if (test === 'answered') return {};
  if (!question) return { value: draft.categories[0]?.key ?? '' };
  if (isChoice(question)) return { value: question.options[0]?.key ?? '' };
  if (question.kind === 'yes-no' || question.kind === 'statement') return { value: true };
  return { value: question.kind === 'number' ? 1 : '' };
}

interface ValueInputProps {
  about: Question | undefined;
  draft: FormDraft;
  value: FormTest['value'];
  onChange: (value: NonNullable<FormTest['value']>) => void;
}

function ValueInput({ about, draft, value, onChange }: ValueInputProps) {
  const { t } = useTranslation('form');
  const { event } = useEvent();
  const say = useLocalised(event.languages[0]);
  const label = t('condition.value');
  const options = !about
    ? draft.categories
    : isChoice(about)
      ? about.options.filter(({ archived }) => !archived)
      : null;
  if (options) {
    return (
      <ChoiceInput
        aria-label={label}
        data={options.map((one) => ({ value: one.key, label: say(one.label) || t('untitled') }))}
        value={String(value ?? '')}
        onChange={onChange}
      />
    );
  }
  switch (about?.kind) {
    case 'yes-no':
    case 'statement':
      return (
        <ChoiceInput
          aria-label={label}
          data={[
            { value: 'yes', label: t('yes') },
            { value: 'no', label: t('no') },
          ]}
          value={value === true ? 'yes' : 'no'}
          onChange={(chosen) => onChange(chosen === 'yes')}
        />
      );
    case 'number':
      return (
        <NumberInput
          aria-label={label}
          size="md"
          value={typeof value === 'number' ? value : ''}
          onChange={(typed) => typeof typed === 'number' && onChange(typed)}
        />
      );
    case 'country':
      return (
        <CountrySelect
          aria-label={label}
          value={typeof value === 'string' ? value : null}
          onChange={(chosen) => chosen && onChange(chosen)}
        />
      );
    default:
      return (
        <TextInput
          aria-label={label}
          type={about?.kind === 'date' ? 'date' : 'text'}
          maxLength={200}
          value={String(value ?? '')}
          onChange={(typed) => onChange(typed.currentTarget.value)}
        />
      );
  }
}
