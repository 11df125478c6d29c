import { Anchor, Button, Card, Group, Progress, Stack, Text, Title } from '@mantine/core';
import { isProblem } from '@foyer/client';
import type { OrganiserMessage } from '@foyer/contracts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { useEvent } from '../events/use-event.js';
import { Ask } from '../invitations/Ask.js';
import { useAction, useCall } from '../server/api.js';
import { EventTime } from '../ui/EventTime.js';
import { Loaded } from '../ui/Loaded.js';
import NotFound from '../ui/NotFound.js';
import { Page } from '../ui/Page.js';
import { Problem } from '../ui/Problem.js';
import { useNow } from '../ui/use-now.js';
import { useLocalised } from '../ui/use-reader.js';
import { BackToOutbox } from './BackToOutbox.js';
import { Counts } from './Counts.js';
import { MessageEditor } from './MessageEditor.js';
import { MessagePreview } from './MessagePreview.js';
import { MessageStatus, statusOf } from './MessageStatus.js';
import './outbox.css';

const refetchMilliseconds = 2_000;

/** One message: a draft to work on, or how far it is. */
export default function MessagePage() {
  const { t } = useTranslation('outbox');
  const { event, roles } = useEvent();
  const { message = '' } = useParams();
  const query = useCall(
    'getMessage',
    { params: { event: event.slug, message } },
    { refetchEveryMs: refetchMilliseconds },
  );
  const unknown = isProblem(query.error, 'not_found') || isProblem(query.error, 'invalid_input');
  if (unknown || !roles.some((role) => role === 'owner' || role === 'organiser')) return <NotFound />;
  return (
    <Loaded query={query} page>
      {(found) =>
        found.state === 'draft' ? (
          <Page title={t('draftTitle')} width="wide" action={<BackToOutbox />}>
            <MessageEditor key={found.id} saved={found} />
          </Page>
        ) : (
          <SentMessage message={found} />
        )
      }
    </Loaded>
  );
}

function SentMessage({ message }: { message: OrganiserMessage }) {
  const { t } = useTranslation('outbox');
  const { event } = useEvent();
  const say = useLocalised(event.languages[0]);
  const [asking, setAsking] = useState(false);
  const cancel = useAction('cancelMessage', { stale: ['getMessage', 'listMessages'], once: true });
  const status = statusOf(message, useNow(event, 5_000));
  const { counts, subject, body, dueAt } = message;
  const settled = counts.recipients - counts.waiting;
  return (
    <Page title={say(subject) || t('untitled')} width="wide" action={<BackToOutbox />}>
      <div className="outbox-halves">
        <Card className="foyer-card" padding="lg" component="section" aria-labelledby="progress">
          <Stack>
            <Group justify="space-between">
              <Title order={2} id="progress">
                {t('progress')}
              </Title>
              <MessageStatus status={status} />
            </Group>
            {status === 'due' && dueAt !== null && (
              <Text>
                {t('dueAt')} <EventTime start={dueAt} timeZone={event.timeZone} />
              </Text>
            )}
            <Progress
              size="lg"
              aria-label={t('progress')}
              value={counts.recipients === 0 ? 100 : (100 * settled) / counts.recipients}
            />
            <Counts counts={counts} live />
            <Problem error={cancel.error} />
            <Group>
              {message.state === 'confirmed' && counts.waiting > 0 && (
                <Button variant="default" onClick={() => setAsking(true)}>
                  {t('keepBack.do')}
                </Button>
              )}
              <Button
                variant="default"
                component={Link}
                to={`/e/${event.slug}/manage/outbox/new?from=${message.id}`}
              >
                {t('again')}
              </Button>
            </Group>
            <Anchor
              component={Link}
              to={`/e/${event.slug}/manage/outbox/log?kind=organiser-message&message=${message.id}`}
            >
              {t('seeMails')}
            </Anchor>
          </Stack>
        </Card>
        <MessagePreview subject={subject} body={body} people={[]} />
      </div>
      {asking && (
        <Ask
          title={t('keepBack.title')}
          text={t('keepBack.text', { number: counts.waiting })}
          yes={t('keepBack.yes')}
          severe
          busy={cancel.isPending}
          onYes={() =>
            cancel.mutate(
              { params: { event: event.slug, message: message.id } },
              { onSettled: () => setAsking(false) },
            )
          }
          onNo={() => setAsking(false)}
        />
      )}
    </Page>
  );
}
