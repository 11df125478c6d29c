import { Card, TextInput } from '@mantine/core';
import { Email } from '@foyer/contracts';
import { isProblem } from '@foyer/client';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useEvent } from '../events/use-event.js';
import { useAction, useCall } from '../server/api.js';
import NotFound from '../ui/NotFound.js';
import { notifyDone } from '../ui/notify.js';
import { Page } from '../ui/Page.js';
import { blankDraft } from './draft.js';
import { OrganiserForm } from './OrganiserForm.js';
import { OverCapacity } from './OverCapacity.js';
import { BackToList } from './ParticipantPage.js';
import './registration.css';

/** An organiser registers somebody by hand. */
export default function NewParticipantPage() {
  const { t } = useTranslation('places');
  const { event, roles } = useEvent();
  const params = { event: event.slug };
  const settings = useCall('getRegistrationSettings', { params });
  const add = useAction('addParticipant', {
    stale: ['listParticipants', 'getRegistrationSettings', 'getPlaces'],
  });
  const navigate = useNavigate();
  const [email, setEmail] = useState('');
  const [wrong, setWrong] = useState(false);
  const [over, setOver] = useState(false);
  if (!roles.some((role) => role === 'owner' || role === 'organiser')) return <NotFound />;
  const capacity = settings.data?.settings.capacity ?? null;
  const confirmed = (settings.data?.counts.confirmed ?? 0) + 1;
  const full = capacity !== null && confirmed > capacity;
  return (
    <Page title={t('edit.addTitle')} intro={t('edit.addIntro')} width="form" action={<BackToList />}>
      <Card className="foyer-card" padding="lg">
        <TextInput
          type="email"
          label={t('edit.email')}
          maxLength={254}
          value={email}
          onChange={(change) => {
            setEmail(change.currentTarget.value);
            setWrong(false);
          }}
          error={wrong && t('edit.emailWrong')}
        />
      </Card>
      <OrganiserForm
        initial={blankDraft({ name: '', language: event.languages[0] ?? 'en', timeZone: event.timeZone })}
        label={t('edit.register')}
        saving={add.isPending}
        error={full && isProblem(add.error, 'event_full') ? null : add.error}
        onSave={(form) => {
          const address = Email.safeParse(email.trim());
          setWrong(!address.success);
          if (!address.success || (full && !over)) return;
          add.mutate(
            { params, body: { ...form, email: address.data, overCapacity: over } },
            {
              onSuccess: () => {
                notifyDone(t('edit.registered'));
                void navigate(`/e/${event.slug}/manage/participants`);
              },
            },
          );
        }}
      >
        {full && <OverCapacity confirmed={confirmed} capacity={capacity} checked={over} onChange={setOver} />}
      </OrganiserForm>
    </Page>
  );
}
