import { Button, Card, Group, Stack, Text } from '@mantine/core';
import { isProblem } from '@foyer/client';
import { languageOf } from '@foyer/locales';
import { IconLinkOff } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { useAction, useCall, type Answer } from '../server/api.js';
import { useMe } from '../server/me.js';
import { Empty } from '../ui/Empty.js';
import { EventTime } from '../ui/EventTime.js';
import { Loaded } from '../ui/Loaded.js';
import { notifyDone } from '../ui/notify.js';
import { Page } from '../ui/Page.js';
import { Problem } from '../ui/Problem.js';
import { useLanguage, useLocalised } from '../ui/use-reader.js';
import { Ask } from './Ask.js';
import '../registration/registration.css';

/** Where an invitation's link leads. Opening it changes nothing; the buttons do. */
export default function AnswerPage() {
  const { t } = useTranslation('places');
  const { token = '' } = useParams();
  const invitation = useCall('getInvitation', { params: { token } });
  if (isProblem(invitation.error, 'not_found') || isProblem(invitation.error, 'invalid_input')) {
    return (
      <Page title={t('answer.unknownTitle')} width="narrow">
        <Empty icon={<IconLinkOff />} title={t('answer.unknownText')} />
      </Page>
    );
  }
  return (
    <Loaded query={invitation} page>
      {(found) => <Invited token={token} invitation={found} />}
    </Loaded>
  );
}

function Invited({ token, invitation }: { token: string; invitation: Answer<'getInvitation'> }) {
  const { t } = useTranslation(['places', 'registration']);
  const { event, email, message, state, answerUntil } = invitation;
  const fallback = event.languages[0];
  const language = useLanguage();
  const say = useLocalised(fallback);
  const { me } = useMe();
  const [asking, setAsking] = useState(false);
  const decline = useAction('declineInvitation', { stale: ['getInvitation', 'getMyRegistration'] });
  const form = `/e/${event.slug}/register`;
  const to = me ? form : `/sign-in?next=${encodeURIComponent(form)}`;
  return (
    <Page title={t('answer.title', { event: say(event.title) })} width="form">
      <Card className="foyer-card" padding="lg">
        <Stack>
          <Text fw={600}>
            <EventTime start={event.startsAt} end={event.endsAt} timeZone={event.timeZone} year />
          </Text>
          <Text lang={languageOf(event.purpose, language, fallback)}>{say(event.purpose)}</Text>
          {message && (
            <Text component="blockquote" m={0} className="own-words">
              {say(message)}
            </Text>
          )}
          {state === 'closed' ? (
            <Text fw={600}>{t('registration:closed.title')}</Text>
          ) : (
            <>
              {answerUntil && state !== 'answered' && (
                <Text>
                  {t('answer.until')} <EventTime start={answerUntil} timeZone={event.timeZone} />
                </Text>
              )}
              {state !== 'open' && (
                <Text role="status" fw={600}>
                  {t(state === 'declined' ? 'answer.declined' : 'answer.answered')}
                </Text>
              )}
              <Text c="dimmed">{t('answer.for', { email })}</Text>
              <Problem error={decline.error} />
              <Group>
                <Button component={Link} to={to} size="lg">
                  {t(state === 'answered' ? 'answer.mine' : 'answer.go')}
                </Button>
                {state === 'open' && (
                  <Button variant="subtle" color="red" size="lg" onClick={() => setAsking(true)}>
                    {t('answer.decline')}
                  </Button>
                )}
              </Group>
            </>
          )}
        </Stack>
      </Card>
      {asking && (
        <Ask
          title={t('answer.declineTitle')}
          text={t('answer.declineText')}
          yes={t('answer.declineYes')}
          severe
          busy={decline.isPending}
          onNo={() => setAsking(false)}
          onYes={() =>
            decline.mutate(
              { params: { token } },
              {
                onSuccess: () => notifyDone(t('invitation.declined')),
                onSettled: () => setAsking(false),
              },
            )
          }
        />
      )}
    </Page>
  );
}
