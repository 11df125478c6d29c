import { Button, Drawer, Group, Stack, Text, Title } from '@mantine/core';
import { streams, type OwnQuestion, type Session } from '@foyer/contracts';
import { IconMessageCirclePlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { useStream } from '../server/live.js';
import { Loading } from '../ui/Loading.js';
import { Problem } from '../ui/Problem.js';
import { useNow } from '../ui/use-now.js';
import { Announcer } from './Announcer.js';
import { AskForm } from './AskForm.js';
import { OwnQuestions } from './OwnQuestions.js';
import { AnsweredList, QuestionList } from './QuestionList.js';
import { SessionStrip } from './SessionStrip.js';
import { useAttendance } from './use-attendance.js';
import { isOpen, useQuestions } from './use-session.js';
import { useVotes } from './use-votes.js';

/** The live part of the audience's room: asking, one's own questions, and what everybody asks. */
export function LiveRoom({ session, person }: { session: Session; person: string }) {
  const { t } = useTranslation('qa');
  const { event } = useEvent();
  const now = useNow(event);
  const [asking, setAsking] = useState(false);
  useAttendance(session.id, true);
  const followed = useQuestions(session);
  const mine = useStream(streams.ownQuestions, { session: session.id, person });
  const own = Object.values(mine?.state?.question ?? {});
  const votes = useVotes(session.id, person, followed?.rev ?? 0, mine?.state?.vote ?? {});
  const room = followed?.state?.room[session.id];
  const open = isOpen(session, room, now);
  const questions = Object.values(followed?.state?.question ?? {});
  const waiting = questions.filter((question) => question.state === 'approved');
  const answered = questions.filter((question) => question.state === 'answered');
  const news = useNews(waiting.length, answered.length, own);
  return (
    <div className="live-room">
      <Stack gap="xs" className="live-room-top">
        <SessionStrip session={session} open={open} />
        {room && (
          <Text size="sm" c="dimmed">
            {t('counts', { asked: room.asked, answered: room.answered })}
          </Text>
        )}
      </Stack>
      <Stack gap="lg" className="live-room-main">
        {followed?.status === 'refused' && <Problem error={followed.problem} />}
        {followed === undefined || followed.status === 'loading' ? (
          <Loading />
        ) : (
          <>
            <QuestionList questions={waiting} votesOf={votes.of} onToggle={votes.toggle} />
            <AnsweredList questions={answered} votesOf={votes.of} />
          </>
        )}
      </Stack>
      <Stack gap="lg" className="live-room-side">
        <Stack gap="sm" component="section" aria-labelledby="ask" className="question-card from-md">
          <Title order={2} id="ask">
            {t('ask.title')}
          </Title>
          <AskForm session={session.id} open={open} />
        </Stack>
        <OwnQuestions questions={own} />
      </Stack>
      <Group className="ask-bar below-md no-print">
        <Button
          fullWidth
          onClick={() => setAsking(true)}
          leftSection={<IconMessageCirclePlus size={20} aria-hidden />}
        >
          {t('ask.title')}
        </Button>
      </Group>
      <Drawer
        opened={asking}
        onClose={() => setAsking(false)}
        position="bottom"
        size="auto"
        title={t('ask.title')}
        closeButtonProps={{ 'aria-label': t('ask.close') }}
      >
        <AskForm session={session.id} open={open} onAsked={() => setAsking(false)} />
      </Drawer>
      <Announcer news={news} />
    </div>
  );
}

/** What has changed, in a sentence or two for those who do not see it. */
function useNews(waiting: number, answered: number, own: readonly OwnQuestion[]): string {
  const { t } = useTranslation('qa');
  const last = own.toSorted((a, b) => b.id - a.id)[0];
  return [
    t('news.questions', { waiting, answered }),
    ...(last ? [t('news.own', { state: t(`state.${last.state}`) })] : []),
    ...(last?.reason ? [last.reason] : []),
  ].join(' ');
}
