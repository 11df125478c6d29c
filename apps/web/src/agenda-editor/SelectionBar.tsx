import { ActionIcon, Button, Group, Text } from '@mantine/core';
import { mostSessionsAtOnce } from '@foyer/contracts';
import { IconPencil, IconTrash, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useEditor } from './editor-context.js';
import { choiceId } from './List.js';
import { useChoosing } from './use-choosing.js';
import { useDeeds } from './use-deeds.js';

/** How many sessions are selected, and what can be done with them: always in sight, without taking the focus. */
export function SelectionBar({ shown }: { shown: readonly string[] }) {
  const { t } = useTranslation('editor');
  const { selection, open, show } = useEditor();
  const choosing = useChoosing();
  const deeds = useDeeds();
  const count = selection.ids.size;
  if (count === 0) return null;
  const hidden = count - shown.filter((id) => selection.ids.has(id)).length;
  /** The bar goes with the selection: the focus goes on in the agenda, wherever it is shown. */
  function goOn(id: string | undefined): void {
    if (id === undefined) return;
    show(id);
    document.getElementById(choiceId(id))?.focus();
  }
  const tooMany = count > mostSessionsAtOnce;
  return (
    <Group className="ag-selection" gap="sm" role="region" aria-label={t('selection.label')}>
      <ActionIcon
        aria-label={t('selection.clear')}
        onClick={() => {
          choosing.clear();
          goOn(shown.find((id) => selection.ids.has(id)));
        }}
      >
        <IconX size={20} aria-hidden />
      </ActionIcon>
      <Text fw={600} me="auto">
        {t('selection.count', { count })}
        {hidden > 0 && ` ${t('selection.elsewhere', { count: hidden })}`}
      </Text>
      {tooMany && <Text c="var(--ag-warn)">{t('selection.tooMany', { count: mostSessionsAtOnce })}</Text>}
      <Button
        leftSection={<IconPencil size={18} aria-hidden />}
        disabled={tooMany}
        onClick={() => open({ what: 'bulk' })}
      >
        {t('selection.change')}
      </Button>
      <Button
        variant="default"
        leftSection={<IconTrash size={18} aria-hidden />}
        disabled={tooMany}
        onClick={() => {
          if (!deeds.remove(...selection.sessions)) return;
          selection.clear();
          goOn(shown.find((id) => !selection.ids.has(id)));
        }}
      >
        {t('action.remove')}
      </Button>
    </Group>
  );
}
