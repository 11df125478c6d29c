import { Alert, Button, Stack, Text } from '@mantine/core';
import { IconVideoOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { OwnMedia } from './own-media.js';

/** Why there is no picture or no sound, and what to do about it; one can be in the room all the same. */
export function DeviceTroubles({ media, onRetry }: { media: OwnMedia; onRetry: () => void }) {
  const { t } = useTranslation('meetingRoom');
  const { microphone, camera } = media.trouble;
  if (!microphone && !camera) return null;
  const both = microphone === camera;
  const what = both ? 'both' : microphone ? 'microphone' : 'camera';
  return (
    <Alert
      icon={<IconVideoOff aria-hidden />}
      color="yellow"
      variant="outline"
      bg="var(--foyer-surface)"
      role="status"
      title={t(`trouble.${what}`)}
    >
      <Stack gap="sm" align="flex-start">
        {[...new Set([microphone, camera])].map(
          (trouble) => trouble && <Text key={trouble}>{t(`trouble.${trouble}`)}</Text>,
        )}
        <Text>{t('trouble.without')}</Text>
        <Button variant="default" onClick={onRetry}>
          {t('trouble.retry')}
        </Button>
      </Stack>
    </Alert>
  );
}
