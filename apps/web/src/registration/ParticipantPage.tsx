import { Button } from '@mantine/core';
import { isProblem } from '@foyer/client';
import { IconArrowLeft } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useParams } from 'react-router';
import { useEvent } from '../events/use-event.js';
import { HoldNote } from '../mails/HoldNote.js';
import { PersonMail } from '../mails/PersonMail.js';
import { useAction, useCall } from '../server/api.js';
import { Loaded } from '../ui/Loaded.js';
import NotFound from '../ui/NotFound.js';
import { notifyDone } from '../ui/notify.js';
import { Page } from '../ui/Page.js';
import { draftOf } from './draft.js';
import { OrganiserForm } from './OrganiserForm.js';
import './registration.css';

const nothingGiven = { answers: {}, archived: [], files: [], consents: [] };

/** An organiser changes what a registration says, for its person. */
export default function ParticipantPage() {
  const { t } = useTranslation(['places', 'common']);
  const { event, roles } = useEvent();
  const { registration = '' } = useParams();
  const params = { event: event.slug, registration };
  const participant = useCall('getParticipant', { params });
  const save = useAction('editParticipant', { stale: ['listParticipants', 'getParticipant'] });
  const navigate = useNavigate();
  const list = `/e/${event.slug}/manage/participants`;
  const unknown = isProblem(participant.error, 'not_found') || isProblem(participant.error, 'invalid_input');
  if (unknown || !roles.some((role) => role === 'owner' || role === 'organiser')) return <NotFound />;
  return (
    <Loaded query={participant} page>
      {(one) => (
        <Page
          title={t('edit.title', { name: one.name })}
          intro={one.email === null ? undefined : t('edit.intro', { email: one.email })}
          width="form"
          action={<BackToList />}
        >
          <HoldNote participant={one} />
          <OrganiserForm
            key={one.id}
            initial={draftOf(one, nothingGiven)}
            label={t('common:action.save')}
            saving={save.isPending}
            error={save.error}
            onSave={(_, body) =>
              save.mutate(
                { params, body },
                {
                  onSuccess: () => {
                    notifyDone(t('edit.saved'));
                    void navigate(list);
                  },
                },
              )
            }
          />
          <PersonMail participant={one} />
        </Page>
      )}
    </Loaded>
  );
}

/** Leads back to everybody. */
export function BackToList() {
  const { t } = useTranslation('places');
  const { event } = useEvent();
  return (
    <Button
      component={Link}
      to={`/e/${event.slug}/manage/participants`}
      variant="subtle"
      leftSection={<IconArrowLeft size={20} aria-hidden />}
    >
      {t('edit.back')}
    </Button>
  );
}
