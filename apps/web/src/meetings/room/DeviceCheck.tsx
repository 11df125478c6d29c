import { Button, Group, Stack, Text } from '@mantine/core';
import { IconVideo, IconVideoOff } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DeviceChoice } from './DeviceChoice.js';
import { DeviceTroubles } from './DeviceTroubles.js';
import { LevelMeter } from './LevelMeter.js';
import { Picture } from './Picture.js';
import { useOwnMedia } from './use-own-media.js';

/** Looks at oneself and hears oneself before anybody else does. Asks for nothing until one wants to. */
export function DeviceCheck() {
  const { t } = useTranslation('meetingRoom');
  const [opened, setOpened] = useState(false);
  const { media, devices } = useOwnMedia(opened);
  const { camera, microphone } = media.tracks;
  return (
    <Stack gap="md" className="room-check">
      <div className="room-preview">
        {camera ? (
          <Picture track={camera} label={t('you')} mirrored />
        ) : (
          <Stack align="center" gap="sm" p="md">
            <IconVideoOff size={32} aria-hidden />
            <Text ta="center">{t(opened && media.ready ? 'check.noPicture' : 'check.intro')}</Text>
            {!opened && (
              <Button
                variant="default"
                leftSection={<IconVideo size={20} aria-hidden />}
                onClick={() => setOpened(true)}
              >
                {t('check.open')}
              </Button>
            )}
          </Stack>
        )}
      </div>
      {opened && (
        <>
          <DeviceTroubles media={media} onRetry={() => void devices.open()} />
          {microphone && <LevelMeter track={microphone} />}
          <Group grow align="flex-start">
            <DeviceChoice media={media} devices={devices} kind="camera" />
            <DeviceChoice media={media} devices={devices} kind="microphone" />
          </Group>
        </>
      )}
    </Stack>
  );
}
