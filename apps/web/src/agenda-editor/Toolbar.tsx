import { Button, Group, Text } from '@mantine/core';
import {
  IconAlertTriangle,
  IconArrowBackUp,
  IconArrowForwardUp,
  IconCheck,
  IconCloudUp,
  IconKeyboard,
  IconLayoutColumns,
  IconPlus,
  IconStack2,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useEditor } from './editor-context.js';
import { useDeeds } from './use-deeds.js';

/** What can be done to the agenda, what was done last, and whether it is saved. */
export function Toolbar({ said, startNew }: { said: string; startNew: () => void }) {
  const { t } = useTranslation('editor');
  const { snapshot, open } = useEditor();
  const deeds = useDeeds();
  const { status, canUndo, canRedo } = snapshot;
  const Status =
    status === 'saved'
      ? IconCheck
      : status === 'saving' || status === 'unsaved'
        ? IconCloudUp
        : IconAlertTriangle;
  return (
    <Group gap="xs">
      <Button leftSection={<IconPlus size={20} aria-hidden />} onClick={startNew}>
        {t('action.new')}
      </Button>
      <Button
        variant="default"
        leftSection={<IconStack2 size={20} aria-hidden />}
        onClick={() => open({ what: 'block' })}
      >
        {t('action.block')}
      </Button>
      <Button
        variant="default"
        leftSection={<IconLayoutColumns size={20} aria-hidden />}
        onClick={() => open({ what: 'places' })}
      >
        {t('action.places')}
      </Button>
      <Button
        variant="subtle"
        leftSection={<IconArrowBackUp size={20} aria-hidden />}
        disabled={!canUndo}
        onClick={deeds.undo}
      >
        {t('action.undo')}
      </Button>
      <Button
        variant="subtle"
        leftSection={<IconArrowForwardUp size={20} aria-hidden />}
        disabled={!canRedo}
        onClick={deeds.redo}
      >
        {t('action.redo')}
      </Button>
      <Button
        variant="subtle"
        className="from-sm"
        leftSection={<IconKeyboard size={20} aria-hidden />}
        onClick={() => open({ what: 'keys' })}
      >
        {t('action.keys')}
      </Button>
      {/* A line of its own, lest buttons jump when a sentence is long. */}
      <Group gap="sm" flex="1 1 100%" mih={24}>
        <Group
          gap={6}
          wrap="nowrap"
          c={status === 'failed' || status === 'held' ? 'var(--ag-warn)' : 'dimmed'}
        >
          <Status size={18} aria-hidden />
          <Text size="sm">{t(`status.${status}`)}</Text>
        </Group>
        {/* What was done is read out, and stands here to be read. */}
        <Text size="sm" c="dimmed" role="status" aria-live="polite">
          {said}
        </Text>
      </Group>
    </Group>
  );
}
