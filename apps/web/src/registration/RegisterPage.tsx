import { Button } from '@mantine/core';
import type { Registration } from '@foyer/contracts';
import { IconLock } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useEvent } from '../events/use-event.js';
import { useCall } from '../server/api.js';
import { useMe, type Me } from '../server/me.js';
import { Empty } from '../ui/Empty.js';
import { Loaded } from '../ui/Loaded.js';
import { Loading } from '../ui/Loading.js';
import { notifyDone } from '../ui/notify.js';
import { Page } from '../ui/Page.js';
import { useNow } from '../ui/use-now.js';
import { keptDraft } from './draft.js';
import { Registered } from './Registered.js';
import { RegistrationForm } from './RegistrationForm.js';
import './registration.css';

export default function RegisterPage() {
  const { t } = useTranslation('registration');
  const { event } = useEvent();
  const { me } = useMe();
  const params = { event: event.slug };
  const mine = useCall('getMyRegistration', { params }, { enabled: Boolean(me) });
  if (me === null) return <Registering me={null} registration={null} />;
  return (
    <Loaded
      query={mine}
      loading={
        <Page title={t('form.title')} width="form">
          <Loading />
        </Page>
      }
    >
      {({ registration }) => me && <Registering key={me.id} me={me} registration={registration} />}
    </Loaded>
  );
}

function Registering({ me, registration }: { me: Me | null; registration: Registration | null }) {
  const { t } = useTranslation(['registration', 'common']);
  const { event } = useEvent();
  const over = Date.parse(event.endsAt) <= useNow(event, 30_000);
  // Somebody who was changing what they had said when the page went away goes on where they were.
  const [changing, setChanging] = useState(() => keptDraft(event.slug, me?.id ?? null) !== null);
  const confirmed = registration?.state === 'confirmed';

  if (me && confirmed && (over || !changing)) {
    return (
      <Page title={t('done.title')} intro={t('done.intro', { name: registration.name })} width="form">
        <Registered
          me={me}
          registration={registration}
          onChange={over ? undefined : () => setChanging(true)}
        />
      </Page>
    );
  }
  if (over) {
    return (
      <Page title={t('closed.title')} width="form">
        <Empty
          icon={<IconLock />}
          title={t('closed.text')}
          action={
            <Button component={Link} to={`/e/${event.slug}`} variant="default">
              {t('common:nav.programme')}
            </Button>
          }
        />
      </Page>
    );
  }
  const [title, intro] = {
    none: ['form.title', 'form.intro'] as const,
    invited: ['form.invitedTitle', 'form.invitedIntro'] as const,
    withdrawn: ['form.title', 'form.withdrawnIntro'] as const,
    confirmed: ['form.changeTitle', 'form.intro'] as const,
  }[registration?.state ?? 'none'];
  return (
    <Page title={t(title)} intro={t(intro)} width="form">
      <RegistrationForm
        me={me}
        registration={registration}
        onDone={() => {
          setChanging(false);
          if (confirmed) notifyDone(t('done.changed'));
          // The page now says something else: the keyboard and the screen reader start at its top.
          window.scrollTo({ top: 0 });
          document.querySelector('h1')?.focus({ preventScroll: true });
        }}
        onCancel={confirmed ? () => setChanging(false) : undefined}
      />
    </Page>
  );
}
