import {
  Alert,
  Button,
  Card,
  Group,
  PasswordInput,
  Radio,
  Stack,
  Text,
  Textarea,
  TextInput,
} from '@mantine/core';
import { isVideoLink, isVideoServer, videoKinds, type MeetingVideo, type VideoKind } from '@foyer/contracts';
import { IconRouteOff } from '@tabler/icons-react';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { useAction, useCall, type Input } from '../server/api.js';
import { Loaded } from '../ui/Loaded.js';
import { notifyDone } from '../ui/notify.js';
import NotFound from '../ui/NotFound.js';
import { Page } from '../ui/Page.js';
import { Problem } from '../ui/Problem.js';

/** How people see each other in the event's meetings. */
export default function VideoPage() {
  const { t } = useTranslation('meetingVideo');
  const { event, roles } = useEvent();
  const mayOrganise = roles.some((role) => role === 'owner' || role === 'organiser');
  const video = useCall('getMeetingVideo', { params: { event: event.slug } }, { enabled: mayOrganise });
  if (!mayOrganise) return <NotFound />;
  return (
    <Page title={t('title')} intro={t('intro')} width="form">
      <Loaded query={video}>{(answer) => <VideoForm video={answer} />}</Loaded>
    </Page>
  );
}

type Setup = MeetingVideo['setup'];
type Fields = Record<'server' | 'appId' | 'keyId' | 'template' | 'secret', string>;

function fieldsOf(setup: Setup): Fields {
  return {
    server: 'server' in setup ? setup.server : '',
    appId: setup.kind === 'jitsi' ? setup.appId : '',
    keyId: setup.kind === 'jitsi' ? (setup.keyId ?? '') : '',
    template: setup.kind === 'link' ? setup.template : '',
    secret: '',
  };
}

function setupOf(kind: VideoKind, { server, appId, keyId, template }: Fields): Setup {
  switch (kind) {
    case 'jitsi':
      return { kind, server: server.trim(), appId: appId.trim(), keyId: keyId.trim() || null };
    case 'bigbluebutton':
      return { kind, server: server.trim() };
    case 'link':
      return { kind, template: template.trim() };
    case 'built-in':
    case 'none':
      return { kind };
  }
}

function VideoForm({ video }: { video: MeetingVideo }) {
  const { t } = useTranslation(['meetingVideo', 'common']);
  const { event } = useEvent();
  const [kind, setKind] = useState<VideoKind>(video.setup.kind);
  const [fields, setFields] = useState(() => fieldsOf(video.setup));
  const [tried, setTried] = useState(false);
  const save = useAction('saveMeetingVideo', { stale: ['getMeetingVideo', 'getMeetingRoom'] });
  const hosted = kind === 'jitsi' || kind === 'bigbluebutton';
  const kept = hosted && video.secretKept && video.setup.kind === kind;
  const wrong = {
    server: hosted && !isVideoServer(fields.server.trim()),
    appId: kind === 'jitsi' && fields.appId.trim() === '',
    template: kind === 'link' && !isVideoLink(fields.template.trim()),
    secret: hosted && !kept && fields.secret.trim() === '',
  };
  const set = (name: keyof Fields) => ({
    value: fields[name],
    onChange: ({ currentTarget: { value } }: { currentTarget: { value: string } }) =>
      setFields((before) => ({ ...before, [name]: value })),
  });
  const said = (name: keyof typeof wrong, text: string) => (tried && wrong[name] ? { error: text } : {});
  const submit = (press: FormEvent) => {
    press.preventDefault();
    setTried(true);
    if (Object.values(wrong).some(Boolean)) return;
    const secret = fields.secret.trim();
    const input: Input<'saveMeetingVideo'> = {
      params: { event: event.slug },
      body: { setup: setupOf(kind, fields), ...(hosted && secret ? { secret } : {}) },
    };
    save.mutate(input, {
      onSuccess: () => {
        setTried(false);
        setFields((before) => ({ ...before, secret: '' }));
        notifyDone(t('saved'));
      },
    });
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="lg">
        <Radio.Group
          aria-label={t('title')}
          value={kind}
          onChange={(value) => setKind(videoKinds.find((one) => one === value) ?? 'built-in')}
        >
          <Stack gap="sm">
            {videoKinds.map((one) => (
              <Radio.Card
                key={one}
                value={one}
                className="foyer-card video-kind"
                aria-label={t(`kind.${one}`)}
              >
                <Group wrap="nowrap" align="flex-start" p="md">
                  <Radio.Indicator />
                  <div>
                    <Text fw={600}>{t(`kind.${one}`)}</Text>
                    <Text size="sm" c="dimmed">
                      {t(`hint.${one}`)}
                    </Text>
                  </div>
                </Group>
              </Radio.Card>
            ))}
          </Stack>
        </Radio.Group>
        {kind === 'built-in' && !video.relay && (
          <Alert
            icon={<IconRouteOff aria-hidden />}
            color="yellow"
            variant="outline"
            bg="var(--foyer-surface)"
          >
            {t('noRelay')}
          </Alert>
        )}
        {(hosted || kind === 'link') && (
          <Card className="foyer-card" padding="lg">
            <Stack gap="md">
              {hosted && (
                <TextInput
                  label={t('server')}
                  description={t(kind === 'jitsi' ? 'serverJitsi' : 'serverBbb')}
                  inputMode="url"
                  {...set('server')}
                  {...said('server', t('badServer'))}
                />
              )}
              {kind === 'jitsi' && (
                <>
                  <TextInput label={t('appId')} {...set('appId')} {...said('appId', t('missing'))} />
                  <TextInput label={t('keyId')} {...set('keyId')} />
                  <Textarea
                    label={t('secretJitsi')}
                    description={t(kept ? 'secretKept' : 'secretHint')}
                    autosize
                    maxRows={6}
                    autoComplete="off"
                    spellCheck={false}
                    {...set('secret')}
                    {...said('secret', t('missing'))}
                  />
                </>
              )}
              {kind === 'bigbluebutton' && (
                <PasswordInput
                  size="md"
                  label={t('secretBbb')}
                  description={t(kept ? 'secretKept' : 'secretHint')}
                  autoComplete="off"
                  {...set('secret')}
                  {...said('secret', t('missing'))}
                />
              )}
              {kind === 'link' && (
                <TextInput
                  label={t('template')}
                  description={t('templateHint')}
                  inputMode="url"
                  {...set('template')}
                  {...said('template', t('badTemplate'))}
                />
              )}
            </Stack>
          </Card>
        )}
        <Problem error={save.error} />
        <Group>
          <Button type="submit" loading={save.isPending}>
            {t('common:action.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
