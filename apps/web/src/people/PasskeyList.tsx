import { Badge, Button, Group, Stack, Text, TextInput, Title } from '@mantine/core';
import { formatDayTime } from '@foyer/locales';
import { IconKey } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { forget, useAction, useCall, type Answer } from '../server/api.js';
import { Loaded } from '../ui/Loaded.js';
import { notifyDone } from '../ui/notify.js';
import { Problem } from '../ui/Problem.js';
import { useReader } from '../ui/use-reader.js';
import { GiveUpQuestion, takeFocus } from './GiveUpQuestion.js';
import { isCancelled, isThereAlready, knowsPasskeys, makePasskey } from './passkey.js';
import { readUserAgent } from './user-agent.js';

type Passkey = Answer<'listPasskeys'>['passkeys'][number];

/** One's passkeys, and making another. */
export function PasskeyList() {
  const { t } = useTranslation('people');
  const passkeys = useCall('listPasskeys', {});
  const program = readUserAgent(navigator.userAgent);
  const another = useRef<HTMLButtonElement>(null);
  const add = useMutation({
    mutationFn: () => makePasskey(program ? t('account.browser', program) : t('account.unknownBrowser')),
    onSuccess: async () => {
      await forget('listPasskeys');
      notifyDone(t('passkey.added'));
    },
  });
  const said = isThereAlready(add.error)
    ? t('passkey.there')
    : isCancelled(add.error) && t('passkey.cancelled');
  return (
    <Stack component="section" gap="sm" aria-labelledby="passkeys">
      <Title order={2} id="passkeys">
        {t('passkey.title')}
      </Title>
      <Text>{t('passkey.intro')}</Text>
      <Loaded query={passkeys}>
        {({ passkeys: all }) =>
          all.length === 0 ? (
            <Text c="dimmed">{t('passkey.none')}</Text>
          ) : (
            <Stack component="ul" gap={0} className="plain-list">
              {all.map((passkey) => (
                <li key={passkey.id}>
                  <PasskeyRow passkey={passkey} onGone={() => another.current?.focus()} />
                </li>
              ))}
            </Stack>
          )
        }
      </Loaded>
      <div role="status">{said && <Text>{said}</Text>}</div>
      {!said && <Problem error={add.error} />}
      {knowsPasskeys() ? (
        <Button
          ref={another}
          w="fit-content"
          variant="default"
          loading={add.isPending}
          onClick={() => add.mutate()}
        >
          {t('passkey.add')}
        </Button>
      ) : (
        <Text c="dimmed">{t('passkey.unsupported')}</Text>
      )}
    </Stack>
  );
}

interface PasskeyRowProps {
  passkey: Passkey;
  /** Where the focus goes then. */
  onGone: () => void;
}

function PasskeyRow({ passkey, onGone }: PasskeyRowProps) {
  const { t } = useTranslation('people');
  const reader = useReader();
  const [doing, setDoing] = useState<'rename' | 'delete' | null>(null);
  const { name, lastUsedAt, createdAt, synced } = passkey;
  const [from, setFrom] = useState<'rename' | 'delete' | null>(null);
  const open = (what: 'rename' | 'delete'): void => {
    setDoing(what);
    setFrom(what);
  };
  if (doing === 'rename') return <RenameForm passkey={passkey} onDone={() => setDoing(null)} />;
  if (doing === 'delete')
    return <DeleteQuestion passkey={passkey} onKeep={() => setDoing(null)} onGone={onGone} />;
  return (
    <Group className="lined-row" gap="sm" justify="space-between">
      <Group gap="sm" wrap="nowrap" flex="1 1 240px">
        <IconKey aria-hidden style={{ flexShrink: 0 }} />
        <Stack gap={0}>
          <Text fw={600}>{name}</Text>
          <Text size="sm" c="dimmed">
            {lastUsedAt === null
              ? t('passkey.unused', { when: formatDayTime(createdAt, reader, true) })
              : t('passkey.used', { when: formatDayTime(lastUsedAt, reader, true) })}
          </Text>
          {synced && <Badge variant="light">{t('passkey.synced')}</Badge>}
        </Stack>
      </Group>
      <Group gap="xs">
        <Button
          variant="default"
          onClick={() => open('rename')}
          // Whoever comes back from there goes on where they were.
          ref={from === 'rename' ? takeFocus : undefined}
          aria-label={`${t('passkey.rename')}: ${name}`}
        >
          {t('passkey.rename')}
        </Button>
        <Button
          variant="default"
          onClick={() => open('delete')}
          ref={from === 'delete' ? takeFocus : undefined}
          aria-label={`${t('passkey.delete')}: ${name}`}
        >
          {t('passkey.delete')}
        </Button>
      </Group>
    </Group>
  );
}

function RenameForm({ passkey, onDone }: { passkey: Passkey; onDone: () => void }) {
  const { t } = useTranslation(['people', 'common']);
  const [name, setName] = useState(passkey.name);
  const rename = useAction('renamePasskey', { stale: ['listPasskeys'] });
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.select(), []);
  const save = (event: FormEvent): void => {
    event.preventDefault();
    if (name.trim() === '') return field.current?.focus();
    rename.mutate({ params: { passkey: passkey.id }, body: { name: name.trim() } }, { onSuccess: onDone });
  };
  return (
    <form onSubmit={save} noValidate className="lined-row">
      <Stack gap="sm">
        <TextInput
          ref={field}
          label={t('passkey.name')}
          description={t('passkey.nameHint')}
          maxLength={80}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Problem error={rename.error} />
        <Group gap="xs">
          <Button type="submit" loading={rename.isPending} disabled={name.trim() === ''}>
            {t('common:action.save')}
          </Button>
          <Button variant="subtle" onClick={onDone}>
            {t('passkey.keep')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

interface DeleteQuestionProps extends PasskeyRowProps {
  onKeep: () => void;
}

function DeleteQuestion({ passkey, onKeep, onGone }: DeleteQuestionProps) {
  const { t } = useTranslation('people');
  const remove = useAction('deletePasskey', { stale: ['listPasskeys'] });
  return (
    <GiveUpQuestion
      question={t('passkey.deleteQuestion', { name: passkey.name })}
      text={t('passkey.deleteText')}
      answer={t('passkey.delete')}
      pending={remove.isPending}
      error={remove.error}
      onGiveUp={() => remove.mutate({ params: { passkey: passkey.id } }, { onSuccess: onGone })}
      onKeep={onKeep}
    />
  );
}
