import { Alert, Button, Stack, Text, Title } from '@mantine/core';
import { IconBellOff, IconBellRinging } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { forget, useCall } from '../server/api.js';
import { Loaded } from '../ui/Loaded.js';
import { notifyDone } from '../ui/notify.js';
import { Problem } from '../ui/Problem.js';
import { isProblem } from '@foyer/client';
import { isToldHere, pushObstacle, PushNotAllowed, tellHere } from './push.js';
import { PushDeviceRow } from './PushDeviceRow.js';

/** Being told on this browser, and on which others one is. */
export function PushDevices() {
  const { t } = useTranslation('reminders');
  const push = useCall('getPush', {});
  /** What was tried last: a push service that knows it no more has it forgotten. */
  const title = useRef<HTMLHeadingElement>(null);
  const toTitle = (): void => title.current?.focus();
  const [tried, setTried] = useState<string | null>(null);
  return (
    <Stack gap="sm">
      <Title order={2} size="h4" id="push-devices" ref={title} tabIndex={-1}>
        {t('device.title')}
      </Title>
      <Text size="sm">{t('device.text')}</Text>
      <Loaded query={push}>
        {({ key, devices }) => (
          <>
            <Here serverKey={key} known={devices.some(({ current }) => current)} onAdded={toTitle} />
            <div role="status">
              {tried !== null && !devices.some(({ id }) => id === tried) && (
                <Text>{t('device.testGone')}</Text>
              )}
            </div>
            {devices.length > 0 && (
              <>
                <Title order={3} size="h5" id="push-list">
                  {t('device.list')}
                </Title>
                <Stack component="ul" gap={0} className="plain-list" aria-labelledby="push-list">
                  {devices.map((device) => (
                    <li key={device.id}>
                      <PushDeviceRow
                        device={device}
                        onTry={() => setTried(device.id)}
                        onRemove={() => setTried(null)}
                        onGone={toTitle}
                      />
                    </li>
                  ))}
                </Stack>
              </>
            )}
          </>
        )}
      </Loaded>
    </Stack>
  );
}

interface HereProps {
  serverKey: string;
  /** Whether the server tells this browser. */
  known: boolean;
  /** The button that was pressed is gone. */
  onAdded: () => void;
}

/** This browser: told, to be added by a press, or why it cannot be. */
function Here({ serverKey, known, onAdded }: HereProps) {
  const { t } = useTranslation('reminders');
  const given = useQuery({ queryKey: ['told here', known], queryFn: isToldHere });
  const add = useMutation({
    mutationFn: () => tellHere(serverKey),
    onSuccess: async () => {
      await forget('getPush');
      await given.refetch();
      notifyDone(t('device.added'));
      onAdded();
    },
  });
  // Read anew at each look: the answer to the browser's question changes it.
  const obstacle = pushObstacle();
  const refused = add.error instanceof PushNotAllowed;
  if (obstacle) {
    return (
      <Alert color="yellow" icon={<IconBellOff aria-hidden />} role="status">
        {t(`device.${obstacle}`)}
      </Alert>
    );
  }
  if (known && given.data !== false) return <Text role="status">{t('device.on')}</Text>;
  return (
    <Stack gap="xs" align="flex-start">
      <Button
        leftSection={<IconBellRinging size={20} aria-hidden />}
        loading={add.isPending}
        onClick={() => add.mutate()}
      >
        {t('device.add')}
      </Button>
      <div role="status">{refused && <Text size="sm">{t('device.dismissed')}</Text>}</div>
      {add.error &&
        !refused &&
        (isProblem(add.error) ? (
          <Problem error={add.error} />
        ) : (
          <Text role="alert">{t('device.failed')}</Text>
        ))}
    </Stack>
  );
}
