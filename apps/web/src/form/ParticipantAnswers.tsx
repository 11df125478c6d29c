import { Button, Card, Group, List, Stack, Text, Title } from '@mantine/core';
import { answersSchema, askedQuestions, faultOf, type AnswerFault } from '@foyer/contracts';
import { formatDayTime } from '@foyer/locales';
import { IconPencil } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { useAction, useCall, type Answer } from '../server/api.js';
import { Loaded } from '../ui/Loaded.js';
import { notifyDone } from '../ui/notify.js';
import { Problem } from '../ui/Problem.js';
import { useLocalised, useReader } from '../ui/use-reader.js';
import { AnswerRows } from './AnswerRows.js';
import { QuestionFields } from './QuestionFields.js';

type Given = Answer<'getParticipantAnswers'>;
interface ParticipantAnswersProps {
  registration: string;
  given: Given;
}

/** Answers, consents and who changed what; organisers may mend the answers. */
export function ParticipantAnswers({ registration, given }: ParticipantAnswersProps) {
  const { t } = useTranslation('form');
  const { event } = useEvent();
  const form = useCall('getForm', { params: { event: event.slug } });
  const [editing, setEditing] = useState(false);
  return (
    <Loaded query={form}>
      {({ questions }) => (
        <>
          {editing ? (
            <AnswerEditor
              questions={questions}
              registration={registration}
              given={given}
              onDone={() => setEditing(false)}
            />
          ) : (
            <Card component="section" aria-labelledby="their-answers" className="foyer-card" padding="lg">
              <Stack>
                <Title order={2} id="their-answers">
                  {t('theirs.answers')}
                </Title>
                {Object.keys(given.answers).length === 0 && <Text c="dimmed">{t('theirs.none')}</Text>}
                <dl className="told">
                  <AnswerRows
                    questions={[...questions, ...given.archived]}
                    answers={given.answers}
                    files={given.files}
                    fileAt={(file) => `/api/events/${event.slug}/participants/${registration}/files/${file}`}
                  />
                </dl>
                {questions.length > 0 && (
                  <Group>
                    <Button
                      variant="default"
                      leftSection={<IconPencil size={20} aria-hidden />}
                      onClick={() => setEditing(true)}
                    >
                      {t('theirs.change')}
                    </Button>
                  </Group>
                )}
              </Stack>
            </Card>
          )}
          <TheirConsents given={given} />
          <Changes given={given} questions={questions} />
        </>
      )}
    </Loaded>
  );
}

type Questions = Answer<'getForm'>['questions'];

function AnswerEditor({
  questions,
  registration,
  given,
  onDone,
}: ParticipantAnswersProps & { questions: Questions; onDone: () => void }) {
  const { t } = useTranslation(['form', 'common', 'manage']);
  const { event } = useEvent();
  const [answers, setAnswers] = useState<Record<string, unknown>>(given.answers);
  const [faults, setFaults] = useState<ReadonlyMap<string, AnswerFault>>(new Map());
  const save = useAction('saveParticipantAnswers', { stale: ['getParticipantAnswers', 'getFormDesk'] });
  function send(): void {
    const known = Object.entries(answers).filter(([key]) => questions.some((one) => one.key === key));
    const read = answersSchema(questions, { category: given.category, lenient: true }).safeParse(
      Object.fromEntries(known),
    );
    if (!read.success) {
      const found = read.error.issues.map(
        ({ path, message }) => [`answers/${String(path[0])}`, faultOf(message)] as const,
      );
      return setFaults(new Map(found));
    }
    save.mutate(
      { params: { event: event.slug, registration }, body: { answers: read.data } },
      {
        onSuccess: () => {
          notifyDone(t('common:action.saved'));
          onDone();
        },
      },
    );
  }
  return (
    <Stack>
      <QuestionFields
        questions={askedQuestions(questions, given.category, answers)}
        answers={answers}
        files={given.files}
        faults={faults}
        onChange={(key, answer) => {
          setAnswers({ ...answers, [key]: answer });
          setFaults(new Map());
        }}
        onLeave={() => undefined}
      />
      <Text c="dimmed">{t('theirs.noted')}</Text>
      <Problem error={save.error} />
      <Group>
        <Button onClick={send} loading={save.isPending}>
          {t('common:action.save')}
        </Button>
        <Button variant="subtle" onClick={onDone}>
          {t('manage:cancel')}
        </Button>
      </Group>
    </Stack>
  );
}

function TheirConsents({ given: { consents } }: { given: Given }) {
  const { t } = useTranslation('form');
  const { event } = useEvent();
  const say = useLocalised(event.languages[0]);
  const reader = useReader();
  if (consents.length === 0) return null;
  return (
    <Card component="section" aria-labelledby="their-consents" className="foyer-card" padding="lg">
      <Stack>
        <Title order={2} id="their-consents">
          {t('section.consentsDesk')}
        </Title>
        <dl className="told">
          {consents.map((state) => (
            <div key={state.consent}>
              <Text component="dt">{say(state.title)}</Text>
              <Text component="dd" m={0} size="sm" c="dimmed">
                {t(state.given ? 'theirs.agreed' : 'theirs.tookBack', {
                  date: formatDayTime(state.at, reader, true),
                  version: state.version,
                })}
              </Text>
            </div>
          ))}
        </dl>
      </Stack>
    </Card>
  );
}

function Changes({ given: { changes, archived }, questions }: { given: Given; questions: Questions }) {
  const { t } = useTranslation('form');
  const { event } = useEvent();
  const say = useLocalised(event.languages[0]);
  const reader = useReader();
  if (changes.length === 0) return null;
  const name = (key: string): string => {
    const question = [...questions, ...archived].find((one) => one.key === key);
    return question ? say(question.label) : key;
  };
  return (
    <Card component="section" aria-labelledby="their-changes" className="foyer-card" padding="lg">
      <Stack>
        <Title order={2} id="their-changes">
          {t('theirs.changes')}
        </Title>
        <List spacing="xs">
          {changes.map(({ at, by, byOrganiser, questions: changed }) => (
            <List.Item key={`${at} ${changed.join()}`}>
              <Text size="sm">
                {t(byOrganiser ? 'theirs.byOrganiser' : 'theirs.byThem', {
                  date: formatDayTime(at, reader, true),
                  name: by ?? t('conflict.somebody'),
                })}
              </Text>
              <Text size="sm" c="dimmed">
                {changed.map(name).join(' · ')}
              </Text>
            </List.Item>
          ))}
        </List>
      </Stack>
    </Card>
  );
}
