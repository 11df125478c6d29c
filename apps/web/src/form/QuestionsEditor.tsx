import { Badge, Button, Group, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { builtInFields, type FieldMode } from '@foyer/contracts';
import {
  IconArchive,
  IconArchiveOff,
  IconCopy,
  IconForms,
  IconPencil,
  IconPlus,
  IconTrash,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { ChoiceInput } from '../ui/ChoiceInput.js';
import { Empty } from '../ui/Empty.js';
import { useLocalised } from '../ui/use-reader.js';
import type { EditorProps } from './FormEditor.js';
import { copyOf, moved, newQuestion, type Question } from './form-draft.js';
import { ItemList } from './ItemList.js';
import { QuestionEditor } from './QuestionEditor.js';
import { useConditionText } from './use-condition-text.js';

const modes: readonly FieldMode[] = ['required', 'optional', 'hidden'];

/** The event's own questions in their order, and which of the usual fields are asked. */
export function QuestionsEditor({ draft, use, change, open, setOpen, wrong, tried }: EditorProps) {
  const { t } = useTranslation(['form', 'registration']);
  const { event } = useEvent();
  const say = useLocalised(event.languages[0]);
  const { questions } = draft;
  const answered = ({ key }: Question): number => use.answers[key] ?? 0;
  const update = (index: number, part: Partial<Question>): void =>
    change({ questions: questions.map((one, at) => (at === index ? { ...one, ...part } : one)) });
  const insert = (question: Question, at: number): void => {
    change({ questions: [...questions.slice(0, at), question, ...questions.slice(at)] });
    setOpen(question.key);
  };
  const fieldNames = {
    jobTitle: t('registration:jobTitle.label'),
    offers: t('registration:topic.offers'),
    needs: t('registration:topic.needs'),
    about: t('registration:about.label'),
  };
  return (
    <Stack gap="lg">
      <Stack gap="sm" component="section" aria-labelledby="form-own">
        <Title order={2} id="form-own">
          {t('question.title')}
        </Title>
        {questions.length === 0 && (
          <Empty icon={<IconForms />} title={t('question.noneTitle')} text={t('question.noneText')} />
        )}
        <ItemList
          items={questions}
          title={({ label }) => say(label)}
          about={(question) => <About question={question} answered={answered(question)} draft={draft} />}
          open={open}
          wrong={(index) => wrong.has(`questions/${index}`)}
          onMove={(from, to) => change({ questions: moved(questions, from, to) })}
          actions={(question, index) => {
            const name = say(question.label) || t('untitled');
            const isOpen = open === question.key;
            return (
              <>
                <Button
                  variant="default"
                  leftSection={<IconPencil size={20} aria-hidden />}
                  aria-expanded={isOpen}
                  aria-label={t(isOpen ? 'closeName' : 'editName', { name })}
                  onClick={() => setOpen(isOpen ? null : question.key)}
                >
                  {t(isOpen ? 'done' : 'edit')}
                </Button>
                <Button
                  variant="subtle"
                  leftSection={<IconCopy size={20} aria-hidden />}
                  aria-label={t('copyName', { name })}
                  onClick={() => insert(copyOf(question), index + 1)}
                >
                  {t('copy')}
                </Button>
                {answered(question) > 0 || question.archived ? (
                  <Button
                    variant="subtle"
                    leftSection={
                      question.archived ? (
                        <IconArchiveOff size={20} aria-hidden />
                      ) : (
                        <IconArchive size={20} aria-hidden />
                      )
                    }
                    aria-label={t(question.archived ? 'restoreName' : 'archiveName', { name })}
                    onClick={() => update(index, { archived: !question.archived })}
                  >
                    {t(question.archived ? 'restore' : 'archive')}
                  </Button>
                ) : (
                  <Button
                    variant="subtle"
                    color="red"
                    leftSection={<IconTrash size={20} aria-hidden />}
                    aria-label={t('removeName', { name })}
                    onClick={() => change({ questions: questions.filter((_, at) => at !== index) })}
                  >
                    {t('remove')}
                  </Button>
                )}
              </>
            );
          }}
          editor={(question, index) => (
            <QuestionEditor
              draft={draft}
              question={question}
              answered={answered(question)}
              tried={tried}
              onChange={(part) => update(index, part)}
            />
          )}
        />
        <Group>
          <Button
            leftSection={<IconPlus size={20} aria-hidden />}
            onClick={() => insert(newQuestion('text'), questions.length)}
          >
            {t('question.add')}
          </Button>
        </Group>
      </Stack>
      <Stack gap="sm" component="section" aria-labelledby="form-usual">
        <Title order={2} id="form-usual">
          {t('builtIn.title')}
        </Title>
        <Text c="dimmed">{t('builtIn.text')}</Text>
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          {builtInFields.map((field) => (
            <ChoiceInput
              key={field}
              label={fieldNames[field]}
              data={modes.map((value) => ({ value, label: t(`mode.${value}`) }))}
              value={draft.builtIn[field]}
              onChange={(mode) => change({ builtIn: { ...draft.builtIn, [field]: mode } })}
            />
          ))}
        </SimpleGrid>
      </Stack>
    </Stack>
  );
}

function About({
  question,
  answered,
  draft,
}: { question: Question; answered: number } & Pick<EditorProps, 'draft'>) {
  const { t } = useTranslation('form');
  const { event } = useEvent();
  const say = useLocalised(event.languages[0]);
  const conditionText = useConditionText(draft);
  const only = draft.categories.filter(({ key }) => question.categories.includes(key));
  return (
    <>
      <Group gap="xs">
        {question.archived && <Badge color="gray">{t('archived')}</Badge>}
        <Badge color="gray">{t(`kind.${question.kind}`)}</Badge>
        {question.required && <Badge>{t('mode.required')}</Badge>}
        {answered > 0 && (
          <Text size="sm" c="dimmed">
            {t('answered', { count: answered })}
          </Text>
        )}
      </Group>
      {only.length > 0 && (
        <Text size="sm">{t('onlyFor', { categories: only.map(({ label }) => say(label)).join(' · ') })}</Text>
      )}
      {question.condition && <Text size="sm">{conditionText(question.condition)}</Text>}
    </>
  );
}
