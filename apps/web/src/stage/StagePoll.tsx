import { streams, type Poll } from '@foyer/contracts';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { PollResults } from '../polls/PollResults.js';
import { usePollQuestion } from '../polls/use-polls.js';
import { useStream } from '../server/live.js';
import { FitBlock, FitText } from './FitText.js';

/**
 * The open poll, or results where a moderator shows them: of a closed one anywhere, of an open one on the moderator's
 * own screen, since nobody else may follow them yet.
 */
export function StagePoll({ poll }: { poll: Poll }) {
  const { t } = useTranslation('polls');
  const { roles } = useEvent();
  const question = usePollQuestion(poll);
  const moderates = roles.some((role) => role === 'owner' || role === 'organiser' || role === 'moderator');
  const allowed = poll.shown && (poll.state === 'closed' || moderates);
  const followed = useStream(
    streams.pollResults,
    allowed ? { poll: poll.id, round: String(poll.round) } : null,
  );
  const state = allowed ? followed?.state : undefined;
  const result = state?.result[poll.id];
  // In two columns they can be read from the last row.
  const many = poll.options.length >= 6 || undefined;
  return (
    <div className="stage-poll">
      <FitText text={question} most={72} />
      <FitBlock most={44}>
        {result ? (
          <div data-many={many}>
            <PollResults
              poll={poll}
              result={result}
              texts={Object.values(state?.text ?? {}).slice(-6)}
              title={question}
            />
          </div>
        ) : poll.options.length > 0 ? (
          <ol className="stage-options" data-many={many}>
            {poll.options.map((option) => (
              <li key={option}>{option}</li>
            ))}
          </ol>
        ) : (
          <p className="stage-hint">{t('stage.answerNow')}</p>
        )}
      </FitBlock>
    </div>
  );
}
