import { Alert, Anchor, Button, Card, Group, Stack, Text, Title } from '@mantine/core';
import { isProblem } from '@foyer/client';
import type { Prefill, Registration } from '@foyer/contracts';
import { IconInfoCircle } from '@tabler/icons-react';
import { useEffect, useRef, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useEvent } from '../events/use-event.js';
import { SignInByCode } from '../people/SignInByCode.js';
import { FaultSummary } from '../form/FaultSummary.js';
import { useAction, useCall, type Answer } from '../server/api.js';
import { useIdentityChanged, useMe, type Me } from '../server/me.js';
import { Loaded } from '../ui/Loaded.js';
import { Problem } from '../ui/Problem.js';
import { deviceZone, useLanguage } from '../ui/use-reader.js';
import {
  blankDraft,
  draftOf,
  faultsIn,
  forgetDraft,
  keepDraft,
  keptDraft,
  knownOf,
  readDraft,
  type Draft,
  type Faults,
  type Form,
} from './draft.js';
import { FormFields } from './FormFields.js';

interface RegistrationFormProps {
  me: Me | null;
  registration: Registration | null;
  /** What whoever invited the reader knows of them. */
  prefill: Prefill | null;
  onDone: () => void;
  /** Where there is something to go back to. */
  onCancel?: (() => void) | undefined;
}

/** The form as the event asks it, with what somebody has told before. */
export function RegistrationForm(props: RegistrationFormProps) {
  const { event } = useEvent();
  const params = { event: event.slug };
  const form = useCall('getForm', { params });
  const given = useCall('getMyAnswers', { params }, { enabled: props.me !== null });
  return (
    <Loaded query={form}>
      {(asked) =>
        props.me === null ? (
          <FilledForm {...props} form={asked} given={nothingGiven} />
        ) : (
          <Loaded query={given}>{(answers) => <FilledForm {...props} form={asked} given={answers} />}</Loaded>
        )
      }
    </Loaded>
  );
}

type Given = Answer<'getMyAnswers'>;
const nothingGiven: Given = { answers: {}, archived: [], files: [], consents: [] };

/** The form from the first letter to the answer; what is entered outlives reloads and signing in. */
function FilledForm({
  me,
  registration,
  prefill,
  onDone,
  onCancel,
  form,
  given,
}: RegistrationFormProps & { form: Form; given: Given }) {
  const { t } = useTranslation(['registration', 'common']);
  const { event } = useEvent();
  const language = useLanguage();
  const person = me?.id ?? null;
  const [kept] = useState(() => keptDraft(event.slug, person));
  const [restored, setRestored] = useState(kept !== null);
  const fresh = () => {
    if (registration) return draftOf(registration, given);
    // An account that nobody has filled in yet knows less of its zone than this device does.
    const timeZone = me?.name ? me.timeZone : deviceZone();
    return { ...blankDraft({ name: me?.name ?? '', language, timeZone }), ...knownOf(prefill) };
  };
  const [draft, setDraft] = useState<Draft>(() => kept?.draft ?? fresh());
  const [tries, setTries] = useState(0);
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [refused, setRefused] = useState<Faults>(new Map());
  const [proving, setProving] = useState(false);
  const register = useAction('register', {
    stale: ['getMyRegistration', 'getMyPlace', 'getMe', 'getMyAnswers', 'getForm'],
  });
  const read = readDraft(draft, form, language);
  // Before the first try only what somebody has already left and what is wrong in itself is said.
  const faults: Faults = new Map([
    ...[...read.faults].filter(([place, fault]) => tries > 0 || (fault !== 'required' && left.has(place))),
    ...refused,
  ]);

  function change(part: Partial<Draft>) {
    const next = { ...draft, ...part };
    setDraft(next);
    keepDraft(event.slug, next, person);
    setRefused(new Map());
  }

  function send() {
    setTries(tries + 1);
    if (!read.body) return;
    if (!me) {
      keepDraft(event.slug, draft, null, true);
      return setProving(true);
    }
    register.mutate(
      { params: { event: event.slug }, body: read.body },
      {
        onSuccess: () => {
          forgetDraft(event.slug);
          onDone();
        },
        onError: (error) => {
          keepDraft(event.slug, draft, person);
          setRefused(faultsIn(error, form));
          setTries((before) => before + 1);
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
    setTries(0);
    setLeft(new Set());
    setRefused(new Map());
    setDraft(fresh());
  }

  if (proving && !me) return <Prove onBack={() => setProving(false)} />;
  const label = !me
    ? 'submit.goOn'
    : registration === null
      ? prefill
        ? 'submit.confirm'
        : 'submit.register'
      : submitLabels[registration.state];
  return (
    <form
      noValidate
      onSubmit={(submitted: FormEvent) => {
        submitted.preventDefault();
        send();
      }}
    >
      <Stack gap="lg">
        <FaultSummary faults={faults} form={form} tries={tries} />
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
        <FormFields
          draft={draft}
          onChange={change}
          faults={faults}
          form={form}
          files={given.files}
          anonymous={me === null}
          onLeave={(place) => setLeft(new Set([...left, place]))}
        />
        <Stack gap="sm">
          {!(isProblem(register.error, 'invalid_input') && refused.size > 0) && (
            <Problem error={register.error} />
          )}
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

const submitLabels = {
  invited: 'submit.confirm',
  withdrawn: 'submit.again',
  declined: 'submit.again',
  pending: 'submit.save',
  waiting: 'submit.save',
  confirmed: 'submit.save',
} as const;

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
