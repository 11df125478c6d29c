import { Alert, Anchor } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useEvent } from '../events/use-event.js';
import NotFound from '../ui/NotFound.js';
import { Page } from '../ui/Page.js';
import { InvitationList } from './InvitationList.js';
import { InviteForm } from './InviteForm.js';
import '../registration/registration.css';

/** Inviting many at once, and what became of it, for those who organise the event. */
export default function InvitationsPage() {
  const { t } = useTranslation(['places', 'common', 'problems']);
  const { event, roles } = useEvent();
  if (!roles.some((role) => role === 'owner' || role === 'organiser')) return <NotFound />;
  const draft = event.state === 'draft';
  return (
    <Page title={t('invite.title')} intro={t('invite.intro')} width="normal">
      {draft ? (
        <Alert color="yellow" icon={<IconInfoCircle aria-hidden />}>
          {t('problems:event_not_published')}{' '}
          <Anchor component={Link} to={`/e/${event.slug}/manage/settings`} inherit>
            {t('common:desk.settings')}
          </Anchor>
        </Alert>
      ) : (
        <InviteForm />
      )}
      <InvitationList />
    </Page>
  );
}
