import { Group, Text } from '@mantine/core';
import { IconCloudOff } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useConnection } from '../server/live.js';

/** A short gap says nothing to the reader; only one that lasts is worth a line. */
const patienceMs = 3_000;

/** Whether there has been no connection for longer than a moment. */
export function useBroken(): boolean {
  const connection = useConnection();
  const broken = connection === 'connecting' || connection === 'offline';
  const [lasts, setLasts] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLasts(broken), broken ? patienceMs : 0);
    return () => clearTimeout(timer);
  }, [broken]);
  return lasts;
}

export function ConnectionNotice() {
  const { t } = useTranslation();
  const connection = useConnection();
  const broken = useBroken();
  return (
    <div role="status" className="foyer-notice-place no-print">
      {broken && (
        <Group gap="xs" px="md" py="xs" justify="center" wrap="nowrap" className="foyer-notice">
          <IconCloudOff size={20} aria-hidden style={{ flexShrink: 0 }} />
          <Text size="sm">
            {t(connection === 'offline' ? 'connection.offline' : 'connection.connecting')}
          </Text>
        </Group>
      )}
    </div>
  );
}
