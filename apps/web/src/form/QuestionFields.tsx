import { Stack, VisuallyHidden } from '@mantine/core';
import type { AnswerFault, FormQuestion } from '@foyer/contracts';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { useLocalised } from '../ui/use-reader.js';
import { QuestionInput } from './QuestionInput.js';
import { Section } from './Section.js';

interface QuestionFieldsProps {
  /** Those that are asked now. */
  questions: readonly FormQuestion[];
  answers: Readonly<Record<string, unknown>>;
  files: readonly { id: string; name: string }[];
  /** By `answers/<key>`. */
  faults: ReadonlyMap<string, AnswerFault>;
  onChange: (key: string, answer: unknown) => void;
  onLeave: (place: string) => void;
  anonymous?: boolean;
  /** Nothing is sent: files cannot be chosen. */
  preview?: boolean;
}

/** The event's own questions; those that an answer brings up are announced. */
export function QuestionFields({ questions, answers, faults, ...rest }: QuestionFieldsProps) {
  const { t } = useTranslation('form');
  const news = useNews(questions);
  return (
    <>
      <VisuallyHidden role="status">{news}</VisuallyHidden>
      {questions.length > 0 && (
        <Section title={t('section.questions')}>
          <Stack gap="lg">
            {questions.map((question) => {
              const place = `answers/${question.key}`;
              return (
                <div
                  key={question.key}
                  className="question-in"
                  onBlur={({ currentTarget, relatedTarget }) => {
                    if (!currentTarget.contains(relatedTarget)) rest.onLeave(place);
                  }}
                >
                  <QuestionInput
                    question={question}
                    value={answers[question.key]}
                    onChange={(answer) => rest.onChange(question.key, answer)}
                    fault={faults.get(place)}
                    files={rest.files}
                    anonymous={rest.anonymous ?? false}
                    preview={rest.preview ?? false}
                  />
                </div>
              );
            })}
          </Stack>
        </Section>
      )}
    </>
  );
}

/** What to say when an answer has brought up other questions; nothing for those that stood there at first. */
function useNews(questions: readonly FormQuestion[]): string {
  const { t } = useTranslation('form');
  const { event } = useEvent();
  const say = useLocalised(event.languages[0]);
  const before = useRef<ReadonlySet<string> | null>(null);
  const [news, setNews] = useState('');
  const keys = questions.map(({ key }) => key).join(' ');
  useEffect(() => {
    const known = before.current;
    before.current = new Set(keys.split(' '));
    if (!known) return;
    const added = questions.filter(({ key }) => !known.has(key));
    if (added.length > 0) {
      setNews(t('newQuestions', { count: added.length, first: say(added[0]?.label ?? {}) }));
    }
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- the questions are new objects each time; their keys say whether others are asked
  }, [keys]);
  return news;
}
