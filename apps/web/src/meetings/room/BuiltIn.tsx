import { Button, Stack } from '@mantine/core';
import type { Meeting, meetingRoomStream, StreamState } from '@foyer/contracts';
import { IconBrowser } from '@tabler/icons-react';
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../../events/use-event.js';
import { Empty } from '../../ui/Empty.js';
import { Controls } from './Controls.js';
import { DeviceTroubles } from './DeviceTroubles.js';
import { Sound } from './Picture.js';
import { Stage } from './Stage.js';
import { useOwnMedia } from './use-own-media.js';
import { useRoomCall } from './use-call.js';

interface BuiltInProps {
  meeting: Meeting;
  iceServers: RTCIceServer[];
  state: StreamState<typeof meetingRoomStream> | undefined;
  onLeave: () => void;
}

/** Foyer's own video: pictures go from window to window. Another window of the same person takes the place over. */
export function BuiltIn(props: BuiltInProps) {
  const [window, setWindow] = useState(0);
  return <InThisWindow key={window} {...props} onHere={() => setWindow(window + 1)} />;
}

function InThisWindow({
  meeting,
  iceServers,
  state,
  onLeave,
  onHere,
}: BuiltInProps & { onHere: () => void }) {
  const { t } = useTranslation('meetingRoom');
  const { person } = useEvent();
  const { media, devices } = useOwnMedia(true);
  const call = useRoomCall({
    ...{ meeting: meeting.id, me: person ?? '', iceServers, media },
    seats: state?.seat,
  });
  const [silenced, setSilenced] = useState(0);
  const onSilenced = useCallback(() => setSilenced((times) => (times === 0 ? 1 : times)), []);
  if (call.status === 'elsewhere' || call.status === 'closed') {
    return (
      <Empty
        icon={<IconBrowser />}
        title={t(call.status === 'elsewhere' ? 'window.title' : 'closed.title')}
        text={t(call.status === 'elsewhere' ? 'window.text' : 'closed.text')}
        action={
          <Button onClick={onHere}>{t(call.status === 'elsewhere' ? 'window.here' : 'closed.again')}</Button>
        }
      />
    );
  }
  return (
    <Stack gap="md">
      <Stage meeting={meeting} call={call} media={media} />
      {call.others.map(
        ({ person: who, tracks }) =>
          tracks.microphone && (
            // Once pressed, it is tried again.
            <Sound key={`${who}-${silenced}`} track={tracks.microphone} onSilenced={onSilenced} />
          ),
      )}
      {silenced === 1 && (
        <Button variant="light" onClick={() => setSilenced(2)}>
          {t('soundOn')}
        </Button>
      )}
      <Controls media={media} devices={devices} onLeave={onLeave} />
      <DeviceTroubles media={media} onRetry={() => void devices.open()} />
    </Stack>
  );
}
