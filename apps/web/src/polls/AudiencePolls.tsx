import { Stack, Title } from '@mantine/core';
import { streams } from '@foyer/contracts';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { Announcer } from '../qa/Announcer.js';
import { useStream } from '../server/live.js';
import { newestFirst } from './poll-order.js';
import { PollCard } from './PollCard.js';
import { useOwnAnswers } from './use-polls.js';

interface AudiencePollsProps {
  session: string;
  person: string;
  /** Open ones stand above the questions, closed ones below. */
  show: 'open' | 'closed';
}

/** The session's polls in the audience's room; nothing while there are none. */
export function AudiencePolls({ session, person, show }: AudiencePollsProps) {
  const { t } = useTranslation('polls');
  const { mayAsk } = useEvent();
  const followed = useStream(streams.polls, { session });
  const answers = useOwnAnswers(session, person);
  const polls = newestFirst(Object.values(followed?.state?.poll ?? {})).filter(({ state }) => state === show);
  return (
    <>
      {polls.length > 0 && (
        <Stack gap="sm" component="section" aria-labelledby={`polls-${show}`}>
          <Title order={2} id={`polls-${show}`}>
            {t(show === 'open' ? 'title' : 'results')}
          </Title>
          <Stack component="ul" gap="sm" className="plain-list">
            {polls.map((poll) => (
              <PollCard
                key={poll.id}
                poll={poll}
                answer={answers.of(poll)}
                onAnswer={mayAsk ? (answer) => answers.give(poll, answer) : undefined}
              />
            ))}
          </Stack>
        </Stack>
      )}
      {show === 'open' && (
        <Announcer
          news={
            polls.length > 0
              ? t('news', {
                  open: polls.map(({ question }) => question ?? t('poll.sessionRating')).join('; '),
                })
              : ''
          }
        />
      )}
    </>
  );
}
