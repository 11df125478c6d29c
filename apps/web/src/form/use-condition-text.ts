import { categoryKey, type FormCondition, type FormTest } from '@foyer/contracts';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { useLocalised } from '../ui/use-reader.js';
import type { FormDraft } from './form-draft.js';
import { useAnswerText } from './use-answer-text.js';

/** A condition as a sentence: "Only if Category is Ministry". */
export function useConditionText(draft: FormDraft): (condition: FormCondition) => string {
  const { t } = useTranslation('form');
  const { event } = useEvent();
  const say = useLocalised(event.languages[0]);
  const answerText = useAnswerText();
  const testText = ({ of, test, value }: FormTest): string => {
    if (of === categoryKey) {
      const category = draft.categories.find(({ key }) => key === value);
      return t('test.category', { value: category ? say(category.label) : String(value) });
    }
    const question = draft.questions.find(({ key }) => key === of);
    const name = question ? say(question.label) : of;
    if (test === 'answered') return t('test.answered', { of: name });
    const told = question ? answerText(question, value) : String(value);
    return t(`test.${test}`, { of: name, value: option(question, value) ?? told });
  };
  const option = (
    question: FormDraft['questions'][number] | undefined,
    value: unknown,
  ): string | undefined => {
    const found = question?.options.find(({ key }) => key === value);
    return found && say(found.label);
  };
  return ({ join, tests }) =>
    t('condition.sentence', { tests: tests.map(testText).join(` ${t(`join.${join}`)} `) });
}
