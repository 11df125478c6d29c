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
  /** The how-manieth code is on its way, and for how long it is good. */
  const [sent, setSent] = useState<{ number: number; minutes: number } | null>(null);
  const request = useAction('requestCode');

  function ask(again: boolean) {
    const address = Email.safeParse(email.trim());
    setWrong(!address.success);
    if (!address.success) return;
    request.mutate(
      { body: { email: address.data, language, timeZone: deviceZone() } },
      {
        // Who has gone back to the address meanwhile stays there.
        onSuccess: ({ validForMinutes: minutes }) =>
          setSent((before) => (again && !before ? null : { number: (before?.number ?? 0) + 1, minutes })),
      },
    );
  }
  function send(event: FormEvent) {
    event.preventDefault();
    ask(false);
  }

  if (sent) {
    return (
      <Stack>
        <Text role="status">
          {t(sent.number > 1 ? 'signIn.sentAgain' : 'signIn.sent', {
            email: email.trim(),
            minutes: sent.minutes,
          })}
        </Text>
        {demo && (
          <Anchor component={Link} to={`/mail?to=${encodeURIComponent(email.trim())}`} target="_blank">
            {t('signIn.mailbox')}
          </Anchor>
        )}
        <CodeForm
          key={sent.number}
          onDone={onDone}
          onTry={request.reset}
          onAgain={{ press: () => ask(true), pending: request.isPending, error: request.error }}
          onOther={() => {
            request.reset();
            setSent(null);
          }}
        />
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

interface CodeFormProps {
  onDone: (me: Me) => Promise<void>;
  /** What was refused before is over. */
  onTry: () => void;
  /** Has another code sent to the same address. */
  onAgain: { press: () => void; pending: boolean; error: Error | null };
  onOther: () => void;
}

/** Six digits in one field: it can be pasted into, also with spaces, and sends itself when it is full. */
function CodeForm({ onDone, onTry, onAgain, onOther }: CodeFormProps) {
  const { t } = useTranslation('people');
  const [code, setCode] = useState('');
  const signIn = useAction('signIn');
  const field = useRef<HTMLInputElement>(null);
  // The reader has just asked for the code: the next thing to do is to type it.
  useEffect(() => field.current?.focus(), []);

  function send(digits: string) {
    if (digits.length !== 6 || signIn.isPending) return;
    onTry();
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
        <Problem error={onAgain.error ?? signIn.error} />
        <Group>
          <Button type="submit" loading={signIn.isPending} disabled={code.length < 6}>
            {t('signIn.enter')}
          </Button>
          <Button variant="default" loading={onAgain.pending} onClick={onAgain.press}>
            {t('signIn.again')}
          </Button>
          <Button variant="subtle" onClick={onOther}>
            {t('signIn.other')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
