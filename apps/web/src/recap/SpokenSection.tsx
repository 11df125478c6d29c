import { fewestRatings, ratingSteps, type Recap } from '@foyer/contracts';
import { formatTime } from '@foyer/locales';
import { Badge, Card, Group, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { ReportSection } from '../report/ReportSection.js';
import { useDecimal } from '../report/use-decimal.js';
import { EventTime } from '../ui/EventTime.js';
import { TimeChart } from '../ui/TimeChart.js';
import { useLocalised } from '../ui/use-reader.js';

/** For who spoke: what was asked, how the room filled, and how it was liked. */
export function SpokenSection({ spoken }: Pick<Recap, 'spoken'>) {
  const { t } = useTranslation('recap');
  if (spoken.length === 0) return null;
  return (
    <ReportSection title={t('spoken.title')}>
      {() => (
        <Stack gap="md">
          {spoken.map((session) => (
            <Spoken key={session.session} session={session} />
          ))}
        </Stack>
      )}
    </ReportSection>
  );
}

function Spoken({ session }: { session: Recap['spoken'][number] }) {
  const { t } = useTranslation(['recap', 'report', 'overview']);
  const { event } = useEvent();
  const say = useLocalised(event.languages[0]);
  const decimal = useDecimal();
  const { curve, rating, questions } = session;
  const label = t('report:curve', { title: say(session.title), came: session.came, peak: session.peak });
  return (
    <Card className="foyer-card" padding="lg">
      <Stack gap="sm">
        <Title order={3}>{say(session.title)}</Title>
        <EventTime start={session.startsAt} end={session.endsAt} timeZone={event.timeZone} />
        <Text>{label}</Text>
        <Text>
          {rating
            ? t('report:average', {
                average: decimal(rating.average ?? 0),
                ...{ most: ratingSteps, answers: rating.answers },
              })
            : t('spoken.fewRatings', { number: fewestRatings })}
        </Text>
        {curve.present.length > 1 && (
          <>
            <TimeChart
              label={label}
              heads={[t('report:column.time'), t('report:column.present')]}
              tableLabel={t('report:numbers')}
              points={curve.present.map((value, place) => ({
                at: formatTime(
                  new Date(Date.parse(curve.from) + place * curve.stepMinutes * 60_000),
                  event.timeZone,
                ),
                value,
              }))}
            />
            <Text size="sm" c="dimmed">
              {t('overview:attendance.zone')}
            </Text>
          </>
        )}
        {questions.length === 0 ? (
          <Text c="dimmed">{t('spoken.noQuestions')}</Text>
        ) : (
          <ul className="text-list">
            {questions.map((question) => (
              <li key={question.id}>
                <Text className="recap-words">{question.text}</Text>
                <Group gap="xs">
                  <Badge variant={question.answered ? 'light' : 'outline'}>
                    {t(question.answered ? 'spoken.answered' : 'spoken.unanswered')}
                  </Badge>
                  {question.forMe && <Badge variant="light">{t('spoken.forMe')}</Badge>}
                  <Text size="sm" c="dimmed">
                    {t('questions.votes', { number: question.votes })}
                  </Text>
                </Group>
              </li>
            ))}
          </ul>
        )}
      </Stack>
    </Card>
  );
}
