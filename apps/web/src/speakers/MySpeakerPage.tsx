import { Alert, Anchor, Button, Card, Group, Stack, Text, Title } from '@mantine/core';
import { filePath, type Speaker } from '@foyer/contracts';
import { IconClock } from '@tabler/icons-react';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useEvent } from '../events/use-event.js';
import { api, forget, useAction, useCall, type Answer } from '../server/api.js';
import { ImageInput } from '../ui/ImageInput.js';
import { Loaded } from '../ui/Loaded.js';
import { Page } from '../ui/Page.js';
import { Problem } from '../ui/Problem.js';
import { notifyDone } from '../ui/notify.js';
import { absenceDrafts, absentTimes } from './absence-draft.js';
import { AbsencesInput } from './AbsencesInput.js';
import { MySessions } from './MySessions.js';
import { ProfileFields } from './ProfileFields.js';
import { draftOf, profileOf } from './profile-draft.js';
import './speakers.css';

type Own = Answer<'getMySpeaker'>;
const stale = ['getMySpeaker', 'getAgenda'] as const;

/** A speaker's own profile, times and sessions. */
export default function MySpeakerPage() {
  const { t } = useTranslation('speakers');
  const { event } = useEvent();
  const own = useCall('getMySpeaker', { params: { event: event.slug } });
  // The form begins anew when changes were taken back, and never under the hands of who writes in it.
  const [round, setRound] = useState(0);
  return (
    <Page
      title={t('mine.title')}
      intro={t('mine.intro')}
      width="form"
      action={
        own.data && (
          <Anchor component={Link} to={`/e/${event.slug}/speakers/${own.data.speaker.slug}`}>
            {t('mine.public')}
          </Anchor>
        )
      }
    >
      <Loaded query={own}>
        {(answer) => (
          <>
            <Waiting own={answer} onDiscarded={() => setRound(round + 1)} />
            <Profile key={round} own={answer} />
            <Absences own={answer} />
            <MySessions speaker={answer.speaker.id} />
          </>
        )}
      </Loaded>
    </Page>
  );
}

/** What of it still waits for the organisers. */
function Waiting({ own: { pending, review }, onDiscarded }: { own: Own; onDiscarded: () => void }) {
  const { t } = useTranslation('speakers');
  const { event } = useEvent();
  const discard = useAction('discardMyEdit', { stale });
  if (!pending) return review ? <Text c="dimmed">{t('mine.review')}</Text> : null;
  return (
    <Alert icon={<IconClock aria-hidden />} color="orange" variant="outline" bg="var(--foyer-surface)">
      <Stack gap="sm" align="flex-start">
        <Text fw={600} c="var(--mantine-color-text)">
          {t('mine.waiting')}
        </Text>
        <Text c="var(--mantine-color-text)">{t('mine.waitingText')}</Text>
        <Problem error={discard.error} />
        <Button
          variant="default"
          loading={discard.isPending}
          onClick={() => discard.mutate({ params: { event: event.slug } }, { onSuccess: onDiscarded })}
        >
          {t('mine.discard')}
        </Button>
      </Stack>
    </Alert>
  );
}

function Profile({ own: { speaker, pending } }: { own: Own }) {
  const { t } = useTranslation(['speakers', 'common']);
  const { event } = useEvent();
  const params = { event: event.slug };
  const [draft, setDraft] = useState(() => draftOf({ ...speaker, ...pending?.profile }));
  const [tried, setTried] = useState(false);
  const update = useAction('updateMySpeaker', { stale });

  function save(submitted: FormEvent): void {
    submitted.preventDefault();
    setTried(true);
    const profile = profileOf(draft);
    if (!profile) return;
    update.mutate(
      { params, body: profile },
      { onSuccess: ({ pending: waits }) => notifyDone(t(waits ? 'mine.sent' : 'common:action.saved')) },
    );
  }

  return (
    <Card component="section" className="foyer-card" padding="lg" aria-labelledby="my-profile">
      <form onSubmit={save} noValidate aria-labelledby="my-profile">
        <Stack>
          <Title order={2} id="my-profile">
            {t('mine.profile')}
          </Title>
          <ImageInput
            label={t('form.photo')}
            description={t('form.photoHint')}
            shape="face"
            alt={t('form.photoOf', { name: speaker.name })}
            src={pictureOf(speaker, pending, api.url('getMyPendingPhoto', { params }))}
            onSend={async (file, options) => {
              await api.call('putMyPhoto', { params, body: file }, options);
              await forget(...stale);
            }}
            onRemove={async () => {
              await api.call('deleteMyPhoto', { params });
              await forget(...stale);
            }}
          />
          <ProfileFields languages={event.languages} draft={draft} onChange={setDraft} tried={tried} />
          <Problem error={update.error} />
          <Group>
            <Button type="submit" loading={update.isPending}>
              {t('common:action.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Card>
  );
}

/** As the speaker wants it to be: also where it still waits. */
function pictureOf({ photo }: Speaker, pending: Own['pending'], waiting: string): string | null {
  if (pending?.photo === 'gone') return null;
  if (pending?.photo === 'new') return `${waiting}?at=${encodeURIComponent(pending.at)}`;
  return photo && filePath(photo, 'small');
}

function Absences({ own }: { own: Own }) {
  const { t } = useTranslation(['speakers', 'common']);
  const { event } = useEvent();
  const [absences, setAbsences] = useState(() => absenceDrafts(own.absences, event.timeZone));
  const [tried, setTried] = useState(false);
  const put = useAction('putMyAbsences', { stale: ['getMySpeaker'] });

  function save(submitted: FormEvent): void {
    submitted.preventDefault();
    setTried(true);
    const times = absentTimes(absences, event.timeZone);
    if (!times) return;
    put.mutate(
      { params: { event: event.slug }, body: { absences: times } },
      { onSuccess: () => notifyDone(t('common:action.saved')) },
    );
  }

  return (
    <Card component="section" className="foyer-card" padding="lg">
      <form onSubmit={save} noValidate aria-label={t('absences.title')}>
        <Stack>
          <AbsencesInput absences={absences} onChange={(list) => setAbsences([...list])} tried={tried} />
          <Problem error={put.error} />
          {(absences.length > 0 || own.absences.length > 0) && (
            <Group>
              <Button type="submit" loading={put.isPending}>
                {t('absences.save')}
              </Button>
            </Group>
          )}
        </Stack>
      </form>
    </Card>
  );
}
