import { Alert, Anchor, Button, Card, Group, Stack, Text, Title } from '@mantine/core';
import { isProblem } from '@foyer/client';
import type { Registration } from '@foyer/contracts';
import { IconInfoCircle } from '@tabler/icons-react';
import { useEffect, useRef, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useEvent } from '../events/use-event.js';
import { SignInByCode } from '../people/SignInByCode.js';
import { useAction } from '../server/api.js';
import { useIdentityChanged, useMe, type Me } from '../server/me.js';
import { Problem } from '../ui/Problem.js';
import { deviceZone, useLanguage } from '../ui/use-reader.js';
import {
  blankDraft,
  draftOf,
  fieldId,
  fields,
  forgetDraft,
  keepDraft,
  keptDraft,
  readDraft,
  wrongFields,
  type Draft,
  type Field,
} from './draft.js';
import { FormFields } from './FormFields.js';

interface RegistrationFormProps {
  me: Me | null;
  registration: Registration | null;
  onDone: () => void;
  /** Where there is something to go back to. */
  onCancel?: (() => void) | undefined;
}

/** The form from the first letter to the answer; what is entered outlives reloads and signing in. */
export function RegistrationForm({ me, registration, onDone, onCancel }: RegistrationFormProps) {
  const { t } = useTranslation(['registration', 'common']);
  const { event } = useEvent();
  const language = useLanguage();
  const person = me?.id ?? null;
  const [kept] = useState(() => keptDraft(event.slug, person));
  const [restored, setRestored] = useState(kept !== null);
  const fresh = () => {
    if (registration) return draftOf(registration);
    // An account that nobody has filled in yet knows less of its zone than this device does.
    const timeZone = me?.name ? me.timeZone : deviceZone();
    return blankDraft({ name: me?.name ?? '', language, timeZone });
  };
  const [draft, setDraft] = useState<Draft>(() => kept?.draft ?? fresh());
  const [wrong, setWrong] = useState<ReadonlySet<Field>>(new Set());
  const [proving, setProving] = useState(false);
  const register = useAction('register', { stale: ['getMyRegistration', 'getMyPlace', 'getMe'] });

  function change(part: Partial<Draft>) {
    const next = { ...draft, ...part };
    setDraft(next);
    keepDraft(event.slug, next, person);
    setWrong((before) => new Set([...before].filter((field) => !(field in part))));
  }

  function show(found: ReadonlySet<Field>) {
    setWrong(found);
    const first = fields.find((field) => found.has(field));
    if (first) document.getElementById(fieldId(first))?.focus();
  }

  function send() {
    const read = readDraft(draft);
    if ('wrong' in read) return show(read.wrong);
    if (!me) {
      keepDraft(event.slug, draft, null, true);
      return setProving(true);
    }
    register.mutate(
      { params: { event: event.slug }, body: read.form },
      {
        onSuccess: () => {
          forgetDraft(event.slug);
          onDone();
        },
        onError: (error) => {
          keepDraft(event.slug, draft, person);
          show(wrongFields(error));
        },
      },
    );
  }

  // Whoever pressed the button before signing in does not have to press it again.
  const sendOnce = useRef(kept?.sending === true && registration?.state !== 'confirmed');
  useEffect(() => {
    if (!me || !sendOnce.current) return;
    sendOnce.current = false;
    send();
  });

  function startOver() {
    forgetDraft(event.slug);
    setRestored(false);
    setWrong(new Set());
    setDraft(fresh());
  }

  if (proving && !me) return <Prove onBack={() => setProving(false)} />;
  const label = !me
    ? 'submit.goOn'
    : registration === null
      ? 'submit.register'
      : ({ invited: 'submit.confirm', withdrawn: 'submit.again', confirmed: 'submit.save' } as const)[
          registration.state
        ];
  return (
    <form
      noValidate
      onSubmit={(submitted: FormEvent) => {
        submitted.preventDefault();
        send();
      }}
    >
      <Stack gap="lg">
        {restored && (
          <Alert variant="light" icon={<IconInfoCircle aria-hidden />} role="status">
            <Group gap="sm" justify="space-between">
              <Text c="var(--mantine-color-text)">{t('form.kept')}</Text>
              <Button variant="default" onClick={startOver}>
                {t('form.startOver')}
              </Button>
            </Group>
          </Alert>
        )}
        {me ? (
          <Text c="dimmed">{t('form.as', { email: me.email })}</Text>
        ) : (
          <Text>
            {t('form.known')}{' '}
            <Anchor component={Link} to={`/sign-in?next=${encodeURIComponent(`/e/${event.slug}/register`)}`}>
              {t('common:signIn')}
            </Anchor>
          </Text>
        )}
        <FormFields draft={draft} onChange={change} wrong={wrong} />
        <Stack gap="sm">
          <Text role="alert" c="var(--mantine-color-error)">
            {wrong.size > 0 && t('form.look')}
          </Text>
          {!isProblem(register.error, 'invalid_input') && <Problem error={register.error} />}
          <Group>
            <Button type="submit" size="lg" loading={register.isPending}>
              {t(label)}
            </Button>
            {onCancel && (
              <Button
                variant="subtle"
                size="lg"
                onClick={() => {
                  forgetDraft(event.slug);
                  onCancel();
                }}
              >
                {t('form.cancel')}
              </Button>
            )}
          </Group>
        </Stack>
      </Stack>
    </form>
  );
}

/** The last step of somebody new: a code proves the address, and then the form is sent. */
function Prove({ onBack }: { onBack: () => void }) {
  const { t } = useTranslation('registration');
  const { demo } = useMe();
  const identityChanged = useIdentityChanged();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <Stack gap="lg">
      <Card className="foyer-card" padding="lg">
        <Stack>
          <Title order={2} ref={heading} tabIndex={-1}>
            {t('prove.title')}
          </Title>
          <Text>{t('prove.text')}</Text>
          <SignInByCode demo={demo} onDone={identityChanged} />
        </Stack>
      </Card>
      <Button variant="subtle" onClick={onBack} style={{ alignSelf: 'flex-start' }}>
        {t('prove.back')}
      </Button>
    </Stack>
  );
}
