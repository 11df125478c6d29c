import { Button, Card, Group, Stack, Text, TextInput, Title } from '@mantine/core';
import { isProblem } from '@foyer/client';
import {
  Audience,
  MessageDraft,
  placeholders,
  type LocalisedText,
  type OrganiserMessage,
  type Placeholder,
} from '@foyer/contracts';
import { languageNames, zoneCity } from '@foyer/locales';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useEvent } from '../events/use-event.js';
import { Ask } from '../invitations/Ask.js';
import { TextsInput, written } from '../manage/TextsInput.js';
import { fromWall, toWall } from '../manage/wall-time.js';
import { useAction, useCall } from '../server/api.js';
import { EventTime } from '../ui/EventTime.js';
import { notifyDone } from '../ui/notify.js';
import { Problem } from '../ui/Problem.js';
import { useLanguage } from '../ui/use-reader.js';
import { AudienceFields } from './AudienceFields.js';
import { MessagePreview } from './MessagePreview.js';

interface MessageEditorProps {
  /** Null until it is saved for the first time. */
  saved: OrganiserMessage | null;
  /** Begins with these words and people. */
  like?: OrganiserMessage;
}
const nobodyYet = Audience.parse({});

/** Whom, what and when, with the mail beside it; nothing goes out before the question at the end. */
export function MessageEditor({ saved, like }: MessageEditorProps) {
  const { t } = useTranslation(['outbox', 'manage', 'common']);
  const { event } = useEvent();
  const language = useLanguage();
  const navigate = useNavigate();
  const params = { event: event.slug };
  const given = saved ?? like;
  const [subject, setSubject] = useState<LocalisedText>(given?.subject ?? {});
  const [body, setBody] = useState<LocalisedText>(given?.body ?? {});
  const [audience, setAudience] = useState<Audience>(given?.audience ?? nobodyYet);
  const [wall, setWall] = useState(saved?.dueAt ? toWall(saved.dueAt, event.timeZone) : '');
  const [at, setAt] = useState(event.languages[0] ?? 'en');
  const [asking, setAsking] = useState<{ message: OrganiserMessage; number: number } | null>(null);
  const [tried, setTried] = useState(false);
  // What this page has read or saved last: somebody else's change in between is not passed over.
  const [version, setVersion] = useState(saved?.version ?? 0);

  const stale = ['listMessages', 'getMessage'] as const;
  const create = useAction('createMessage', { stale, once: true });
  const save = useAction('saveMessage', { stale, once: true });
  const test = useAction('testMessage', { stale: ['listMails'], once: true });
  const confirm = useAction('confirmMessage', { stale: [...stale, 'listMails'], once: true });
  const remove = useAction('deleteMessage', { stale: ['listMessages'], once: true });
  const [throwing, setThrowing] = useState(false);
  const found = useCall('findAudience', { params, body: audience }, { keepOld: true });

  const dueAt = wall === '' ? null : (fromWall(wall, event.timeZone) ?? undefined);
  const words = { subject: written(subject), body: written(body) };
  const unknown = !MessageDraft.shape.body.safeParse(words.body).success;
  const unknownSubject = !MessageDraft.shape.subject.safeParse(words.subject).success;
  const silent = event.languages.filter((one) => !words.body[one] && Object.keys(words.body).length > 0);
  const busy = create.isPending || save.isPending || test.isPending || confirm.isPending;

  /** Saves, then goes on with what is stored; a new message stays at the address of its own from then on. */
  function keep(then: (message: OrganiserMessage) => void) {
    setTried(true);
    if (dueAt === undefined || unknown || unknownSubject) return;
    const draft = { ...words, audience, dueAt };
    const onSuccess = (message: OrganiserMessage) => {
      setVersion(message.version);
      then(message);
    };
    if (saved === null) create.mutate({ params, body: draft }, { onSuccess });
    else
      save.mutate({ params: { ...params, message: saved.id }, body: { ...draft, version } }, { onSuccess });
  }
  function open(message: OrganiserMessage) {
    if (saved === null) void navigate(`/e/${event.slug}/manage/outbox/${message.id}`, { replace: true });
  }
  function put(name: Placeholder) {
    const before = body[at] ?? '';
    setBody({ ...body, [at]: `${before}${before === '' || /\s$/.test(before) ? '' : ' '}{${name}}` });
  }
  const problem = [create, save, test, remove].find(({ error }) => error !== null)?.error ?? null;

  return (
    <div className="outbox-halves">
      <Stack gap="lg">
        <AudienceFields
          audience={audience}
          onChange={setAudience}
          found={found.data}
          error={found.error}
          onRetry={() => void found.refetch()}
        />
        <Card className="foyer-card" padding="lg" component="section" aria-labelledby="what">
          <Stack>
            <Title order={2} id="what">
              {t('what')}
            </Title>
            <TextsInput
              label={t('subject')}
              languages={event.languages}
              value={subject}
              onChange={setSubject}
              max={150}
              error={unknownSubject && t('unknown')}
            />
            <div
              onFocus={({ target }) => {
                const lang = event.languages.find((one) => one === target.getAttribute('lang'));
                if (lang) setAt(lang);
              }}
            >
              <TextsInput
                label={t('body')}
                description={t('bodyHint')}
                languages={event.languages}
                value={body}
                onChange={setBody}
                max={10_000}
                lines
                error={unknown && t('unknown')}
              />
            </div>
            <Group gap="xs" role="group" aria-label={t('insert')}>
              <Text size="sm">
                {t('insert')}
                {event.languages.length > 1 && ` (${languageNames[at]})`}
              </Text>
              {placeholders.map((name) => (
                <Button key={name} size="xs" variant="default" onClick={() => put(name)}>
                  {t(`placeholder.${name}`)}
                </Button>
              ))}
            </Group>
            {silent.length > 0 && (
              <Text size="sm" c="dimmed">
                {t('fallback', { languages: silent.map((one) => languageNames[one]).join(', ') })}
              </Text>
            )}
          </Stack>
        </Card>
        <Card className="foyer-card" padding="lg" component="section" aria-labelledby="when">
          <Stack>
            <Title order={2} id="when">
              {t('when')}
            </Title>
            <TextInput
              type="datetime-local"
              label={t('at')}
              description={t('atHint', { city: zoneCity(event.timeZone, language) })}
              styles={{ input: { maxWidth: 320 } }}
              value={wall}
              onChange={(change) => setWall(change.currentTarget.value)}
              error={tried && dueAt === undefined && t('manage:noTime')}
            />
            {dueAt != null && <EventTime start={dueAt} timeZone={event.timeZone} size="sm" />}
          </Stack>
        </Card>
        <Problem error={problem} />
        <Group>
          <Button
            loading={busy}
            onClick={() => keep((message) => setAsking({ message, number: found.data?.recipients ?? 0 }))}
            disabled={!found.data?.recipients || found.isPlaceholderData}
          >
            {t('send')}
          </Button>
          <Button
            variant="default"
            loading={busy}
            onClick={() =>
              keep((message) => {
                notifyDone(t('common:action.saved'));
                open(message);
              })
            }
          >
            {t('save')}
          </Button>
          <Button
            variant="default"
            loading={busy}
            onClick={() =>
              keep((message) => {
                test.mutate(
                  { params: { ...params, message: message.id } },
                  {
                    onSuccess: () => notifyDone(t('tested')),
                    onSettled: () => open(message),
                  },
                );
              })
            }
          >
            {t('test')}
          </Button>
          {saved !== null && (
            <Button variant="subtle" color="red" onClick={() => setThrowing(true)}>
              {t('throw.do')}
            </Button>
          )}
        </Group>
      </Stack>
      <MessagePreview {...words} people={found.data?.people ?? []} />
      {asking && (
        <Ask
          title={t('ask.title')}
          text={t(dueAt == null ? 'ask.now' : 'ask.later', { number: asking.number })}
          yes={t('ask.yes')}
          busy={confirm.isPending}
          onYes={() =>
            confirm.mutate(
              {
                params: { ...params, message: asking.message.id },
                body: { version: asking.message.version, recipients: asking.number },
              },
              {
                onSuccess: () => {
                  setAsking(null);
                  open(asking.message);
                },
                // Somebody has registered or withdrawn meanwhile: the question is asked with the number of now.
                onError: (error) => {
                  if (!isProblem(error, 'audience_changed')) return;
                  const number = Number(error.problem.params?.['number'] ?? asking.number);
                  setAsking({ ...asking, number });
                  void found.refetch();
                },
              },
            )
          }
          onNo={() => {
            setAsking(null);
            confirm.reset();
            open(asking.message);
          }}
        >
          {dueAt != null && <EventTime start={dueAt} timeZone={event.timeZone} />}
          <Problem error={confirm.error} />
        </Ask>
      )}
      {throwing && saved !== null && (
        <Ask
          title={t('throw.title')}
          text={t('throw.text')}
          yes={t('throw.yes')}
          severe
          busy={remove.isPending}
          onYes={() =>
            remove.mutate(
              { params: { ...params, message: saved.id } },
              {
                onSuccess: () => void navigate(`/e/${event.slug}/manage/outbox`),
                onSettled: () => setThrowing(false),
              },
            )
          }
          onNo={() => setThrowing(false)}
        />
      )}
    </div>
  );
}
