import { Container } from '@mantine/core';
import { streams } from '@foyer/contracts';
import { languageOf } from '@foyer/locales';
import { IconMicrophone } from '@tabler/icons-react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { useAsker } from '../qa/use-asker.js';
import { useQuestions, useSession, type CurrentSession } from '../qa/use-session.js';
import { DelayBadge, EventClockText } from '../running/Clocks.js';
import { lineWith, useRunning } from '../running/use-running.js';
import { EventAnnouncement, SessionAnnouncement } from '../signs/AnnouncementBanner.js';
import { PresenceCount } from '../signs/PresenceCount.js';
import { useStream } from '../server/live.js';
import { Loaded } from '../ui/Loaded.js';
import { Loading } from '../ui/Loading.js';
import NotFound from '../ui/NotFound.js';
import { useLanguage, useLocalised } from '../ui/use-reader.js';
import { FitText } from './FitText.js';
import { lineUp, type LinedUp } from './line-up.js';
import { NextQuestions } from './NextQuestions.js';
import { SpeakerClock } from './SpeakerClock.js';
import { SpeakerNote } from './SpeakerNote.js';
import { useMyStage } from './use-my-stage.js';
import './stage.css';
import './speaker-view.css';

/** Before whoever speaks, to be read from two metres: the question of the moment, what comes next, time, and notes. */
export default function SpeakerViewPage() {
  const session = useSession();
  return (
    <Loaded query={session} page>
      {({ found }) => (found ? <ForTheStage current={found} /> : <NotFound />)}
    </Loaded>
  );
}

/** The stream of notes is for those on stage alone: who may not follow it finds nothing here. */
function ForTheStage({ current }: { current: CurrentSession }) {
  const followed = useStream(streams.speakerDesk, { session: current.session.id });
  if (followed?.status === 'refused') return <NotFound />;
  if (!followed?.state) {
    return (
      <Container size={960} py="xl">
        <Loading />
      </Container>
    );
  }
  return <Screen current={current} note={followed.state.note[current.session.id]} />;
}

function Screen({
  current,
  note,
}: {
  current: CurrentSession;
  note: Parameters<typeof SpeakerNote>[0]['note'] | undefined;
}) {
  const { t } = useTranslation('speakerView');
  const { event } = useEvent();
  const { session, agenda } = current;
  const say = useLocalised(event.languages[0]);
  const language = useLanguage();
  const running = useRunning(agenda);
  const { delay } = lineWith(agenda, running, event.timeZone, session);
  const me = useMyStage(session);
  const { now, next } = lineUp(Object.values(useQuestions(session)?.state?.question ?? {}), me);
  // As in the hall: until one is called up, the one that comes first.
  const [first, ...rest] = now ? [now, ...next] : next;
  const title = say(session.title);
  useEffect(() => {
    document.title = `${t('title')} · ${title}`;
  }, [t, title]);
  return (
    <div className="speaker-view">
      <header className="speaker-head">
        <div>
          <h1 lang={languageOf(session.title, language, event.languages[0])}>{title}</h1>
          <p className="speaker-times">
            <EventClockText seconds={false} /> <DelayBadge delay={delay} />{' '}
            <PresenceCount session={session.id} />
          </p>
        </div>
        <SpeakerClock session={session} running={running} />
      </header>
      <SessionAnnouncement session={session.id} />
      <EventAnnouncement />
      <SpeakerNote session={session.id} note={note} />
      <section className="speaker-now" aria-labelledby="speaker-now" aria-live="polite">
        <h2 id="speaker-now">
          {now && <IconMicrophone aria-hidden />}
          {t(now ? 'now' : first ? 'first' : 'none')}
        </h2>
        {first && <Now one={first} />}
      </section>
      <NextQuestions next={rest} />
    </div>
  );
}

function Now({ one: { question, mine } }: { one: LinedUp }) {
  const { t } = useTranslation('speakerView');
  const askerOf = useAsker();
  return (
    <>
      <FitText key={question.id} text={question.text} most={84} />
      <p className="speaker-asker">
        {mine && <strong className="speaker-mine">{t('mine')}</strong>} {askerOf(question)}
      </p>
    </>
  );
}
