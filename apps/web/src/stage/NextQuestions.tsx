import { IconArrowUp } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { LinedUp } from './line-up.js';

/** So many can be read at a glance. */
const most = 3;

/** What comes next, and how many more wait behind that. */
export function NextQuestions({ next }: { next: readonly LinedUp[] }) {
  const { t } = useTranslation(['speakerView', 'qa', 'polls']);
  if (next.length === 0) return null;
  const more = next.length - most;
  return (
    <section className="speaker-next" aria-labelledby="speaker-next">
      <h2 id="speaker-next">{t('next')}</h2>
      <ol className="plain-list">
        {next.slice(0, most).map(({ question, mine }) => (
          <li key={question.id} data-mine={mine || undefined}>
            <span
              className="speaker-votes tabular"
              role="img"
              aria-label={t('qa:votes', { number: question.votes })}
            >
              <IconArrowUp aria-hidden /> {question.votes}
            </span>
            <span>
              {mine && <strong className="speaker-mine">{t('mine')}</strong>}
              <span className="speaker-words">{question.text}</span>
            </span>
          </li>
        ))}
      </ol>
      {more > 0 && <p className="speaker-more">{t('polls:stage.more', { count: more })}</p>}
    </section>
  );
}
