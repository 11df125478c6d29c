import { Anchor, Button, Text } from '@mantine/core';
import { IconArrowLeft, IconCalendarX, IconLogin2 } from '@tabler/icons-react';
import { isProblem } from '@foyer/client';
import { useTranslation } from 'react-i18next';
import { Link, useLocation, useParams } from 'react-router';
import { useEvent } from '../../events/use-event.js';
import { useCall } from '../../server/api.js';
import { useMe } from '../../server/me.js';
import { Empty } from '../../ui/Empty.js';
import { EventTime } from '../../ui/EventTime.js';
import { Loaded } from '../../ui/Loaded.js';
import { Loading } from '../../ui/Loading.js';
import { MeLoading } from '../../ui/MeLoading.js';
import NotFound from '../../ui/NotFound.js';
import { Page } from '../../ui/Page.js';
import { useMyMeetings } from '../use-my-meetings.js';
import { useTable } from '../use-table.js';
import { Room } from './Room.js';
import './room.css';

/** The room in which a meeting takes place: for its people alone. */
export default function RoomPage() {
  const { t } = useTranslation(['meetingRoom', 'meetings', 'common']);
  const { event, person } = useEvent();
  const { me } = useMe();
  const tableOf = useTable();
  const { meeting: id = '' } = useParams();
  const { pathname } = useLocation();
  const room = useCall(
    'getMeetingRoom',
    { params: { event: event.slug, meeting: id } },
    { enabled: person !== null, staleTime: 60_000 },
  );
  const mine = useMyMeetings();
  if (me === null) {
    return (
      <Page title={t('title')}>
        <Empty
          icon={<IconLogin2 />}
          title={t('meetings:strangers.signInTitle')}
          text={t('signInText')}
          action={
            <Button component={Link} to={`/sign-in?next=${encodeURIComponent(pathname)}`}>
              {t('common:signIn')}
            </Button>
          }
        />
      </Page>
    );
  }
  if (isProblem(room.error, 'not_found') || isProblem(room.error, 'invalid_input')) return <NotFound />;
  const all = mine.data?.meetings ?? [];
  // The stream knows of a change first.
  const meeting = all.find((one) => one.id === id) ?? room.data?.meeting;
  const back = (
    <Anchor component={Link} to={`/e/${event.slug}/meetings`} className="room-back">
      <IconArrowLeft size={18} aria-hidden /> {t('back')}
    </Anchor>
  );
  if (!meeting || !room.data) {
    return (
      <Page title={t('title')} above={back}>
        {me === undefined || person === null ? (
          <MeLoading event={event.slug} />
        ) : (
          <Loaded query={room}>{() => <Loading />}</Loaded>
        )}
      </Page>
    );
  }
  const table = tableOf(meeting);
  return (
    <Page
      title={t('with', { name: meeting.other.name })}
      above={back}
      width="wide"
      intro={
        <>
          <EventTime start={meeting.startsAt} end={meeting.endsAt} timeZone={event.timeZone} />
          {table !== null && (
            <Text c="dimmed" component="span">
              {table}
            </Text>
          )}
        </>
      }
    >
      {meeting.state === 'cancelled' || meeting.state === 'awaiting' ? (
        <Empty
          icon={<IconCalendarX />}
          title={t(meeting.state === 'cancelled' ? 'cancelled.title' : 'awaiting.title')}
          text={t(meeting.state === 'cancelled' ? 'cancelled.text' : 'awaiting.text')}
          action={
            <Button component={Link} to={`/e/${event.slug}/meetings`}>
              {t('toMeetings')}
            </Button>
          }
        />
      ) : (
        <Room key={meeting.id} meeting={meeting} meetings={all} video={room.data.video} />
      )}
    </Page>
  );
}
