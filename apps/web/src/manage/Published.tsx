import { Badge, Button, Group, Modal, Stack, Text } from '@mantine/core';
import type { Event } from '@foyer/contracts';
import { useDisclosure } from '@mantine/hooks';
import { IconEye, IconPencil } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { useAction } from '../server/api.js';
import { Problem } from '../ui/Problem.js';
import { TellThem, useEventTimes } from './NewTimes.js';

type State = Event['state'];

/** Whether everybody sees the event, and the button that changes it; asked first where people would hear of it. */
export function Published() {
  const { t } = useTranslation('manage');
  const { event } = useEvent();
  const update = useAction('updateEvent', { stale: ['getEvent', 'listEvents', 'checkEventTimes'] });
  const times = useEventTimes(null);
  /** What is asked about: while it is saved the page knows the new state already. */
  const [asked, setAsked] = useState<{ state: State; told: number }>({ state: 'draft', told: 0 });
  const [looking, setLooking] = useState(false);
  const [opened, { open, close }] = useDisclosure(false);
  const [tell, setTell] = useState(true);
  const published = event.state === 'published';
  const other: State = published ? 'draft' : 'published';
  const change = (state: State, wanted: boolean): void =>
    update.mutate({ params: { event: event.slug }, body: { state, tell: wanted } }, { onSuccess: close });
  /** Asked anew: who was told what has changed with the last press. */
  async function ask(): Promise<void> {
    setLooking(true);
    const { data } = await times.refetch();
    setLooking(false);
    const told = data?.told ?? 0;
    setTell(true);
    setAsked({ state: other, told });
    if (told > 0) open();
    else change(other, true);
  }
  const labelOf = (state: State): string => t(state === 'draft' ? 'state.hide' : 'state.publish');
  return (
    <Stack gap="xs">
      <Group gap="sm">
        <Badge
          color={published ? 'accent' : 'gray'}
          leftSection={published ? <IconEye size={14} aria-hidden /> : <IconPencil size={14} aria-hidden />}
        >
          {t(published ? 'state.published' : 'state.draft')}
        </Badge>
        <Text c="dimmed">{t(published ? 'state.publishedHint' : 'state.draftHint')}</Text>
        <Button
          variant={published ? 'default' : 'filled'}
          loading={looking || (update.isPending && !opened)}
          onClick={() => void ask()}
        >
          {labelOf(other)}
        </Button>
      </Group>
      {!opened && <Problem error={update.error} />}
      <Modal.Root opened={opened} onClose={close} centered>
        <Modal.Overlay />
        <Modal.Content>
          {/* No header of its own: it would be a second banner of the page. */}
          <Modal.Body>
            <Stack>
              <Modal.Title fz="h2" fw={600}>
                {t(asked.state === 'draft' ? 'times.hideTitle' : 'times.publishTitle')}
              </Modal.Title>
              <Text>{t(asked.state === 'draft' ? 'times.hideText' : 'times.publishText')}</Text>
              <TellThem count={asked.told} tell={tell} onTell={setTell} />
              <Problem error={update.error} />
              <Group>
                <Button variant="default" onClick={close} data-autofocus>
                  {t('cancel')}
                </Button>
                <Button loading={update.isPending} onClick={() => change(asked.state, tell)}>
                  {labelOf(asked.state)}
                </Button>
              </Group>
            </Stack>
          </Modal.Body>
        </Modal.Content>
      </Modal.Root>
    </Stack>
  );
}
