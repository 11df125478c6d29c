import { Anchor, Text } from '@mantine/core';
import type { FormQuestion } from '@foyer/contracts';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { useLocalised } from '../ui/use-reader.js';
import { useAnswerText } from './use-answer-text.js';

interface AnswerRowsProps {
  questions: readonly FormQuestion[];
  answers: Readonly<Record<string, unknown>>;
  files: readonly { id: string; name: string }[];
  /** Where a file among the answers is read. */
  fileAt: (file: string) => string;
}

/** Questions with their answers, as rows of a list of terms; what was not answered is left out. */
export function AnswerRows({ questions, answers, files, fileAt }: AnswerRowsProps) {
  const { t } = useTranslation('form');
  const { event } = useEvent();
  const say = useLocalised(event.languages[0]);
  const answerText = useAnswerText();
  return questions.map((question) => {
    const answer = answers[question.key];
    if (answer === undefined) return null;
    const file = question.kind === 'file' ? files.find(({ id }) => id === answer) : undefined;
    return (
      <div key={question.key}>
        <Text component="dt" size="sm" c="dimmed">
          {say(question.label)}
          {question.archived && ` · ${t('noLongerAsked')}`}
        </Text>
        <Text component="dd" m={0} className="wording">
          {file ? <Anchor href={fileAt(file.id)}>{file.name}</Anchor> : answerText(question, answer)}
        </Text>
      </div>
    );
  });
}
