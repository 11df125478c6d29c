import { ratingSteps, type Report } from '@foyer/contracts';
import { Stack, Text, Title } from '@mantine/core';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { useLocalised } from '../ui/use-reader.js';
import { FigureTable } from './FigureTable.js';
import { ReportSection } from './ReportSection.js';
import { useDecimal } from './use-decimal.js';

const questions = ['asked', 'published', 'answered', 'merged', 'dismissed', 'waiting', 'votes'] as const;
const steps = ['requested', 'accepted', 'declined', 'held', 'missed', 'cancelled', 'people'] as const;
const outcomes = [
  { key: 'cooperation-possible', label: 'cooperation' },
  { key: 'informative', label: 'informative' },
  { key: 'no-interest', label: 'none' },
] as const;

/** What people did: asked, answered polls, met, rated. */
export function LiveSections({ report }: { report: Report }) {
  const { t } = useTranslation(['report', 'summary']);
  const decimal = useDecimal();
  const { meetings, satisfaction, polls } = report;
  return (
    <>
      <ReportSection title={t('section.questions')}>
        {(labelledBy) => (
          <FigureTable
            labelledBy={labelledBy}
            heads={[t('column.what'), t('column.count')]}
            rows={questions.map((key) => ({
              ...{ key, name: t(`question.${key}`), values: [report.questions[key]] },
            }))}
          />
        )}
      </ReportSection>
      <ReportSection title={t('section.polls')} empty={polls.length === 0 && t('none.polls')}>
        {() => polls.map((poll, index) => <Poll key={index} poll={poll} sessions={report.sessions} />)}
      </ReportSection>
      <ReportSection title={t('section.meetings')} empty={meetings.requested === 0 && t('none.meetings')}>
        {(labelledBy) => (
          <FigureTable
            labelledBy={labelledBy}
            heads={[t('column.step'), t('column.count')]}
            rows={steps.map((key) => ({ key, name: t(`meeting.${key}`), values: [meetings[key]] }))}
          />
        )}
      </ReportSection>
      {outcomes.some(({ key }) => meetings.outcomes[key] > 0) && (
        <ReportSection title={t('section.said')}>
          {(labelledBy) => (
            <FigureTable
              labelledBy={labelledBy}
              heads={[t('column.answer'), t('column.count')]}
              rows={outcomes.map(({ key, label }) => ({
                ...{ key, name: t(`summary:meetings.${label}`), values: [meetings.outcomes[key]] },
              }))}
            />
          )}
        </ReportSection>
      )}
      <ReportSection title={t('section.satisfaction')} empty={satisfaction.answers === 0 && t('noRatings')}>
        {(labelledBy) => (
          <>
            <Text>
              {t('average', {
                average: decimal(satisfaction.average ?? 0),
                ...{ most: ratingSteps, answers: satisfaction.answers },
              })}
            </Text>
            <FigureTable
              labelledBy={labelledBy}
              heads={[t('column.stars'), t('column.ratings')]}
              rows={satisfaction.counts
                .map((count, step) => ({ key: String(step), name: String(step + 1), values: [count] }))
                .reverse()}
            />
          </>
        )}
      </ReportSection>
    </>
  );
}

interface PollProps extends Pick<Report, 'sessions'> {
  poll: Report['polls'][number];
}

function Poll({ poll, sessions }: PollProps) {
  const { t } = useTranslation('report');
  const { event } = useEvent();
  const say = useLocalised(event.languages[0]);
  const id = useId();
  const session = sessions.find(({ session: slug }) => slug === poll.session);
  const share = (count: number): string =>
    poll.answers === 0 ? '–' : `${Math.round((count / poll.answers) * 100)} %`;
  return (
    <Stack gap={4} className="report-poll">
      <Title order={3} id={id}>
        {poll.question}
      </Title>
      <Text size="sm" c="dimmed">
        {`${session ? `${say(session.title)} · ` : ''}${t('column.answer')}: ${poll.answers}`}
      </Text>
      {poll.results.length > 0 && (
        <FigureTable
          labelledBy={id}
          heads={[t('column.answer'), t('column.count'), t('column.share')]}
          rows={poll.results.map(({ said, count }, index) => ({
            ...{ key: String(index), name: said, values: [count, share(count)] },
          }))}
        />
      )}
    </Stack>
  );
}
