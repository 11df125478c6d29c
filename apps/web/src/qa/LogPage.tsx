import { Anchor } from '@mantine/core';
import { languageOf } from '@foyer/locales';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useEvent } from '../events/use-event.js';
import { Loaded } from '../ui/Loaded.js';
import NotFound from '../ui/NotFound.js';
import { Page } from '../ui/Page.js';
import { useLanguage, useLocalised } from '../ui/use-reader.js';
import { ModerationLog } from './ModerationLog.js';
import { useSession, type CurrentSession } from './use-session.js';

/** What moderators did in one session. */
export default function LogPage() {
  const { roles } = useEvent();
  const session = useSession();
  if (!roles.some((role) => role === 'owner' || role === 'organiser' || role === 'moderator')) {
    return <NotFound />;
  }
  return (
    <Loaded query={session} page>
      {({ found }) => (found ? <LogOf current={found} /> : <NotFound />)}
    </Loaded>
  );
}

function LogOf({ current }: { current: CurrentSession }) {
  const { t } = useTranslation('interactions');
  const { event } = useEvent();
  const language = useLanguage();
  const say = useLocalised(event.languages[0]);
  const { session } = current;
  return (
    <Page
      title={t('log.title')}
      intro={<span lang={languageOf(session.title, language, event.languages[0])}>{say(session.title)}</span>}
      width="normal"
      action={
        <Anchor component={Link} to="../moderate" relative="path">
          {t('log.toDesk')}
        </Anchor>
      }
    >
      <ModerationLog session={session.id} />
    </Page>
  );
}
