import { Badge, Button, Group, Stack, Text, Title } from '@mantine/core';
import { IconDeviceLaptop } from '@tabler/icons-react';
import { formatDayTime } from '@foyer/locales';
import { useTranslation } from 'react-i18next';
import { useAction, useCall, type Answer } from '../server/api.js';
import { Loaded } from '../ui/Loaded.js';
import { Problem } from '../ui/Problem.js';
import { useReader } from '../ui/use-reader.js';
import { readUserAgent } from './user-agent.js';

type SignInSession = Answer<'listSignInSessions'>['sessions'][number];

/** Where one is signed in, and signing out there. */
export function SignInSessions() {
  const { t } = useTranslation('people');
  const sessions = useCall('listSignInSessions', {});
  const revoke = useAction('revokeSignInSession', { stale: ['listSignInSessions'] });
  return (
    <Stack component="section" gap="sm" aria-labelledby="sign-in-sessions">
      <Title order={2} id="sign-in-sessions">
        {t('account.sessions')}
      </Title>
      <Problem error={revoke.error} />
      <Loaded query={sessions}>
        {(answer) => (
          <Stack component="ul" gap={0} className="plain-list">
            {answer.sessions.map((session) => (
              <li key={session.id}>
                <SessionRow
                  session={session}
                  busy={revoke.isPending}
                  onRevoke={() => revoke.mutate({ params: { session: session.id } })}
                />
              </li>
            ))}
          </Stack>
        )}
      </Loaded>
    </Stack>
  );
}

interface SessionRowProps {
  session: SignInSession;
  busy: boolean;
  onRevoke: () => void;
}

function SessionRow({ session, busy, onRevoke }: SessionRowProps) {
  const { t } = useTranslation('people');
  const reader = useReader();
  const program = readUserAgent(session.userAgent);
  const name = program ? t('account.browser', program) : t('account.unknownBrowser');
  return (
    <Group className="lined-row" gap="sm" justify="space-between">
      <Group gap="sm" wrap="nowrap" flex="1 1 240px">
        <IconDeviceLaptop aria-hidden style={{ flexShrink: 0 }} />
        <Stack gap={0}>
          <Text fw={600}>{name}</Text>
          <Text size="sm" c="dimmed">
            {t('account.lastSeen', { when: formatDayTime(session.lastSeenAt, reader, true) })}
          </Text>
        </Stack>
      </Group>
      {session.current ? (
        <Badge>{t('account.here')}</Badge>
      ) : (
        <Button
          variant="default"
          onClick={onRevoke}
          disabled={busy}
          aria-label={`${t('account.revoke')}: ${name}`}
        >
          {t('account.revoke')}
        </Button>
      )}
    </Group>
  );
}
