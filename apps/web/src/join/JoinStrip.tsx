import { Button, Group, Popover, Stack, Text } from '@mantine/core';
import type { Session } from '@foyer/contracts';
import { IconQrcode } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { QrCode } from './QrCode.js';
import { useSessionCode } from './use-session-code.js';
import './join.css';

/** How the audience comes in, for the moderator to read out or to show. */
export function JoinStrip({ session }: { session: Session }) {
  const { t } = useTranslation('polls');
  const joining = useSessionCode(session);
  if (!joining) return null;
  return (
    <Group gap="sm" className="question-card" justify="space-between">
      <Stack gap={0}>
        <Text size="sm" c="dimmed">
          {t('join.at', { address: joining.address })}
        </Text>
        <Text className="join-code" aria-label={[...joining.code].join(' ')}>
          {joining.code}
        </Text>
      </Stack>
      <Popover position="bottom-end" withArrow>
        <Popover.Target>
          <Button variant="default" leftSection={<IconQrcode size={20} aria-hidden />}>
            {t('join.showQr')}
          </Button>
        </Popover.Target>
        <Popover.Dropdown className="join-qr">
          <QrCode text={joining.link} label={t('join.qr', { address: joining.link })} />
        </Popover.Dropdown>
      </Popover>
    </Group>
  );
}
