import { sameWallTime, zoneCity } from '@foyer/locales';
import { Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { Loaded } from '../ui/Loaded.js';
import NotFound from '../ui/NotFound.js';
import { Page } from '../ui/Page.js';
import { useReader } from '../ui/use-reader.js';
import { AgendaEditor } from './AgendaEditor.js';
import './editor.css';
import { ReleaseLink } from './ReleaseLink.js';
import { useWorkingAgenda } from './use-working-agenda.js';

/** Where organisers make the agenda: together, as a draft that nobody else sees until it is released. */
export default function AgendaEditorPage() {
  const { roles } = useEvent();
  if (!roles.some((role) => role === 'owner' || role === 'organiser')) return <NotFound />;
  return <WorkingPage />;
}

function WorkingPage() {
  const { t } = useTranslation('editor');
  const { event } = useEvent();
  const reader = useReader();
  const working = useWorkingAgenda();
  const same = sameWallTime(event.startsAt, reader.timeZone, event.timeZone);
  const city = zoneCity(event.timeZone, reader.language);
  const own = zoneCity(reader.timeZone, reader.language);
  return (
    <Page
      title={t('title')}
      width="wide"
      intro={
        <Stack gap={0}>
          <Text c="dimmed">{same ? t('zone', { city }) : t('zoneBoth', { city, own })}</Text>
          <Text c="dimmed">{t('draftHint')}</Text>
        </Stack>
      }
      action={working.data && <ReleaseLink sessions={working.data.snapshot.sessions} />}
    >
      <Loaded query={working}>{(data) => <AgendaEditor {...data} />}</Loaded>
    </Page>
  );
}
