import { Anchor, Button, Stack } from '@mantine/core';
import { embedOf } from '@foyer/contracts';
import { languageOf } from '@foyer/locales';
import { IconLogin2, IconShieldCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'react-router';
import { speakersOf } from '../events/use-agenda.js';
import { useEvent } from '../events/use-event.js';
import { GuestGate } from '../join/GuestGate.js';
import { SessionMaterials } from '../materials/SessionMaterials.js';
import { hasPage } from '../pages.js';
import { SpeakerLink } from '../stage/SpeakerLink.js';
import { useMe } from '../server/me.js';
import { SessionSeats } from '../seats/SessionSeats.js';
import { Empty } from '../ui/Empty.js';
import { Loaded } from '../ui/Loaded.js';
import NotFound from '../ui/NotFound.js';
import { Page } from '../ui/Page.js';
import { useLanguage, useLocalised } from '../ui/use-reader.js';
import { LiveRoom } from './LiveRoom.js';
import { useSession, type CurrentSession } from './use-session.js';

/** A session's room for the audience. */
export default function SessionRoomPage() {
  const session = useSession();
  return (
    <Loaded query={session} page>
      {({ found }) => (found ? <Room current={found} /> : <NotFound />)}
    </Loaded>
  );
}

function Room({ current }: { current: CurrentSession }) {
  const { event, takesPart } = useEvent();
  if (!takesPart && event.guests !== 'off') return <GuestGate session={current.session} />;
  return <OpenRoom current={current} />;
}

function OpenRoom({ current }: { current: CurrentSession }) {
  const { session, agenda } = current;
  const { t } = useTranslation('qa');
  const { event, roles, person, takesPart } = useEvent();
  const fallback = event.languages[0];
  const language = useLanguage();
  const say = useLocalised(fallback);
  const moderates = roles.some((role) => role === 'owner' || role === 'organiser' || role === 'moderator');
  const speakers = speakersOf(session, agenda)
    .map((speaker) => [speaker.name, speaker.organisation].filter(Boolean).join(', '))
    .join(' · ');
  return (
    <Page
      title={say(session.title)}
      titleLang={languageOf(session.title, language, fallback)}
      intro={speakers}
      action={
        <Stack gap={4}>
          {moderates && hasPage('/e/:event/sessions/:session/moderate') && (
            <Anchor component={Link} to="moderate">
              {t('moderate')}
            </Anchor>
          )}
          <SpeakerLink session={session} />
        </Stack>
      }
      width={session.streamUrl !== null && embedOf(session.streamUrl) !== null ? 'wide' : 'normal'}
    >
      <SessionSeats session={session} />
      <SessionMaterials session={session} agenda={agenda} />
      {person !== null && takesPart ? <LiveRoom current={current} person={person} /> : <ForParticipants />}
    </Page>
  );
}

function ForParticipants() {
  const { t } = useTranslation(['qa', 'guests']);
  const { event, person } = useEvent();
  const { me } = useMe();
  const signedIn = Boolean(me);
  const wasGuest = person !== null && me === null;
  const { pathname } = useLocation();
  const register = hasPage('/e/:event/register');
  const to = signedIn ? `/e/${event.slug}/register` : `/sign-in?next=${encodeURIComponent(pathname)}`;
  return (
    <Empty
      icon={<IconShieldCheck />}
      title={t(wasGuest ? 'guests:closed.title' : 'participants.title')}
      text={t(wasGuest ? 'guests:closed.text' : signedIn ? 'participants.register' : 'participants.signIn')}
      action={
        (!signedIn || register) && (
          <Button component={Link} to={to} leftSection={<IconLogin2 size={20} aria-hidden />}>
            {t(signedIn ? 'participants.toRegister' : 'participants.toSignIn')}
          </Button>
        )
      }
    />
  );
}
