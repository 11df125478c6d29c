import { Button, Drawer, Group, Stack, Text, Title } from '@mantine/core';
import { embedOf, streams, type OwnQuestion, type Session } from '@foyer/contracts';
import { IconMessageCirclePlus } from '@tabler/icons-react';
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { GuestNote } from '../join/GuestNote.js';
import { SessionVideo } from '../players/SessionVideo.js';
import { PollsBefore, PollsNow } from '../polls/AudiencePolls.js';
import { useAudiencePolls } from '../polls/use-polls.js';
import { endOf } from '../running/end-of.js';
import { useRunning, type Running } from '../running/use-running.js';
import { forget } from '../server/api.js';
import { SessionAnnouncement } from '../signs/AnnouncementBanner.js';
import { PresenceCount } from '../signs/PresenceCount.js';
import { Reactions } from '../signs/Reactions.js';
import { useStream } from '../server/live.js';
import { Loading } from '../ui/Loading.js';
import { Problem } from '../ui/Problem.js';
import { useNow } from '../ui/use-now.js';
import { Announcer } from './Announcer.js';
import { AskForm } from './AskForm.js';
import { limitsOf, noLimits } from './ask-limits.js';
import { useHeldText } from './Held.js';
import { OwnQuestions } from './OwnQuestions.js';
import { Questions } from './Questions.js';
import { SessionStrip } from './SessionStrip.js';
import { SpeakerNamesProvider, useSpeakerNames } from './speaker-names.js';
import { useAsking } from './use-asking.js';
import { useAttendance } from './use-attendance.js';
import { countsOf, isClosed, isOpen, useQuestions, type CurrentSession } from './use-session.js';
import { useReason } from './use-reason.js';
import { useVotes } from './use-votes.js';

/** The same at every look, so that nothing is drawn anew while nothing is known. */
const none: Readonly<Record<string, never>> = {};

