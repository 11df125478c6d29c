import { Anchor, Button, Card, Stack, Text, TextInput } from '@mantine/core';
import type { Session } from '@foyer/contracts';
import { languageOf } from '@foyer/locales';
import { IconDoorEnter } from '@tabler/icons-react';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'react-router';
import { useEvent } from '../events/use-event.js';
import { useAction } from '../server/api.js';
import { useIdentityChanged, useMe } from '../server/me.js';
import { EventTime } from '../ui/EventTime.js';
import { Page } from '../ui/Page.js';
import { Problem } from '../ui/Problem.js';
import { deviceZone, useLanguage, useLocalised } from '../ui/use-reader.js';
import { dropGuestKey, guestKey } from './guest-key.js';

/** Where the event lets guests in: what one comes to, and one button. */
export function GuestGate({ session }: { session: Session }) {
  const { t } = useTranslation('guests');
  const { event } = useEvent();
  const { pathname } = useLocation();
  const { me } = useMe();
  const language = useLanguage();
  const fallback = event.languages[0];
  const say = useLocalised(fallback);
  const [name, setName] = useState('');
  const enter = useAction('enterAsGuest');
  const identityChanged = useIdentityChanged();

  function submit(submitted: FormEvent): void {
    submitted.preventDefault();
    if (enter.isPending) return;
    const given = name.trim();
    const body = { key: guestKey(event.id), language, timeZone: deviceZone() };
    enter.mutate(
      { params: { event: event.slug }, body: given ? { ...body, name: given } : body },
      {
        onSuccess: () => {
          dropGuestKey(event.id);
          void identityChanged(me ?? null);
        },
      },
    );
  }

  return (
    <Page
      width="narrow"
      title={say(session.title)}
      titleLang={languageOf(session.title, language, fallback)}
      intro={<EventTime start={session.startsAt} end={session.endsAt} timeZone={event.timeZone} />}
    >
      <Card className="foyer-card" padding="lg">
        <form onSubmit={submit}>
          <Stack>
            <Text>{t(event.guests === 'ask' ? 'gate.ask' : 'gate.listen')}</Text>
            {!me && event.guests === 'ask' && (
              <TextInput
                label={t('gate.name')}
                description={t('gate.nameHint')}
                autoComplete="name"
                maxLength={120}
                value={name}
                onChange={(changed) => setName(changed.currentTarget.value)}
              />
            )}
            <Problem error={enter.error} />
            <Button
              type="submit"
              loading={enter.isPending || enter.isSuccess}
              leftSection={<IconDoorEnter size={20} aria-hidden />}
            >
              {t('gate.enter')}
            </Button>
          </Stack>
        </form>
      </Card>
      <Text ta="center">
        {me ? (
          <Anchor component={Link} to={`/e/${event.slug}/register`}>
            {t('gate.register')}
          </Anchor>
        ) : (
          <Anchor component={Link} to={`/sign-in?next=${encodeURIComponent(pathname)}`}>
            {t('gate.signIn')}
          </Anchor>
        )}
      </Text>
    </Page>
  );
}
