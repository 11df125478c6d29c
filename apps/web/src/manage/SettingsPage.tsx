import { Badge, Button, Card, Group, Stack, Text, Title } from '@mantine/core';
import { IconEye, IconPencil } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { useAction } from '../server/api.js';
import NotFound from '../ui/NotFound.js';
import { Page } from '../ui/Page.js';
import { Problem } from '../ui/Problem.js';
import { notifyDone } from '../ui/notify.js';
import { EventForm } from './EventForm.js';
import { GuestsSetting } from './GuestsSetting.js';
import { toWall } from './wall-time.js';

/** What the event is called, when it is, in which languages, and whether everybody sees it. */
export default function SettingsPage() {
  const { t } = useTranslation(['manage', 'common']);
  const { event, roles } = useEvent();
  const update = useAction('updateEvent', { stale: ['getEvent', 'listEvents'] });
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
            onSave={(body) =>
              update.mutate({ params, body }, { onSuccess: () => notifyDone(t('common:action.saved')) })
            }
          >
            <Problem error={update.error} />
          </EventForm>
        </Stack>
      </Card>
      <GuestsSetting />
    </Page>
  );
}

/** Whether everybody sees the event, and the button that changes it. */
function Published() {
  const { t } = useTranslation('manage');
  const { event } = useEvent();
  const update = useAction('updateEvent', { stale: ['getEvent', 'listEvents'] });
  const published = event.state === 'published';
  return (
    <Stack gap="xs">
      <Group gap="sm">
        <Badge
          color={published ? 'accent' : 'gray'}
          leftSection={published ? <IconEye size={14} aria-hidden /> : <IconPencil size={14} aria-hidden />}
        >
          {t(published ? 'state.published' : 'state.draft')}
        </Badge>
        <Text c="dimmed">{t(published ? 'state.publishedHint' : 'state.draftHint')}</Text>
        <Button
          variant={published ? 'default' : 'filled'}
          loading={update.isPending}
          onClick={() =>
            update.mutate({
              params: { event: event.slug },
              body: { state: published ? 'draft' : 'published' },
            })
          }
        >
          {t(published ? 'state.hide' : 'state.publish')}
        </Button>
      </Group>
      <Problem error={update.error} />
    </Stack>
  );
}
