import { Button, Popover, Stack } from '@mantine/core';
import {
  IconDoorExit,
  IconMicrophone,
  IconMicrophoneOff,
  IconScreenShare,
  IconScreenShareOff,
  IconSettings,
  IconVideo,
  IconVideoOff,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { DeviceChoice } from './DeviceChoice.js';
import type { OwnDevices, OwnMedia } from './own-media.js';

interface ControlsProps {
  media: OwnMedia;
  devices: OwnDevices;
  onLeave: () => void;
}

/** Microphone, camera, screen, devices, and the way out; each says what a press does. */
export function Controls({ media, devices, onLeave }: ControlsProps) {
  const { t } = useTranslation('meetingRoom');
  const { on, tracks } = media;
  const heard = on.microphone && tracks.microphone !== undefined;
  const seen = tracks.camera !== undefined;
  const size = 20;
  return (
    <div className="room-controls" role="toolbar" aria-label={t('controls')}>
      <Button
        variant={heard ? 'default' : 'filled'}
        leftSection={
          heard ? <IconMicrophone size={size} aria-hidden /> : <IconMicrophoneOff size={size} aria-hidden />
        }
        onClick={() => void devices.turn('microphone', !heard)}
      >
        {t(heard ? 'microphone.off' : 'microphone.on')}
      </Button>
      <Button
        variant={seen ? 'default' : 'filled'}
        leftSection={seen ? <IconVideo size={size} aria-hidden /> : <IconVideoOff size={size} aria-hidden />}
        onClick={() => void devices.turn('camera', !seen)}
      >
        {t(seen ? 'camera.off' : 'camera.on')}
      </Button>
      {canShare() && (
        <Button
          variant={tracks.screen ? 'filled' : 'default'}
          leftSection={
            tracks.screen ? (
              <IconScreenShareOff size={size} aria-hidden />
            ) : (
              <IconScreenShare size={size} aria-hidden />
            )
          }
          // Whoever changes their mind in the browser's own window is told nothing.
          onClick={() =>
            tracks.screen ? devices.stopScreen() : void devices.shareScreen().catch(() => null)
          }
        >
          {t(tracks.screen ? 'screen.off' : 'screen.on')}
        </Button>
      )}
      {media.devices.microphone.length + media.devices.camera.length > 0 && (
        <Popover trapFocus returnFocus withinPortal={false} shadow="md" width={300}>
          <Popover.Target>
            <Button variant="default" leftSection={<IconSettings size={size} aria-hidden />}>
              {t('device.open')}
            </Button>
          </Popover.Target>
          <Popover.Dropdown aria-label={t('device.open')}>
            <Stack gap="sm">
              <DeviceChoice media={media} devices={devices} kind="camera" />
              <DeviceChoice media={media} devices={devices} kind="microphone" />
            </Stack>
          </Popover.Dropdown>
        </Popover>
      )}
      <Button
        color="red"
        variant="light"
        className="room-leave"
        leftSection={<IconDoorExit size={size} aria-hidden />}
        onClick={onLeave}
      >
        {t('leave')}
      </Button>
    </div>
  );
}

/** Telephones cannot. */
const canShare = (): boolean =>
  'mediaDevices' in navigator && typeof Reflect.get(navigator.mediaDevices, 'getDisplayMedia') === 'function';
