import { Badge, Button, Group, Stack, Text } from '@mantine/core';
import type { PushDevice } from '@foyer/contracts';
import { formatDayTime } from '@foyer/locales';
import { IconDeviceMobile } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { readUserAgent } from '../people/user-agent.js';
import { useAction } from '../server/api.js';
import { notifyDone } from '../ui/notify.js';
import { Problem } from '../ui/Problem.js';
import { useReader } from '../ui/use-reader.js';
import { tellHereNoMore } from './push.js';
import { usePushTest } from './use-push-test.js';

interface PushDeviceRowProps {
  device: PushDevice;
  onTry: () => void;
  onRemove: () => void;
  /** It has left the page, with the button that was pressed. */
  onGone: () => void;
}

/** A browser on which one is told: when it last was, a test, and an end of it. */
export function PushDeviceRow({ device, onTry, onRemove, onGone }: PushDeviceRowProps) {
  const { t } = useTranslation(['reminders', 'people']);
  const reader = useReader();
  const test = usePushTest(device);
  const remove = useAction('removePushDevice', { stale: ['getPush'] });
  const program = readUserAgent(device.userAgent);
  const name = program ? t('people:account.browser', program) : t('people:account.unknownBrowser');
  const { lastSentAt, lastFailedAt, createdAt, current } = device;
  const failed = lastFailedAt !== null && (lastSentAt === null || lastFailedAt > lastSentAt);

  function removeIt(): void {
    onRemove();
    remove.mutate(
      { params: { pushDevice: device.id } },
      {
        onSuccess: () => {
          // What the browser still gives is of no use to anybody; adding it again clears it as well.
          if (current) tellHereNoMore().catch(() => undefined);
          notifyDone(t('device.removed'));
          onGone();
        },
      },
    );
  }

  return (
    <Stack gap="xs" className="lined-row">
      <Group gap="sm" justify="space-between">
        <Group gap="sm" wrap="nowrap" flex="1 1 220px">
          <IconDeviceMobile aria-hidden style={{ flexShrink: 0 }} />
          <Stack gap={2}>
            <Text fw={600}>{name}</Text>
            {current && <Badge variant="light">{t('device.this')}</Badge>}
            <Text size="sm" c="dimmed">
              {lastSentAt === null
                ? t('device.unsent', { when: formatDayTime(createdAt, reader, true) })
                : t('device.sent', { when: formatDayTime(lastSentAt, reader, true) })}
            </Text>
            {failed && (
              <Text size="sm">
                {t('device.failedAt', { when: formatDayTime(lastFailedAt, reader, true) })}
              </Text>
            )}
          </Stack>
        </Group>
        <Group gap="xs">
          <Button
            variant="default"
            loading={test.busy}
            onClick={() => {
              onTry();
              test.send();
            }}
            aria-label={t('device.testOf', { name })}
          >
            {t('device.test')}
          </Button>
          <Button
            variant="default"
            loading={remove.isPending}
            onClick={removeIt}
            aria-label={t('device.removeOf', { name })}
          >
            {t('device.remove')}
          </Button>
        </Group>
      </Group>
      <div role="status">{test.said && <Text size="sm">{t(`device.${test.said}`)}</Text>}</div>
      <Problem error={test.error ?? remove.error} />
    </Stack>
  );
}
