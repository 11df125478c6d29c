import { Button, Card, Group, List, Modal, Stack, Text, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconDownload, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { forgetDraft } from '../registration/draft.js';
import { useAction } from '../server/api.js';
import { notifyDone } from '../ui/notify.js';
import { Problem } from '../ui/Problem.js';
import { saveFile } from './save-file.js';

/** A copy of what the event holds of the reader, and the way to have it erased. */
export function MyData() {
  const { t } = useTranslation('form');
  const { event } = useEvent();
  const params = { event: event.slug };
  const [opened, { open, close }] = useDisclosure(false);
  const read = useAction('getMyData');
  const erase = useAction('eraseMyData', {
    stale: ['getMyRegistration', 'getMyPlace', 'getMyAnswers'],
  });
  return (
    <Card component="section" aria-labelledby="my-data" className="foyer-card" padding="lg">
      <Stack>
        <Title order={2} id="my-data">
          {t('data.title')}
        </Title>
        <Text c="dimmed">{t('data.text')}</Text>
        <Problem error={read.error} />
        <Group>
          <Button
            variant="default"
            leftSection={<IconDownload size={20} aria-hidden />}
            loading={read.isPending}
            onClick={() =>
              read.mutate(
                { params },
                {
                  onSuccess: (data) =>
                    saveFile(`${event.slug}.json`, 'application/json', JSON.stringify(data, null, 2)),
                },
              )
            }
          >
            {t('data.download')}
          </Button>
          <Button
            variant="subtle"
            color="red"
            leftSection={<IconTrash size={20} aria-hidden />}
            onClick={open}
          >
            {t('data.erase')}
          </Button>
        </Group>
      </Stack>
      <Modal.Root opened={opened} onClose={close} centered>
        <Modal.Overlay />
        <Modal.Content>
          <Modal.Body>
            <Stack>
              <Modal.Title fz="h2" fw={600}>
                {t('data.sureTitle')}
              </Modal.Title>
              <List spacing="xs">
                <List.Item>{t('data.sureGone')}</List.Item>
                <List.Item>{t('data.surePlace')}</List.Item>
                <List.Item>{t('data.sureStays')}</List.Item>
              </List>
              <Problem error={erase.error} />
              <Group>
                <Button variant="default" onClick={close} data-autofocus>
                  {t('data.keep')}
                </Button>
                <Button
                  color="red.9"
                  loading={erase.isPending}
                  onClick={() =>
                    erase.mutate(
                      { params },
                      {
                        onSuccess: () => {
                          forgetDraft(event.slug);
                          close();
                          notifyDone(t('data.erased'));
                        },
                      },
                    )
                  }
                >
                  {t('data.sure')}
                </Button>
              </Group>
            </Stack>
          </Modal.Body>
        </Modal.Content>
      </Modal.Root>
    </Card>
  );
}
