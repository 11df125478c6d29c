import { Anchor, Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { Email } from '@foyer/contracts';
import { useEffect, useRef, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useAction } from '../server/api.js';
import type { Me } from '../server/me.js';
import { Problem } from '../ui/Problem.js';
import { deviceZone, useLanguage } from '../ui/use-reader.js';

interface SignInByCodeProps {
  onDone: (me: Me) => Promise<void>;
  demo: boolean;
}

/** First the address, then the six digits from the mail. */
export function SignInByCode({ onDone, demo }: SignInByCodeProps) {
  const { t } = useTranslation('people');
  const language = useLanguage();
  const [email, setEmail] = useState('');
  const [wrong, setWrong] = useState(false);
  const request = useAction('requestCode');

  function send(event: FormEvent) {
    event.preventDefault();
    const address = Email.safeParse(email.trim());
    setWrong(!address.success);
    if (address.success) {
      request.mutate({ body: { email: address.data, language, timeZone: deviceZone() } });
    }
  }

  if (request.data) {
    const { validForMinutes } = request.data;
    return (
      <Stack>
        <Text role="status">{t('signIn.sent', { email: email.trim(), minutes: validForMinutes })}</Text>
        {demo && (
          <Anchor component={Link} to={`/mail?to=${encodeURIComponent(email.trim())}`} target="_blank">
            {t('signIn.mailbox')}
          </Anchor>
        )}
        <CodeForm onDone={onDone} onOther={() => request.reset()} />
      </Stack>
    );
  }
  return (
    <form onSubmit={send} noValidate>
      <Stack>
        <TextInput
          type="email"
          name="email"
          autoComplete="username webauthn"
          inputMode="email"
          label={t('signIn.email')}
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
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

/** Six digits in one field: it can be pasted into, also with spaces, and sends itself when it is full. */
function CodeForm({ onDone, onOther }: { onDone: (me: Me) => Promise<void>; onOther: () => void }) {
  const { t } = useTranslation('people');
  const [code, setCode] = useState('');
  const signIn = useAction('signIn');
  const field = useRef<HTMLInputElement>(null);
  // The reader has just asked for the code: the next thing to do is to type it.
  useEffect(() => field.current?.focus(), []);

  function send(digits: string) {
    if (digits.length !== 6 || signIn.isPending) return;
    signIn.mutate(
      { body: { code: digits } },
      {
        onSuccess: (me) => void onDone(me),
        onError: () => {
          setCode('');
          field.current?.focus();
        },
      },
    );
  }
  function type(typed: string) {
    const digits = typed.replaceAll(/\D/g, '').slice(0, 6);
    setCode(digits);
    if (digits !== code) send(digits);
  }
  function submit(event: FormEvent) {
    event.preventDefault();
    send(code);
  }

  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <TextInput
          ref={field}
          name="code"
          inputMode="numeric"
          autoComplete="one-time-code"
          label={t('signIn.code')}
          description={t('signIn.codeHint')}
          classNames={{ input: 'code-input tabular' }}
          value={code}
          onChange={(event) => type(event.currentTarget.value)}
        />
        <Problem error={signIn.error} />
        <Group>
          <Button type="submit" loading={signIn.isPending} disabled={code.length < 6}>
            {t('signIn.enter')}
          </Button>
          <Button variant="subtle" onClick={onOther}>
            {t('signIn.other')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
