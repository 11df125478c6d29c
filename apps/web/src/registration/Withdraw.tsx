import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { useAction } from '../server/api.js';
import { notifyDone } from '../ui/notify.js';
import { Problem } from '../ui/Problem.js';

/** Gives up one's place, after one question. */
export function Withdraw() {
  const { t } = useTranslation('registration');
  const { event } = useEvent();
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
              <Text>{t('withdraw.text')}</Text>
              <Problem error={withdraw.error} />
              <Group>
                <Button variant="default" onClick={close} data-autofocus>
                  {t('withdraw.keep')}
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
