import { Anchor, Button } from '@mantine/core';
import { languageOf } from '@foyer/locales';
import { IconLogin2, IconShieldCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'react-router';
import { speakersOf } from '../events/use-agenda.js';
import { useEvent } from '../events/use-event.js';
import { hasPage } from '../pages.js';
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

function Room({ current: { session, agenda } }: { current: CurrentSession }) {
  const { t } = useTranslation('qa');
  const { event, roles, person } = useEvent();
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
        moderates &&
        hasPage('/e/:event/sessions/:session/moderate') && (
          <Anchor component={Link} to="moderate">
            {t('moderate')}
          </Anchor>
        )
      }
    >
      {person !== null && roles.length > 0 ? (
        <LiveRoom session={session} person={person} />
      ) : (
        <ForParticipants signedIn={person !== null} />
      )}
    </Page>
  );
}

function ForParticipants({ signedIn }: { signedIn: boolean }) {
  const { t } = useTranslation('qa');
  const { event } = useEvent();
  const { pathname } = useLocation();
  const register = hasPage('/e/:event/register');
  const to = signedIn ? `/e/${event.slug}/register` : `/sign-in?next=${encodeURIComponent(pathname)}`;
  return (
    <Empty
      icon={<IconShieldCheck />}
      title={t('participants.title')}
      text={t(signedIn ? 'participants.register' : 'participants.signIn')}
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
