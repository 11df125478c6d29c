import { Alert, Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { Email } from '@foyer/contracts';
import { IconMailX } from '@tabler/icons-react';
import { useEffect, useRef, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useAction, useCall } from '../server/api.js';
import { useIdentityChanged } from '../server/me.js';
import { notifyDone } from '../ui/notify.js';
import { Problem } from '../ui/Problem.js';

/** Where a code has gone, and for how long it is good. */
interface Sent {
  email: string;
  minutes: number;
}

/** Where mail does not reach the reader: they confirm the address or write the right one, by a code to it. */
export function AddressHold() {
  const { t } = useTranslation('people');
  const address = useCall('getMyAddress', {});
  const [sent, setSent] = useState<Sent | null>(null);
  const hold = address.data?.hold;
  if (!address.data || !hold) return null;
  const { email } = address.data;
  return (
    <Alert color="red" icon={<IconMailX aria-hidden />} title={t(`address.${hold.reason}`)}>
      <Stack>
        <Text>{t(`address.${hold.reason}Text`, { email })}</Text>
        {sent === null ? (
          <AskForm email={email} onSent={setSent} />
        ) : (
          <ConfirmForm sent={sent} onOther={() => setSent(null)} />
        )}
      </Stack>
    </Alert>
  );
}

function AskForm({ email, onSent }: { email: string; onSent: (sent: Sent) => void }) {
  const { t } = useTranslation('people');
  const [typed, setTyped] = useState(email);
  const [wrong, setWrong] = useState(false);
  const request = useAction('requestAddressCode', { once: true });
  function send(submitted: FormEvent) {
    submitted.preventDefault();
    const read = Email.safeParse(typed.trim());
    setWrong(!read.success);
    if (!read.success) return;
    request.mutate(
      { body: { email: read.data } },
      { onSuccess: ({ validForMinutes }) => onSent({ email: read.data, minutes: validForMinutes }) },
    );
  }
  return (
    <form onSubmit={send} noValidate>
      <Stack align="flex-start">
        <TextInput
          type="email"
          autoComplete="email"
          inputMode="email"
          w="100%"
          label={t('signIn.email')}
          value={typed}
          onChange={({ currentTarget: { value } }) => setTyped(value)}
          error={wrong && t('signIn.emailWrong')}
        />
        <Problem error={request.error} />
        <Button type="submit" loading={request.isPending}>
          {t('signIn.send')}
        </Button>
      </Stack>
    </form>
  );
}

function ConfirmForm({ sent, onOther }: { sent: Sent; onOther: () => void }) {
  const { t } = useTranslation('people');
  const [code, setCode] = useState('');
  const confirm = useAction('confirmMyAddress', { stale: ['getMyAddress'], once: true });
  const identityChanged = useIdentityChanged();
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  function send(submitted: FormEvent) {
    submitted.preventDefault();
    if (code.length !== 6) return;
    confirm.mutate(
      { body: { code } },
      {
        onSuccess: (me) => {
          notifyDone(t('address.done', { email: me.email }));
          void identityChanged(me);
        },
      },
    );
  }
  return (
    <form onSubmit={send} noValidate>
      <Stack align="flex-start">
        <Text role="status">{t('signIn.sent', { ...sent })}</Text>
        <TextInput
          ref={field}
          inputMode="numeric"
          autoComplete="one-time-code"
          label={t('signIn.code')}
          description={t('signIn.codeHint')}
          classNames={{ input: 'code-input tabular' }}
          value={code}
          onChange={({ currentTarget: { value } }) => setCode(value.replaceAll(/\D/g, '').slice(0, 6))}
        />
        <Problem error={confirm.error} />
        <Group>
          <Button type="submit" loading={confirm.isPending} disabled={code.length < 6}>
            {t('address.confirm')}
          </Button>
          <Button variant="subtle" onClick={onOther}>
            {t('signIn.other')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
