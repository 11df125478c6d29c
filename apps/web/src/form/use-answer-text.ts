import type { FormQuestion } from '@foyer/contracts';
import { formatDay } from '@foyer/locales';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { useCountries } from '../ui/use-countries.js';
import { useLanguage, useLocalised } from '../ui/use-reader.js';

/** An answer as a reader is shown it. */
export function useAnswerText(): (question: FormQuestion, answer: unknown) => string {
  const { t } = useTranslation('form');
  const { event } = useEvent();
  const language = useLanguage();
  const say = useLocalised(event.languages[0]);
  const countries = useCountries();
  const optionText = ({ options }: FormQuestion, key: unknown): string => {
    const option = options.find((one) => one.key === key);
    return option ? say(option.label) : String(key);
  };
  return (question, answer) => {
    if (Array.isArray(answer)) return answer.map((key) => optionText(question, key)).join(' · ');
    if (typeof answer === 'boolean') return t(answer ? 'yes' : 'no');
    if (typeof answer === 'number') return String(answer);
    if (typeof answer !== 'string') return '';
    switch (question.kind) {
      case 'choice':
        return optionText(question, answer);
      case 'country':
        return countries[answer] ?? answer;
      case 'date':
        return formatDay(`${answer}T00:00:00Z`, { language, timeZone: 'UTC' }, 'date');
      default:
        return answer;
    }
  };
}
