import { roomHours, type Meeting, type VideoKind, type WayIn } from '@foyer/contracts';
import { useState } from 'react';
import { useEvent } from '../../events/use-event.js';
import { useAction } from '../../server/api.js';
import { useNow } from '../../ui/use-now.js';
import { After } from './After.js';
import { Before } from './Before.js';
import { During } from './During.js';
import { NextMeeting } from './NextMeeting.js';
import { Profiles } from './Profiles.js';

interface RoomProps {
  meeting: Meeting;
  /** All of mine, for what comes next. */
  meetings: readonly Meeting[];
  video: VideoKind;
}

/** So that a page that is loaded again goes on where it was. */
const entered = {
  key: (meeting: string) => `foyer-in-meeting-${meeting}`,
  is(meeting: string): boolean {
    try {
      return sessionStorage.getItem(this.key(meeting)) !== null;
    } catch {
      return false;
    }
  },
  set(meeting: string, inside: boolean): void {
    try {
      if (inside) sessionStorage.setItem(this.key(meeting), '1');
      else sessionStorage.removeItem(this.key(meeting));
    } catch {
      // A browser that keeps nothing asks again.
    }
  },
};

/** Before, during and after: one room. */
export function Room({ meeting, meetings, video }: RoomProps) {
  const { event } = useEvent();
  const now = useNow(event);
  const enter = useAction('enterMeetingRoom');
  const [way, setWay] = useState<WayIn | null>(null);
  const [left, setLeft] = useState(false);
  const { closes } = roomHours(meeting);
  const over = now >= closes || meeting.state === 'missed';
  const goIn = () =>
    enter.mutate(
      { params: { event: event.slug, meeting: meeting.id } },
      {
        onSuccess: (answer) => {
          entered.set(meeting.id, true);
          setLeft(false);
          setWay(answer.way);
        },
      },
    );
  const leave = () => {
    entered.set(meeting.id, false);
    setWay(null);
    setLeft(true);
  };
  return (
    <div className="room">
      <div className="room-main">
        {over ? (
          <After meeting={meeting} />
        ) : way ? (
          <During meeting={meeting} way={way} now={now} onLeave={leave} />
        ) : (
          <Before
            meeting={meeting}
            video={video}
            now={now}
            left={left}
            entering={enter.isPending}
            error={enter.error}
            onEnter={goIn}
            // Devices are asked for again by the room itself.
            auto={!left && entered.is(meeting.id)}
          />
        )}
      </div>
      <aside className="room-aside">
        <NextMeeting meeting={meeting} meetings={meetings} now={now} />
        <Profiles meeting={meeting} />
      </aside>
    </div>
  );
}
