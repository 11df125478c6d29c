import { Alert, Button } from '@mantine/core';
import type { Places, Prefill, Registration } from '@foyer/contracts';
import { IconInfoCircle } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { MyData } from '../form/MyData.js';
import { useAction, useCall } from '../server/api.js';
import { useMe, type Me } from '../server/me.js';
import { Loaded } from '../ui/Loaded.js';
import { Loading } from '../ui/Loading.js';
import { MeLoading } from '../ui/MeLoading.js';
import { notifyDone } from '../ui/notify.js';
import { Page } from '../ui/Page.js';
import { useNow } from '../ui/use-now.js';
import { useLocalised } from '../ui/use-reader.js';
import { keptDraft } from './draft.js';
import { NoEntry } from './NoEntry.js';
import { Registered } from './Registered.js';
import { RegistrationForm } from './RegistrationForm.js';
import { Standing } from './Standing.js';
import { useOwnPlace } from './use-own-place.js';
import './registration.css';

/** Deep in a line the position is not pushed: it is looked at again from time to time. */
const lookAgainMs = 30_000;

export default function RegisterPage() {
  const { t } = useTranslation('registration');
  const { event } = useEvent();
  const { me } = useMe();
  const params = { event: event.slug };
  useOwnPlace();
  const mine = useCall(
    'getMyRegistration',
    { params },
    { enabled: Boolean(me), refetchEveryMs: lookAgainMs },
  );
  const places = useCall('getPlaces', { params }, { refetchEveryMs: lookAgainMs });
  const loading = (
    <Page title={t('form.title')} width="form">
      <Loading />
    </Page>
  );
  if (me === undefined) {
    return (
      <Page title={t('form.title')} width="form">
        <MeLoading />
      </Page>
    );
  }
  return (
    <Loaded query={places} loading={loading}>
      {(open) =>
        me === null ? (
          <Registering me={null} registration={null} prefill={null} places={open} />
        ) : (
          <Loaded query={mine} loading={loading}>
            {({ registration, invitation }) =>
              me && (
                <>
                  {invitation && !invitation.opened && <Opened />}
                  <Registering
                    key={me.id}
                    me={me}
                    registration={registration}
                    prefill={invitation?.prefill ?? null}
                    places={open}
                  />
                </>
              )
            }
          </Loaded>
        )
      }
    </Loaded>
  );
}

/** Lets the organisers know that the invitation was looked at; reading alone changes nothing. */
function Opened() {
  const { event } = useEvent();
  const { mutate } = useAction('openInvitation', { stale: ['getMyRegistration'] });
  useEffect(() => mutate({ params: { event: event.slug } }), [mutate, event.slug]);
  return null;
}

interface RegisteringProps {
  me: Me | null;
  registration: Registration | null;
  /** What whoever invited the reader knows of them; null: no invitation. */
  prefill: Prefill | null;
  places: Places;
}

const formTitles = {
  none: ['form.title', 'form.intro'],
  invited: ['form.invitedTitle', 'form.invitedIntro'],
  withdrawn: ['form.title', 'form.withdrawnIntro'],
  pending: ['form.changeTitle', 'form.intro'],
  waiting: ['form.changeTitle', 'form.intro'],
  confirmed: ['form.changeTitle', 'form.intro'],
  declined: ['form.title', 'form.intro'],
} as const;

function Registering({ me, registration, prefill, places }: RegisteringProps) {
  const { t } = useTranslation(['registration', 'places', 'common']);
  const { event } = useEvent();
  const say = useLocalised(event.languages[0]);
  const over = Date.parse(event.endsAt) <= useNow(event, 30_000);
  // Somebody who was changing what they had said when the page went away goes on where they were.
  const [changing, setChanging] = useState(() => keptDraft(event.slug, me?.id ?? null) !== null);
  const state = registration?.state ?? 'none';
  const has = state === 'confirmed' || state === 'pending' || state === 'waiting';
  const invited = state === 'invited' || prefill !== null;

  if (me && registration && has && (over || !changing)) {
    if (state === 'confirmed') {
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
    if (!over) {
      return (
        <Page title={t(state === 'waiting' ? 'places:waiting.title' : 'places:pending.title')} width="form">
          <Standing registration={registration} onChange={() => setChanging(true)} />
        </Page>
      );
    }
  }
  const barred = over ? 'over' : has ? null : state === 'declined' ? 'declined' : barrier(places, invited);
  if (barred)
    return <NoEntry why={barred} places={places} reason={registration?.reason} signedIn={me !== null} />;
  const [title, intro] = formTitles[state === 'none' && invited ? 'invited' : state];
  const first = !has && !invited;
  return (
    <Page title={t(title)} intro={t(intro)} width="form">
      {places.note && !has && (
        <Alert variant="light" icon={<IconInfoCircle aria-hidden />}>
          {say(places.note)}
        </Alert>
      )}
      {first && (places.opening === 'waiting' || places.opening === 'approval') && (
        <Alert variant="light" color="yellow" icon={<IconInfoCircle aria-hidden />} role="status">
          {t(places.opening === 'waiting' ? 'places:form.waiting' : 'places:form.approval')}
        </Alert>
      )}
      <RegistrationForm
        me={me}
        registration={registration}
        prefill={prefill}
        onDone={() => {
          setChanging(false);
          if (has) notifyDone(t('done.changed'));
          // The page now says something else: the keyboard and the screen reader start at its top.
          window.scrollTo({ top: 0 });
          document.querySelector('h1')?.focus({ preventScroll: true });
        }}
        onCancel={has ? () => setChanging(false) : undefined}
      />
      {state === 'none' && invited && <DeclineHere />}
      {registration && !changing && <MyData />}
    </Page>
  );
}

/** What keeps somebody from asking for a place; an invitation opens everything but the deadline. */
function barrier({ opening }: Places, invited: boolean) {
  if (opening === 'closed') return 'closed' as const;
  if (invited) return null;
  return opening === 'early' || opening === 'invitation' || opening === 'full' ? opening : null;
}

/** Says no to an invitation that has come without a registration. */
function DeclineHere() {
  const { t } = useTranslation('places');
  const { event } = useEvent();
  const withdraw = useAction('withdraw', { stale: ['getMyRegistration'] });
  return (
    <Button
      variant="subtle"
      color="red"
      loading={withdraw.isPending}
      style={{ alignSelf: 'flex-start' }}
      onClick={() =>
        withdraw.mutate(
          { params: { event: event.slug } },
          { onSuccess: () => notifyDone(t('invitation.declined')) },
        )
      }
    >
      {t('invitation.decline')}
    </Button>
  );
}
