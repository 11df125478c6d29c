import type { Recap } from '@foyer/contracts';
import { Anchor, Badge, Card, Group, Stack, Text, Title } from '@mantine/core';
import { IconNotes } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useEvent } from '../events/use-event.js';
import { Materials } from '../materials/Materials.js';
import { ReportSection } from '../report/ReportSection.js';
import { useCall } from '../server/api.js';
import { Empty } from '../ui/Empty.js';
import { EventTime } from '../ui/EventTime.js';
import { Loaded } from '../ui/Loaded.js';
import { Loading } from '../ui/Loading.js';
import { Page } from '../ui/Page.js';
import { useLocalised } from '../ui/use-reader.js';
import { ContactsSection } from './ContactsSection.js';
import { FollowUpsSection } from './FollowUpsSection.js';
import { MetSection } from './MetSection.js';
import './recap.css';
import { SpokenSection } from './SpokenSection.js';

/** What the event was to me: whom I met, what I asked, what there is to read, and how it went where I spoke. */
export default function RecapPage() {
  const { t } = useTranslation('recap');
  const { event } = useEvent();
  const recap = useCall('getMyRecap', { params: { event: event.slug } });
  return (
    <Page title={t('title')} intro={t('intro')}>
      <Loaded query={recap} loading={<Loading blocks={4} />}>
        {(answer) => (
          <Stack gap="xl">
            <SpokenSection spoken={answer.spoken} />
            <FollowUpsSection followUps={answer.followUps} />
            <MetSection met={answer.met} />
            <ContactsSection contacts={answer.contacts} />
            <Questions questions={answer.questions} />
            <Sessions sessions={answer.sessions} />
            <Stack gap="xs" align="flex-start" className="no-print">
              <Anchor component={Link} to={`/e/${event.slug}/summary`}>
                {t('toSummary')}
              </Anchor>
            </Stack>
          </Stack>
        )}
      </Loaded>
    </Page>
  );
}

function Questions({ questions }: Pick<Recap, 'questions'>) {
  const { t } = useTranslation(['recap', 'qa']);
  const { event } = useEvent();
  const say = useLocalised(event.languages[0]);
  return (
    <ReportSection title={t('questions.title')} empty={questions.length === 0 && t('questions.none')}>
      {() => (
        <ul className="plain-list recap-list">
          {questions.map((question) => (
            <Card component="li" key={question.id} className="foyer-card" padding="md">
              <Stack gap={6}>
                <Group gap="xs" justify="space-between">
                  <Text size="sm" c="dimmed">
                    {say(question.title)}
                  </Text>
                  <Badge variant="light">{t(`qa:state.${question.state}`)}</Badge>
                </Group>
                <Text className="recap-words">{question.text}</Text>
                {question.reply !== null && (
                  <Text className="recap-words recap-reply">
                    <b>{t('questions.reply')}</b> {question.reply}
                  </Text>
                )}
                <Text size="sm" c="dimmed">
                  {t('questions.votes', { number: question.votes })}
                </Text>
              </Stack>
            </Card>
          ))}
        </ul>
      )}
    </ReportSection>
  );
}

function Sessions({ sessions }: Pick<Recap, 'sessions'>) {
  const { t } = useTranslation('recap');
  const { event } = useEvent();
  const say = useLocalised(event.languages[0]);
  if (sessions.length === 0) {
    return <Empty icon={<IconNotes />} title={t('sessions.noneTitle')} text={t('sessions.none')} />;
  }
  return (
    <ReportSection title={t('sessions.title')}>
      {() => (
        <ul className="plain-list recap-list">
          {sessions.map((session) => (
            <Card component="li" key={session.session} className="foyer-card" padding="md">
              <Stack gap={6}>
                <Title order={3} fz="md">
                  <Anchor component={Link} to={`/e/${event.slug}/sessions/${session.session}`} fw={600}>
                    {say(session.title)}
                  </Anchor>
                </Title>
                <Text size="sm" c="dimmed" component="div">
                  <EventTime start={session.startsAt} timeZone={event.timeZone} year />
                </Text>
                <Text size="sm">{t(session.came ? 'sessions.came' : 'sessions.starred')}</Text>
                {session.materials.length > 0 ? (
                  <Materials materials={session.materials} />
                ) : (
                  <Text size="sm" c="dimmed">
                    {t('sessions.nothing')}
                  </Text>
                )}
              </Stack>
            </Card>
          ))}
        </ul>
      )}
    </ReportSection>
  );
}
