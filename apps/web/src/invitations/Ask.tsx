import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

interface AskProps {
  title: string;
  text: string;
  yes: string;
  /** What cannot be taken back easily. */
  severe?: boolean;
  busy: boolean;
  onYes: () => void;
  onNo: () => void;
  children?: ReactNode;
}

/** One question before something goes out. */
export function Ask({ title, text, yes, severe = false, busy, onYes, onNo, children }: AskProps) {
  const { t } = useTranslation('places');
  return (
    <Modal.Root opened onClose={onNo} centered>
      <Modal.Overlay />
      <Modal.Content>
        {/* No header of its own: it would be a second banner of the page. */}
        <Modal.Body>
          <Stack>
            <Modal.Title fz="h2" fw={600}>
              {title}
            </Modal.Title>
            <Text>{text}</Text>
            {children}
            <Group>
              <Button variant="default" onClick={onNo} data-autofocus>
                {t('answer.declineNo')}
              </Button>
              <Button color={severe ? 'red.9' : 'accent'} loading={busy} onClick={onYes}>
                {yes}
              </Button>
            </Group>
          </Stack>
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}