/** The live part of the audience's room: asking, one's own questions, and what everybody asks. */
export function LiveRoom({ current, person }: { current: CurrentSession; person: string }) {
  const { t } = useTranslation('qa');
  const { session, agenda } = current;
  const { mayAsk, roles } = useEvent();
  const moderates = roles.some((role) => role === 'owner' || role === 'organiser' || role === 'moderator');
  const running = useRunning(agenda);
  const video = session.streamUrl !== null && embedOf(session.streamUrl) !== null;
  const names = useSpeakerNames(current);
  const [asksHere, setAsksHere] = useState(false);
  const asking = useAsking(session.id, person);
  const polls = useAudiencePolls(session.id, person);
  useAttendance(session.id);
  const followed = useQuestions(session);
  const mine = useStream(streams.ownQuestions, { session: session.id, person });
  const own = Object.values(mine?.state?.question ?? {});
  const votes = useVotes(
    session.id,
    person,
    followed?.rev ?? 0,
    mine?.state?.vote ?? none,
    followed?.state?.merged ?? none,
  );
  const room = followed?.state?.room[session.id];
  const open = isOpen(session, room, running);
  const shown = followed?.state?.question ?? none;
  const [waiting, answered] = useMemo(() => {
    const questions = Object.values(shown);
    return [
      questions.filter(({ state }) => state === 'approved'),
      questions.filter(({ state }) => state === 'answered'),
    ];
  }, [shown]);
  const form = {
    asking,
    open,
    closed: isClosed(session, room),
    moderated: room?.moderated ?? true,
    // Moderators themselves are not limited.
    limits: room && !moderates && mine?.status === 'ready' ? limitsOf(room, own) : noLimits,
    slowSeconds: room?.slowSeconds ?? null,
    mayHide: room?.anonymous ?? true,
    questions: waiting,
    votesOf: votes.of,
    onToggle: votes.toggle,
  };
  const refused = followed?.status === 'refused';
  useEffect(() => {
    // What the reader may do here has changed: the page asks anew what that is.
    if (refused) void forget('getMe', 'getMyPlace', 'getEvent');
  }, [refused]);
  const news = useNews(waiting.length, answered.length, own);
  return (
    <SpeakerNamesProvider value={names}>
      <div className="live-room" data-video={video || undefined}>
        {video && session.streamUrl !== null && (
          <div className="live-room-video">
            <SessionVideo address={session.streamUrl} />
          </div>
        )}
        <Stack gap="xs" className="live-room-top">
          <SessionAnnouncement session={session.id} />
          <SessionStrip session={session} running={running} open={open} />
          {session.streamUrl !== null && !video && <SessionVideo address={session.streamUrl} />}
          <Group justify="space-between" gap="sm">
            {room?.reactions && <Reactions session={session.id} />}
            <PresenceCount session={session.id} />
          </Group>
          {room && (
            <Text size="sm" c="dimmed">
              {t('counts', countsOf(room))}
            </Text>
          )}
          <GuestNote />
          <PollsNow polls={polls} />
        </Stack>
        <Stack gap="lg" className="live-room-main">
          {refused && <Problem error={followed.problem} />}
          {followed === undefined || followed.status === 'loading' ? (
            <Loading />
          ) : (
            <Questions
              waiting={waiting}
              answered={answered}
              votesOf={votes.of}
              onToggle={mayAsk ? votes.toggle : undefined}
            />
          )}
          <PollsBefore polls={polls} />
        </Stack>
        <Stack gap="lg" className="live-room-side">
          {mayAsk && (
            <Stack gap="sm" component="section" aria-labelledby="ask" className="question-card from-md">
              <Title order={2} id="ask">
                {t('ask.title')}
              </Title>
              <AskForm {...form} />
            </Stack>
          )}
          <OwnQuestions questions={own} shown={shown} queued={asking.queued ? asking.text : null} />
        </Stack>
        {mayAsk && <AskBar session={session} running={running} open={open} onAsk={() => setAsksHere(true)} />}
        <Drawer
          opened={asksHere && mayAsk}
          onClose={() => setAsksHere(false)}
          position="bottom"
          size="auto"
          title={t('ask.title')}
          closeButtonProps={{ 'aria-label': t('ask.close') }}
        >
          <AskForm {...form} onAsked={() => setAsksHere(false)} />
        </Drawer>
        <Announcer news={news} />
      </div>
    </SpeakerNamesProvider>
  );
}

interface AskBarProps {
  session: Session;
  running: Running;
  open: boolean;
  onAsk: () => void;
}

/** On a phone: the way to the form, until the session is over. Apart, since it looks at the clock every second. */
function AskBar({ session, running, open, onAsk }: AskBarProps) {
  const { t } = useTranslation('qa');
  const { event } = useEvent();
  const now = useNow(event);
  if (!open && endOf(session, running) <= now) return null;
  return (
    <Group className="ask-bar below-md no-print">
      <Button fullWidth onClick={onAsk} leftSection={<IconMessageCirclePlus size={20} aria-hidden />}>
        {t('ask.title')}
      </Button>
    </Group>
  );
}

/** What has changed, in a sentence or two for those who do not see it. */
function useNews(waiting: number, answered: number, own: readonly OwnQuestion[]): string {
  const { t } = useTranslation('qa');
  const heldText = useHeldText();
  const reasonOf = useReason();
  const last = own.toSorted((a, b) => b.id - a.id)[0];
  const fate = last?.fate;
  // Of a united question it counts what becomes of the one that stands for it.
  const states = last ? [last, ...(fate ? [fate] : [])].map(({ state }) => t(`state.${state}`)) : [];
  return [
    t('news.questions', { waiting, answered }),
    ...(last ? [t('news.own', { state: states.join(', ') })] : []),
    ...(last ? [heldText(last), reasonOf(last) ?? (fate && reasonOf(fate))] : []),
  ]
    .filter(Boolean)
    .join(' ');
}
