import { Stack, Title } from '@mantine/core';
import type { Poll } from '@foyer/contracts';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { Announcer } from '../qa/Announcer.js';
import { PollCard } from './PollCard.js';
import type { AudiencePolls as Polls, OwnAnswers } from './use-polls.js';

/** The polls that are to be answered, above the questions; nothing while there are none. */
export function PollsNow({ polls: { now, answers } }: { polls: Polls }) {
  const { t } = useTranslation('polls');
  const open = now.filter(({ state }) => state === 'open');
  return (
    <>
      <Section id="polls-now" title={t('title')} polls={now} answers={answers} />
      <Announcer
        news={
          open.length > 0
            ? t('news', {
                open: open.map(({ question }) => question ?? t('poll.sessionRating')).join('; '),
              })
            : ''
        }
      />
    </>
  );
}

/** The polls that were closed before, below the questions. */
export function PollsBefore({ polls: { earlier, answers } }: { polls: Polls }) {
  const { t } = useTranslation('polls');
  return <Section id="polls-before" title={t('results')} polls={earlier} answers={answers} />;
}

interface SectionProps {
  id: string;
  title: string;
  polls: readonly Poll[];
  answers: OwnAnswers;
}

function Section({ id, title, polls, answers }: SectionProps) {
  const { mayAsk } = useEvent();
  if (polls.length === 0) return null;
  return (
    <Stack gap="sm" component="section" aria-labelledby={id}>
      <Title order={2} id={id}>
        {title}
      </Title>
      <Stack component="ul" gap="sm" className="plain-list">
        {polls.map((poll) => (
          <PollCard key={poll.id} poll={poll} answers={mayAsk ? answers : undefined} />
        ))}
      </Stack>
    </Stack>
  );
}
