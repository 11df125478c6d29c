import { Button, Card, Stack, Text, TextInput } from '@mantine/core';
import { Slug } from '@foyer/contracts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { isProblem } from '@foyer/client';
import { useAction } from '../server/api.js';
import { useMe } from '../server/me.js';
import { Page } from '../ui/Page.js';
import { Problem } from '../ui/Problem.js';
import { useLanguage } from '../ui/use-reader.js';
import { EventForm } from './EventForm.js';
import { slugFrom } from './slug.js';

/** An organiser's first step: the event, as a draft that nobody else sees. */
export default function NewEventPage() {
  const { t } = useTranslation(['manage', 'common', 'problems']);
  const { me } = useMe();
  const language = useLanguage();
  const navigate = useNavigate();
  const [slug, setSlug] = useState('');
  const create = useAction('createEvent', { stale: ['listEvents'] });
  const wrong = slug !== '' && !Slug.safeParse(slug).success;
  return (
    <Page title={t('new.title')} intro={t('new.intro')} width="form">
      {me === null && (
        <Stack align="flex-start">
          <Text>{t('problems:not_signed_in')}</Text>
          <Button component={Link} to="/sign-in?next=/events/new">
            {t('common:signIn')}
          </Button>
        </Stack>
      )}
      {me && !me.organiser && <Text>{t('new.notOrganiser')}</Text>}
      {me?.organiser && (
        <Card className="foyer-card" padding="lg">
          <EventForm
            initial={{
              ...{ title: {}, purpose: {}, starts: '', ends: '' },
              timeZone: me.timeZone,
              languages: [language],
            }}
            saving={create.isPending}
            label={t('new.create')}
            onSave={(details) => {
              if (wrong) return;
              // Titles in other scripts leave little behind: the one that leaves most is best.
              const suggested = Object.values(details.title)
                .map(slugFrom)
                .reduce((best, one) => (one.length > best.length ? one : best), '');
              const chosen =
                slug ||
                (Slug.safeParse(suggested).success ? suggested : `event-${details.startsAt.slice(0, 10)}`);
              create.mutate(
                { body: { ...details, slug: chosen } },
                { onSuccess: (event) => void navigate(`/e/${event.slug}/manage`) },
              );
            }}
          >
            <TextInput
              label={t('new.slug')}
              description={t('new.slugHint')}
              value={slug}
              maxLength={80}
              onChange={(event) => setSlug(event.currentTarget.value)}
              error={
                (wrong && t('new.slugWrong')) || (isProblem(create.error, 'conflict') && t('new.slugTaken'))
              }
            />
            {!isProblem(create.error, 'conflict') && <Problem error={create.error} />}
          </EventForm>
        </Card>
      )}
    </Page>
  );
}
