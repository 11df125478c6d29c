import { Anchor } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { isProblem } from '@foyer/client';
import { useEvent } from '../events/use-event.js';
import { useCall } from '../server/api.js';
import { Loaded } from '../ui/Loaded.js';
import NotFound from '../ui/NotFound.js';
import { Page } from '../ui/Page.js';
import { ParticipantAnswers } from './ParticipantAnswers.js';
import '../registration/registration.css';

/** What one participant has answered and agreed to, for those who organise the event. */
export default function ParticipantAnswersPage() {
  const { t } = useTranslation(['form', 'registration']);
  const { event } = useEvent();
  const { registration = '' } = useParams();
  const query = useCall('getParticipantAnswers', { params: { event: event.slug, registration } });
  const codes = ['not_found', 'forbidden', 'invalid_input'] as const;
  if (codes.some((code) => isProblem(query.error, code))) return <NotFound />;
  return (
    <Page
      title={query.data?.name ?? t('theirs.title')}
      intro={
        <Anchor component={Link} to={`/e/${event.slug}/manage/participants`}>
          {t('registration:participants.title')}
        </Anchor>
      }
      width="form"
    >
      <Loaded query={query}>
        {(given) => <ParticipantAnswers registration={registration} given={given} />}
      </Loaded>
    </Page>
  );
}
