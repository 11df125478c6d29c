import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { formatDayTime } from '@foyer/locales';
import { IconBuildingCommunity } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAction, useCall, type Answer } from '../server/api.js';
import { Loaded } from '../ui/Loaded.js';
import { useReader } from '../ui/use-reader.js';
import { GiveUpQuestion, takeFocus } from './GiveUpQuestion.js';

type Identity = Answer<'listIdentities'>['identities'][number];

/** One's accounts at providers; nothing where there are no providers and one has none. */
export function IdentityList() {
  const { t } = useTranslation('people');
  const providers = useCall('listProviders', {});
  const own = useCall('listIdentities', {});
  const title = useRef<HTMLHeadingElement>(null);
  if (!providers.data?.providers.length && !own.data?.identities.length) return null;
  return (
    <Stack component="section" gap="sm" aria-labelledby="identities">
      <Title order={2} id="identities" ref={title} tabIndex={-1}>
        {t('provider.title')}
      </Title>
      <Text>{t('provider.intro')}</Text>
      <Loaded query={own}>
        {({ identities }) =>
          identities.length === 0 ? (
            <Text c="dimmed">{t('provider.none')}</Text>
          ) : (
            <Stack component="ul" gap={0} className="plain-list">
              {identities.map((identity) => (
                <li key={identity.id}>
                  <IdentityRow identity={identity} onGone={() => title.current?.focus()} />
                </li>
              ))}
            </Stack>
          )
        }
      </Loaded>
    </Stack>
  );
}

interface IdentityRowProps {
  identity: Identity;
  /** Where the focus goes then. */
  onGone: () => void;
}

function IdentityRow({ identity, onGone }: IdentityRowProps) {
  const { t } = useTranslation('people');
  const reader = useReader();
  const [asking, setAsking] = useState<'no' | 'yes' | 'kept'>('no');
  const { name, email, lastUsedAt } = identity;
  if (asking === 'yes')
    return <UnlinkQuestion identity={identity} onKeep={() => setAsking('kept')} onGone={onGone} />;
  return (
    <Group className="lined-row" gap="sm" justify="space-between">
      <Group gap="sm" wrap="nowrap" flex="1 1 240px">
        <IconBuildingCommunity aria-hidden style={{ flexShrink: 0 }} />
        <Stack gap={0}>
          <Text fw={600}>{name}</Text>
          {email !== null && <Text size="sm">{email}</Text>}
          <Text size="sm" c="dimmed">
            {t('provider.used', { when: formatDayTime(lastUsedAt, reader, true) })}
          </Text>
        </Stack>
      </Group>
      <Button
        variant="default"
        onClick={() => setAsking('yes')}
        // Whoever comes back from there goes on where they were.
        ref={asking === 'kept' ? takeFocus : undefined}
        aria-label={`${t('provider.unlink')}: ${name}`}
      >
        {t('provider.unlink')}
      </Button>
    </Group>
  );
}

interface UnlinkQuestionProps extends IdentityRowProps {
  onKeep: () => void;
}

function UnlinkQuestion({ identity, onKeep, onGone }: UnlinkQuestionProps) {
  const { t } = useTranslation('people');
  const unlink = useAction('unlinkIdentity', { stale: ['listIdentities'] });
  return (
    <GiveUpQuestion
      question={t('provider.unlinkQuestion', { name: identity.name })}
      text={t('provider.unlinkText')}
      answer={t('provider.unlink')}
      pending={unlink.isPending}
      error={unlink.error}
      onGiveUp={() => unlink.mutate({ params: { identity: identity.id } }, { onSuccess: onGone })}
      onKeep={onKeep}
    />
  );
}
