import {
  ActionIcon,
  Button,
  Checkbox,
  Group,
  NumberInput,
  SimpleGrid,
  Stack,
  Switch,
  Text,
} from '@mantine/core';
import { isChoice, questionKinds } from '@foyer/contracts';
import { IconArrowDown, IconArrowUp, IconPlus, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { TextsInput } from '../manage/TextsInput.js';
import { ChoiceInput } from '../ui/ChoiceInput.js';
import { useLocalised } from '../ui/use-reader.js';
import { ConditionEditor } from './ConditionEditor.js';
import { moved, newOption, type FormDraft, type Question } from './form-draft.js';

interface QuestionEditorProps {
  draft: FormDraft;
  question: Question;
  /** How many have answered it: its kind stays then. */
  answered: number;
  onChange: (part: Partial<Question>) => void;
  /** Somebody has tried to save: what is missing is said. */
  tried: boolean;
}

export function QuestionEditor({ draft, question, answered, onChange, tried }: QuestionEditorProps) {
  const { t } = useTranslation('form');
  const { event } = useEvent();
  const say = useLocalised(event.languages[0]);
  const empty = !Object.values(question.label).some((words) => words.trim());
  return (
    <>
      <ChoiceInput
        label={t('question.kind')}
        description={answered > 0 ? t('question.kindKept', { count: answered }) : undefined}
        disabled={answered > 0}
        data={questionKinds.map((value) => ({ value, label: t(`kind.${value}`) }))}
        value={question.kind}
        onChange={(kind) =>
          onChange({
            kind,
            ...(isChoice({ kind }) && question.options.length === 0
              ? { options: [newOption(), newOption()] }
              : {}),
          })
        }
      />
      <TextsInput
        label={t(question.kind === 'statement' ? 'question.statement' : 'question.label')}
        languages={event.languages}
        value={question.label}
        onChange={(label) => onChange({ label })}
        error={tried && empty && t('missing')}
      />
      <TextsInput
        label={t('question.help')}
        languages={event.languages}
        value={question.help}
        onChange={(help) => onChange({ help })}
      />
      {isChoice(question) && (
        <OptionsEditor question={question} answered={answered} onChange={onChange} tried={tried} />
      )}
      {question.kind === 'number' && (
        <SimpleGrid cols={{ base: 1, xs: 3 }}>
          {(['min', 'max', 'step'] as const).map((bound) => (
            <NumberInput
              key={bound}
              size="md"
              label={t(`question.${bound}`)}
              value={question[bound] ?? ''}
              onChange={(typed) => onChange({ [bound]: typeof typed === 'number' ? typed : null })}
              {...(bound === 'step' ? { min: 0 } : {})}
            />
          ))}
        </SimpleGrid>
      )}
      <Switch
        size="md"
        label={t('question.required')}
        checked={question.required}
        onChange={(change) => onChange({ required: change.currentTarget.checked })}
      />
      {draft.categories.length > 1 && (
        <Checkbox.Group
          size="md"
          label={t('question.categories')}
          description={t('question.categoriesHint')}
          value={question.categories}
          onChange={(categories) => onChange({ categories })}
        >
          <Group mt="xs" className="tall-choices">
            {draft.categories.map(({ key, label }) => (
              <Checkbox key={key} size="md" value={key} label={say(label) || t('untitled')} />
            ))}
          </Group>
        </Checkbox.Group>
      )}
      <ConditionEditor draft={draft} question={question} onChange={(condition) => onChange({ condition })} />
    </>
  );
}

function OptionsEditor({
  question: { options },
  answered,
  onChange,
  tried,
}: Pick<QuestionEditorProps, 'question' | 'answered' | 'onChange' | 'tried'>) {
  const { t } = useTranslation('form');
  const { event } = useEvent();
  const say = useLocalised(event.languages[0]);
  const change = (index: number, part: Partial<(typeof options)[number]>): void =>
    onChange({ options: options.map((one, at) => (at === index ? { ...one, ...part } : one)) });
  return (
    <Stack gap="sm" role="group" aria-label={t('option.group')}>
      <Text fw={500}>{t('option.group')}</Text>
      {options.map((option, index) => {
        const name = say(option.label) || t('option.label', { number: index + 1 });
        return (
          <Group key={option.key} gap="xs" wrap="nowrap" align="flex-end">
            <Stack flex={1} miw={0} gap={4}>
              <TextsInput
                label={
                  option.archived
                    ? t('option.archived', { number: index + 1 })
                    : t('option.label', { number: index + 1 })
                }
                languages={event.languages}
                value={option.label}
                onChange={(label) => change(index, { label })}
                error={tried && !Object.values(option.label).some((words) => words.trim()) && t('missing')}
              />
            </Stack>
            <Group gap={0} wrap="nowrap">
              <ActionIcon
                aria-label={t('up', { name })}
                disabled={index === 0}
                onClick={() => onChange({ options: moved(options, index, index - 1) })}
              >
                <IconArrowUp size={20} aria-hidden />
              </ActionIcon>
              <ActionIcon
                aria-label={t('down', { name })}
                disabled={index === options.length - 1}
                onClick={() => onChange({ options: moved(options, index, index + 1) })}
              >
                <IconArrowDown size={20} aria-hidden />
              </ActionIcon>
              <ActionIcon
                aria-label={t(option.archived ? 'restoreName' : 'removeName', { name })}
                onClick={() => {
                  if (option.archived) change(index, { archived: false });
                  else if (answered > 0) change(index, { archived: true });
                  else onChange({ options: options.filter((_, at) => at !== index) });
                }}
              >
                {option.archived ? <IconPlus size={20} aria-hidden /> : <IconTrash size={20} aria-hidden />}
              </ActionIcon>
            </Group>
          </Group>
        );
      })}
      <Group>
        <Button
          variant="default"
          leftSection={<IconPlus size={20} aria-hidden />}
          onClick={() => onChange({ options: [...options, newOption()] })}
        >
          {t('option.add')}
        </Button>
      </Group>
    </Stack>
  );
}
