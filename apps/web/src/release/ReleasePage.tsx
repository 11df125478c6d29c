import { isProblem } from '@foyer/client';
import { streams, type LocalisedText } from '@foyer/contracts';
import { Alert, Button, Stack } from '@mantine/core';
import { IconCircleCheck, IconLock, IconPencil } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useEvent } from '../events/use-event.js';
import { hasPage } from '../pages.js';
import { forget, useCall, type Answer } from '../server/api.js';
import { useStream } from '../server/live.js';
import { Empty } from '../ui/Empty.js';
import { Loaded } from '../ui/Loaded.js';
import { Page } from '../ui/Page.js';
import { useLocalised } from '../ui/use-reader.js';
import { ChangeGroups } from './ChangeGroups.js';
import { Conflicts } from './Conflicts.js';
import { ReleaseForm } from './ReleaseForm.js';
import { ReleaseHistory } from './ReleaseHistory.js';
import { Section } from './Section.js';
import { ZoneNote } from './ZoneNote.js';
import './release.css';

/** What the next release of the agenda would change, and the button that releases it: for organisers. */
export default function ReleasePage() {
  const { t } = useTranslation(['release', 'common']);
  const { event } = useEvent();
  const say = useLocalised(event.languages[0]);
  const params = { event: event.slug };
  const preview = useCall('previewRelease', { params }, { staleTime: 0 });
  const history = useCall('listReleases', { params });
  const [done, setDone] = useState<LocalisedText | null>(null);
  useFresh(event.id);
  const refused = isProblem(preview.error, 'forbidden') || isProblem(preview.error, 'not_signed_in');
  // Whose session ends while they write keeps what is written.
  if (refused && preview.data === undefined) {
    return (
      <Page title={t('common:desk.release')}>
        <Empty icon={<IconLock />} title={t('organisersTitle')} text={t('organisersText')} />
      </Page>
    );
  }
  return (
    <Page title={t('common:desk.release')} intro={t('intro')}>
      {done !== null && (
        <Alert color="accent" variant="outline" role="status" icon={<IconCircleCheck aria-hidden />}>
          {t('done', { name: say(done) })}
        </Alert>
      )}
      <Loaded query={preview}>
        {(next) =>
          next.changes.length ? <Next preview={next} onDone={setDone} /> : <Nothing preview={next} />
        }
      </Loaded>
      <Loaded query={history}>
        {({ releases }) =>
          releases.length > 0 && (
            <Section title={t('history')}>
              <ReleaseHistory releases={releases} />
            </Section>
          )
        }
      </Loaded>
    </Page>
  );
}

interface NextProps {
  preview: Answer<'previewRelease'>;
  onDone: (name: LocalisedText) => void;
}

function Next({ preview, onDone }: NextProps) {
  const { t } = useTranslation('release');
  const { event } = useEvent();
  const say = useLocalised(event.languages[0]);
  const { since, changes, names, conflicts } = preview;
  return (
    <Stack gap="lg">
      <Conflicts preview={preview} />
      <Section title={since ? t('since', { name: say(since.name) }) : t('sinceFirst')} intro={<ZoneNote />}>
        <ChangeGroups changes={changes} names={names} />
      </Section>
      <ReleaseForm preview={preview} blocked={conflicts.some(({ blocking }) => blocking)} onDone={onDone} />
    </Stack>
  );
}

function Nothing({ preview: { since } }: { preview: Answer<'previewRelease'> }) {
  const { t } = useTranslation('release');
  const { event } = useEvent();
  const say = useLocalised(event.languages[0]);
  return (
    <Empty
      icon={<IconPencil />}
      title={since ? t('none.title', { name: say(since.name) }) : t('none.first')}
      text={t('none.text')}
      action={
        hasPage('/e/:event/manage/agenda') && (
          <Button component={Link} to={`/e/${event.slug}/manage/agenda`} mt="xs">
            {t('none.toAgenda')}
          </Button>
        )
      }
    />
  );
}

/** Whoever edits the agenda meanwhile: what a release would do is asked anew. */
function useFresh(event: string): void {
  const followed = useStream(streams.workingAgenda, { event });
  const revision = followed?.rev;
  useEffect(() => {
    if (revision !== undefined) void forget('previewRelease');
  }, [revision]);
}
