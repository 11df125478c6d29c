import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import type { RegistrationState } from '@foyer/contracts';
import { useDisclosure } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { useAction } from '../server/api.js';
import { notifyDone } from '../ui/notify.js';
import { Problem } from '../ui/Problem.js';

/** Gives up one's place or the wait for one, after one question. */
export function Withdraw({ state }: { state: RegistrationState }) {
  const { t } = useTranslation(['registration', 'places']);
  const { event } = useEvent();
  const has = state === 'confirmed';
  const [opened, { open, close }] = useDisclosure(false);
  const withdraw = useAction('withdraw', { stale: ['getMyRegistration', 'getMyPlace'] });
  return (
    <>
      <Button variant="subtle" color="red" onClick={open}>
        {t('withdraw.open')}
      </Button>
      <Modal.Root opened={opened} onClose={close} centered>
        <Modal.Overlay />
        <Modal.Content>
          {/* No header of its own: it would be a second banner of the page. */}
          <Modal.Body>
            <Stack>
              <Modal.Title fz="h2" fw={600}>
                {t('withdraw.title')}
              </Modal.Title>
              <Text>{t(has ? 'withdraw.text' : 'places:leave.text')}</Text>
              <Problem error={withdraw.error} />
              <Group>
                <Button variant="default" onClick={close} data-autofocus>
                  {t(has ? 'withdraw.keep' : 'places:leave.keep')}
                </Button>
                <Button
                  color="red.9"
                  loading={withdraw.isPending}
                  onClick={() =>
                    withdraw.mutate(
                      { params: { event: event.slug } },
                      { onSuccess: () => notifyDone(t('withdraw.done')) },
                    )
                  }
                >
                  {t('withdraw.confirm')}
                </Button>
              </Group>
            </Stack>
          </Modal.Body>
        </Modal.Content>
      </Modal.Root>
    </>
  );
}
