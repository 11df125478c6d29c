import { Button, Stack, VisuallyHidden } from '@mantine/core';
import { streams, type Meeting, type WayIn } from '@foyer/contracts';
import { IconDoorExit, IconExternalLink, IconUsersGroup } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useStream } from '../../server/live.js';
import { Empty } from '../../ui/Empty.js';
import { BuiltIn } from './BuiltIn.js';
import { Chat } from './Chat.js';
import { Extension } from './Extension.js';
import { Late } from './Late.js';
import { TimeBar } from './TimeBar.js';

interface DuringProps {
  meeting: Meeting;
  way: WayIn;
  now: number;
  onLeave: () => void;
}

/** The meeting itself: those who are there, the time that is left, and what to do when somebody is not. */
export function During({ meeting, way, now, onLeave }: DuringProps) {
  const { t } = useTranslation('meetingRoom');
  const followed = useStream(streams.meetingRoom, { meeting: meeting.id });
  const state = followed?.status === 'ready' ? followed.state : undefined;
  const leave = (
    <Button
      variant="default"
      leftSection={<IconDoorExit size={20} aria-hidden />}
      onClick={onLeave}
      className="room-leave"
    >
      {t('leave')}
    </Button>
  );
  return (
    <Stack gap="md">
      <TimeBar meeting={meeting} now={now} />
      <Late meeting={meeting} people={state?.person} now={now} />
      {way.kind === 'built-in' && (
        <BuiltIn meeting={meeting} iceServers={way.iceServers} state={state} onLeave={onLeave} />
      )}
      {way.kind === 'link' && (
        <Empty
          icon={<IconExternalLink />}
          title={t('elsewhere.title')}
          text={t('elsewhere.text')}
          action={
            <Stack align="center" gap="sm">
              <Button component="a" href={way.url} target="_blank" rel="noreferrer">
                {t('elsewhere.open')}
              </Button>
              {leave}
            </Stack>
          }
        />
      )}
      {way.kind === 'none' && (
        <Empty
          icon={<IconUsersGroup />}
          title={t('inPerson.title')}
          text={
            meeting.table === null
              ? t('inPerson.text')
              : t('inPerson.table', { table: meeting.tableName ?? meeting.table })
          }
          action={leave}
        />
      )}
      <Extension meeting={meeting} proposal={state?.extension[meeting.id]} now={now} />
      {way.kind === 'built-in' && <Chat meeting={meeting} messages={state?.message} />}
      <VisuallyHidden role="status">
        {meeting.otherEntered ? t('there', { name: meeting.other.name }) : ''}
      </VisuallyHidden>
    </Stack>
  );
}
