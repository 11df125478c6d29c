import { Button, Card, Group, Stack, Text, Title } from '@mantine/core';
import type { LocalisedText } from '@foyer/contracts';
import { formatDay } from '@foyer/locales';
import { IconCircleCheck, IconCircleDashed } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { useAction, useCall, type Answer } from '../server/api.js';
import { Problem } from '../ui/Problem.js';
import { useLanguage, useLocalised, useReader } from '../ui/use-reader.js';

type State = Answer<'getMyAnswers'>['consents'][number];
type Asked = Answer<'getForm'>['consents'][number];

/** What somebody has agreed to, in the words of then; what need not be is taken back here at any time. */
export function MyConsents() {
  const { t } = useTranslation('form');
  const { event } = useEvent();
  const params = { event: event.slug };
  const form = useCall('getForm', { params });
  const mine = useCall('getMyAnswers', { params });
  if (!form.data || !mine.data) return null;
  const states = mine.data.consents;
  const asked = form.data.consents;
  const old = states.filter((state) => state.given && !asked.some(({ key }) => key === state.consent));
  if (asked.length + old.length === 0) return null;
  return (
    <Card component="section" aria-labelledby="consents" className="foyer-card" padding="lg">
      <Stack gap="lg">
        <Title order={2} id="consents">
          {t('section.consents')}
        </Title>
        <Stack component="ul" gap="lg" className="plain-list">
          {asked.map((consent) => (
            <Consent
              key={consent.key}
              asked={consent}
              state={states.find((state) => state.consent === consent.key)}
            />
          ))}
          {old.map((state) => (
            <Consent key={state.consent} state={state} />
          ))}
        </Stack>
      </Stack>
    </Card>
  );
}

function Consent({ asked, state }: { asked?: Asked; state?: State | undefined }) {
  const { t } = useTranslation('form');
  const { event } = useEvent();
  const say = useLocalised(event.languages[0]);
  const language = useLanguage();
  const set = useAction('setConsent', { stale: ['getMyAnswers'] });
  const given = state?.given === true;
  const needed = asked?.required === true;
  const words: LocalisedText = (given ? state.wording : asked?.wording) ?? {};
  const title = say((given ? state.title : asked?.title) ?? {});
  const answer = (yes: boolean, version: number): void =>
    set.mutate({
      params: { event: event.slug, consent: asked?.key ?? state?.consent ?? '' },
      body: { given: yes, version, language },
    });
  return (
    <li>
      <Stack gap="xs" align="flex-start">
        <Text fw={600}>{title}</Text>
        <Text className="wording" c="dimmed">
          {say(words)}
        </Text>
        <Stand state={state} />
        {given && state.outdated && <Text size="sm">{t('consent.newer')}</Text>}
        <Group gap="sm">
          {given && !needed && (
            <Button
              variant="default"
              loading={set.isPending}
              aria-label={t('consent.takeBackOf', { title })}
              onClick={() => answer(false, state.version)}
            >
              {t('consent.takeBack')}
            </Button>
          )}
          {!given && asked && (
            <Button
              variant="default"
              loading={set.isPending}
              aria-label={t('consent.agreeTo', { title })}
              onClick={() => answer(true, asked.version)}
            >
              {t('consent.agree')}
            </Button>
          )}
        </Group>
        {given && needed && (
          <Text size="sm" c="dimmed">
            {t('consent.why')}
          </Text>
        )}
        <Problem error={set.error} />
      </Stack>
    </li>
  );
}

function Stand({ state }: { state: State | undefined }) {
  const { t } = useTranslation('form');
  const reader = useReader();
  const Icon = state?.given ? IconCircleCheck : IconCircleDashed;
  const date = state && formatDay(state.at, reader, 'date');
  return (
    <Text size="sm" role="status">
      <Icon size={16} aria-hidden className="icon-in-text" />{' '}
      {!state ? t('consent.never') : t(state.given ? 'consent.since' : 'consent.until', { date })}
    </Text>
  );
}
