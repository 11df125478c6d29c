import { Container } from '@mantine/core';
import { streams, type Poll, type PublicQuestion } from '@foyer/contracts';
import { languageOf } from '@foyer/locales';
import { IconArrowUp, IconShieldCheck } from '@tabler/icons-react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { useEvent } from '../events/use-event.js';
import { QrCode } from '../join/QrCode.js';
import { useSessionCode } from '../join/use-session-code.js';
import { newestFirst } from '../polls/poll-order.js';
import { useSpeakerNames } from '../qa/speaker-names.js';
import { useAsker } from '../qa/use-asker.js';
import { useQuestions, useSession, type CurrentSession } from '../qa/use-session.js';
import { endOf } from '../running/end-of.js';
import { useRunning } from '../running/use-running.js';
import { useBroken } from '../shell/ConnectionNotice.js';
import { PresenceCount } from '../signs/PresenceCount.js';
import { ReactionCounts } from '../signs/ReactionCounts.js';
import { useStream } from '../server/live.js';
import { Empty } from '../ui/Empty.js';
import { Loaded } from '../ui/Loaded.js';
import NotFound from '../ui/NotFound.js';
import { useNow } from '../ui/use-now.js';
import { useLanguage, useLocalised } from '../ui/use-reader.js';
import { currentQuestion } from './current-question.js';
import { FitText } from './FitText.js';
import { StageAnnouncements } from './StageAnnouncements.js';
import { StagePoll } from './StagePoll.js';
import './stage.css';

const themes = ['dark', 'light', 'transparent'] as const;

/** For the screen in the hall and for overlays of a stream: `?theme=dark`, `light` or `transparent`. Nothing to press. */
export default function StagePage() {
  const session = useSession();
  const { t } = useTranslation('qa');
  const { takesPart } = useEvent();
  if (!takesPart) {
    return (
      <Container size={680} py="xl">
        <Empty icon={<IconShieldCheck />} title={t('participants.title')} text={t('participants.signIn')} />
      </Container>
    );
  }
  return (
    <Loaded query={session} page>
      {({ found }) => (found ? <Screen current={found} /> : <NotFound />)}
    </Loaded>
  );
}

function Screen({ current }: { current: CurrentSession }) {
  const { t } = useTranslation(['polls', 'common']);
  const { event } = useEvent();
  const { session } = current;
  const broken = useBroken();
  const say = useLocalised(event.languages[0]);
  const language = useLanguage();
  const theme = useTheme();
  const followed = useQuestions(session)?.state;
  const questions = Object.values(followed?.question ?? {});
  const room = followed?.room[session.id];
  const polls = Object.values(useStream(streams.polls, { session: session.id })?.state?.poll ?? {});
  const poll = pollOfStage(polls);
  const question = currentQuestion(questions);
  const waiting = questions.filter(({ state }) => state === 'approved').length;
  const more = !poll && question ? waiting - 1 : waiting;
  const speaker = useSpeakerNames(current).get(question?.assigned ?? '');
  const title = say(session.title);
  useEffect(() => {
    document.title = `${t('stage.title')} · ${title}`;
  }, [t, title]);
  return (
    <div
      className="stage"
      data-theme={theme}
      data-idle={(!poll && !question) || undefined}
      data-poll={poll !== undefined || undefined}
    >
      <h1 className="stage-session" lang={languageOf(session.title, language, event.languages[0])}>
        {title}
      </h1>
      <StageAnnouncements session={session.id} />
      <section className="stage-main" aria-live="polite" aria-atomic>
        {poll ? (
          <StagePoll key={poll.id} poll={poll} />
        ) : question ? (
          <StageQuestion question={question} speaker={speaker} />
        ) : (
          <FitText key="none" text={t('stage.none')} most={96} />
        )}
      </section>
      <footer className="stage-foot">
        <div className="stage-more">
          <p>{more > 0 && t('stage.more', { count: more })}</p>
          <PresenceCount session={session.id} />
          {room?.reactions && <ReactionCounts session={session.id} />}
        </div>
        <StageCode current={current} />
      </footer>
      <TimeLine current={current} />
      {broken && <span className="stage-broken" role="img" aria-label={t('common:connection.offline')} />}
    </div>
  );
}

/** What the moderator shows; else what is open. */
function pollOfStage(polls: readonly Poll[]): Poll | undefined {
  return polls.find(({ shown }) => shown) ?? newestFirst(polls.filter(({ state }) => state === 'open'))[0];
}

interface StageQuestionProps {
  question: PublicQuestion;
  /** The name of who it is for. */
  speaker: string | undefined;
}

function StageQuestion({ question, speaker }: StageQuestionProps) {
  const { t } = useTranslation(['qa', 'moderation']);
  const askerOf = useAsker();
  return (
    <>
      <FitText key={question.id} text={question.text} />
      <p className="stage-asker">
        <span>{askerOf(question)}</span>
        <span
          className="stage-votes tabular"
          role="img"
          aria-label={t('votes', { number: question.votes })}
          // The question is read out, and not each vote for it.
          aria-live="off"
        >
          <IconArrowUp aria-hidden /> {question.votes}
        </span>
        {speaker !== undefined && (
          <span className="stage-for">{t('moderation:assign.for', { name: speaker })}</span>
        )}
      </p>
    </>
  );
}

function StageCode({ current }: { current: CurrentSession }) {
  const { t } = useTranslation('polls');
  const joining = useSessionCode(current.session);
  if (!joining) return null;
  return (
    <div className="stage-join">
      <p>
        <span>{joining.address}</span>
        <strong>{joining.code}</strong>
      </p>
      <QrCode text={joining.link} label={t('join.qr', { address: joining.link })} />
    </div>
  );
}

/** A thin line that grows shorter as the session goes on. */
function TimeLine({ current }: { current: CurrentSession }) {
  const { t } = useTranslation('polls');
  const { event } = useEvent();
  const running = useRunning(current.agenda);
  const now = useNow(event);
  const times = running.times.get(current.session.id);
  if (!times?.goingOn) return null;
  const end = endOf(current.session, running);
  const left =
    Math.round(Math.min(1, Math.max(0, (end - now) / Math.max(1, end - times.start))) * 1_000) / 10;
  return (
    <div
      className="stage-time"
      role="progressbar"
      aria-label={t('stage.left')}
      aria-valuenow={Math.round(left)}
      aria-valuemin={0}
      aria-valuemax={100}
      style={{ inlineSize: `${left}%` }}
    />
  );
}

function useTheme(): (typeof themes)[number] {
  const [search] = useSearchParams();
  const theme = themes.find((one) => one === search.get('theme')) ?? 'dark';
  useEffect(() => {
    const { dataset } = document.documentElement;
    dataset['stage'] = theme;
    return () => {
      delete dataset['stage'];
    };
  }, [theme]);
  return theme;
}
