import { Card, Stack, Title } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { useAction } from '../server/api.js';
import NotFound from '../ui/NotFound.js';
import { Page } from '../ui/Page.js';
import { Problem } from '../ui/Problem.js';
import { notifyDone } from '../ui/notify.js';
import { EventForm } from './EventForm.js';
import { GuestsSetting } from './GuestsSetting.js';
import { NewTimes } from './NewTimes.js';
import { Published } from './Published.js';
import { toWall } from './wall-time.js';

/** What the event is called, when it is, in which languages, and whether everybody sees it. */
export default function SettingsPage() {
  const { t } = useTranslation(['manage', 'common']);
  const { event, roles } = useEvent();
  const update = useAction('updateEvent', { stale: ['getEvent', 'listEvents', 'checkEventTimes'] });
  const [tell, setTell] = useState(true);
  const params = { event: event.slug };
  if (!roles.some((role) => role === 'owner' || role === 'organiser')) return <NotFound />;
  return (
    <Page title={t('common:desk.settings')} intro={<Published />} width="normal">
      <Card component="section" className="foyer-card" padding="lg" aria-labelledby="manage-event">
        <Stack>
          <Title order={2} id="manage-event">
            {t('event.section')}
          </Title>
          <EventForm
            key={event.slug}
            initial={{
              title: event.title,
              purpose: event.purpose,
              timeZone: event.timeZone,
              languages: event.languages,
              starts: toWall(event.startsAt, event.timeZone),
              ends: toWall(event.endsAt, event.timeZone),
            }}
            saving={update.isPending}
            label={t('common:action.save')}
            onSave={(_, changed, done) =>
              update.mutate(
                { params, body: { ...changed, tell } },
                {
                  onSuccess: () => {
                    done();
                    setTell(true);
                    notifyDone(t('common:action.saved'));
                  },
                },
              )
            }
          >
            {(times) => (
              <>
                <NewTimes times={times} tell={tell} onTell={setTell} />
                <Problem error={update.error} />
              </>
            )}
          </EventForm>
        </Stack>
      </Card>
      <GuestsSetting />
    </Page>
  );
}
