import { Anchor, Group } from '@mantine/core';
import { languageOf } from '@foyer/locales';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useEvent } from '../events/use-event.js';
import { DeskPolls } from '../polls/DeskPolls.js';
import { SpeakerLink } from '../stage/SpeakerLink.js';
import { StageLink } from '../stage/StageLink.js';
import { Loaded } from '../ui/Loaded.js';
import NotFound from '../ui/NotFound.js';
import { Page } from '../ui/Page.js';
import { useLanguage, useLocalised } from '../ui/use-reader.js';
import { Desk } from './Desk.js';
import { useSession, type CurrentSession } from './use-session.js';

/** The moderator's desk of one session. */
export default function DeskPage() {
  const session = useSession();
  return (
    <Loaded query={session} page>
      {({ found }) => (found ? <DeskOf current={found} /> : <NotFound />)}
    </Loaded>
  );
}

function DeskOf({ current }: { current: CurrentSession }) {
  const { t } = useTranslation(['qa', 'running']);
  const { event, roles } = useEvent();
  const fallback = event.languages[0];
  const language = useLanguage();
  const say = useLocalised(fallback);
  const { title } = current.session;
  const moderates = roles.some((role) => role === 'owner' || role === 'organiser' || role === 'moderator');
  if (!moderates) return <NotFound />;
  return (
    <Page title={say(title)} titleLang={languageOf(title, language, fallback)} width="wide">
      <Group gap="4px 20px">
        <Anchor component={Link} to=".." relative="path">
          {t('desk.toRoom')}
        </Anchor>
        <SpeakerLink session={current.session} />
        <StageLink session={current.session} />
        <Anchor component={Link} to={`/e/${event.slug}/manage/running`}>
          {t('running:toRunning')}
        </Anchor>
      </Group>
      <Desk current={current} />
      <DeskPolls current={current} />
    </Page>
  );
}
