import { Button, Group, List, Modal, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { useLocalised } from '../ui/use-reader.js';
import type { FormDraft } from './form-draft.js';
import type { Clash } from './merge.js';

interface ConflictDialogProps {
  /** Who has saved meanwhile. */
  by: string | null;
  clashes: readonly Clash[];
  mine: FormDraft;
  theirs: FormDraft;
  onChoose: (whose: 'mine' | 'theirs') => void;
  onClose: () => void;
}

/** Two editors have changed the same things: whose stay? Everything else has been brought together. */
export function ConflictDialog({ by, clashes, mine, theirs, onChoose, onClose }: ConflictDialogProps) {
  const { t } = useTranslation(['form', 'registration']);
  const { event } = useEvent();
  const say = useLocalised(event.languages[0]);
  const name = ({ part, key }: Clash): string => {
    if (part === 'builtIn') return t('builtIn.title');
    for (const form of [mine, theirs]) {
      const thing = [...form.categories, ...form.questions].find((one) => one.key === key);
      const consent = form.consents.find((one) => one.key === key);
      const words = part === 'consents' ? consent?.title : thing?.label;
      if (words) return say(words);
    }
    return key;
  };
  return (
    <Modal.Root opened onClose={onClose} centered>
      <Modal.Overlay />
      <Modal.Content>
        <Modal.Body>
          <Stack>
            <Modal.Title fz="h2" fw={600}>
              {t('conflict.title')}
            </Modal.Title>
            <Text>{t('conflict.text', { name: by ?? t('conflict.somebody') })}</Text>
            <List>
              {clashes.map((clash) => (
                <List.Item key={`${clash.part} ${clash.key}`}>{name(clash)}</List.Item>
              ))}
            </List>
            <Text c="dimmed">{t('conflict.rest')}</Text>
            <Group>
              <Button variant="default" onClick={() => onChoose('theirs')}>
                {t('conflict.theirs')}
              </Button>
              <Button onClick={() => onChoose('mine')} data-autofocus>
                {t('conflict.mine')}
              </Button>
            </Group>
          </Stack>
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}
