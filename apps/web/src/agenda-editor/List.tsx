import { ActionIcon, Badge, Button, Card, Checkbox, Group, Stack, Text } from '@mantine/core';
import type { DraftSession } from '@foyer/contracts';
import { languageOf } from '@foyer/locales';
import {
  IconAlertTriangle,
  IconArrowBackUp,
  IconArrowsMove,
  IconPencil,
  IconTrash,
} from '@tabler/icons-react';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { kindIcons } from '../events/kind-icons.js';
import { useEvent } from '../events/use-event.js';
import { useLanguage } from '../ui/use-reader.js';
import { stateIcons } from './Card.js';
import { distinctConflicts, touches } from './conflicts.js';
import { useEditor } from './editor-context.js';
import { useChoosing } from './use-choosing.js';
import { useDeeds } from './use-deeds.js';

/** The box in the list that chooses a session. */
export const choiceId = (session: string): string => `ag-choose-${session}`;

/** A day as a list: the same work by buttons, for small screens and for whoever likes it better. */
export function List({ sessions, filtered }: { sessions: readonly DraftSession[]; filtered: boolean }) {
  const { t } = useTranslation('editor');
  const { snapshot, counts, selection } = useEditor();
  const choosing = useChoosing();
  const ids = sessions.map(({ id }) => id);
  /** With Shift from the last one that was chosen up to this one. */
  function choose(id: string, range: boolean): void {
    const [from, to] = [ids.indexOf(selection.anchor ?? ''), ids.indexOf(id)];
    if (!range || from < 0) return choosing.toggle(id);
    const reach = ids.slice(Math.min(from, to), Math.max(from, to) + 1);
    choosing.choose([...selection.ids, ...reach], selection.anchor);
  }
  if (sessions.length === 0)
    return <Text c="dimmed">{t(filtered ? 'empty.filtered' : 'empty.listDay')}</Text>;
  return (
    <Stack component="ol" className="plain-list" gap="sm">
      {sessions.map((session) => (
        <Row
          key={session.id}
          session={session}
          conflicts={counts.get(session.id) ?? 0}
          fresh={snapshot.fresh.has(session.id)}
          selected={selection.ids.has(session.id)}
          onChoose={choose}
        />
      ))}
    </Stack>
  );
}

interface RowProps {
  session: DraftSession;
  conflicts: number;
  fresh: boolean;
  selected: boolean;
  onChoose: (id: string, range: boolean) => void;
}

const Row = memo(function Row({ session, conflicts, fresh, selected, onChoose }: RowProps) {
  const { t } = useTranslation(['editor', 'event']);
  const { event } = useEvent();
  const language = useLanguage();
  const { words, snapshot, open } = useEditor();
  const deeds = useDeeds();
  const title = words.title(session.title);
  const people = words.people(session);
  const Kind = kindIcons[session.kind];
  const State = session.state === 'released' ? null : stateIcons[session.state];
  const removed = session.state === 'removed';
  const found = distinctConflicts([...snapshot.held, ...snapshot.conflicts]);
  return (
    <li>
      <Card
        className="foyer-card ag-row"
        padding="md"
        data-fresh={fresh || undefined}
        data-state={session.state}
        data-selected={selected || undefined}
      >
        <Stack gap="xs">
          <Group gap="xs" justify="space-between">
            {!removed && (
              <Checkbox
                id={choiceId(session.id)}
                aria-label={t('selection.toggle', { name: title })}
                checked={selected}
                onChange={(change) => {
                  const { nativeEvent } = change;
                  onChoose(session.id, nativeEvent instanceof MouseEvent && nativeEvent.shiftKey);
                }}
              />
            )}
            <Text fw={600} className="tabular" me="auto">
              {words.times(session)}
            </Text>
            {session.state !== 'released' && State && (
              <Badge color={removed ? 'gray' : 'accent'} leftSection={<State size={14} aria-hidden />}>
                {t(`state.${session.state}`)}
              </Badge>
            )}
            {!removed && (
              <ActionIcon
                aria-label={t('action.removeOf', { name: title })}
                onClick={() => deeds.remove(session)}
              >
                <IconTrash size={20} aria-hidden />
              </ActionIcon>
            )}
          </Group>
          <Text
            fw={600}
            className="ag-row-title"
            lang={languageOf(session.title, language, event.languages[0])}
          >
            {title}
          </Text>
          <Group gap={6} c="dimmed" wrap="nowrap" align="flex-start">
            <Kind size={18} aria-hidden />
            <Text size="sm">
              {[
                t(`event:kind.${session.kind}`),
                words.room(session.room),
                words.track(session.track),
                ...people,
              ]
                .filter(Boolean)
                .join(' · ')}
            </Text>
          </Group>
          {conflicts > 0 &&
            found
              .filter((conflict) => touches(conflict, session.id))
              .map((conflict, index) => (
                <Group key={index} gap={6} wrap="nowrap" align="flex-start" className="ag-conflict">
                  <IconAlertTriangle size={18} aria-hidden />
                  <Text size="sm">{words.conflict(conflict)}</Text>
                </Group>
              ))}
          <Group gap="xs">
            {removed ? (
              <Button
                variant="default"
                leftSection={<IconArrowBackUp size={18} aria-hidden />}
                aria-label={t('action.restoreOf', { name: title })}
                onClick={() => deeds.restore(session)}
              >
                {t('action.restore')}
              </Button>
            ) : (
              <>
                <Button
                  variant="default"
                  leftSection={<IconArrowsMove size={18} aria-hidden />}
                  aria-label={t('action.moveOf', { name: title })}
                  onClick={() => open({ what: 'move', id: session.id })}
                >
                  {t('action.move')}
                </Button>
                <Button
                  variant="default"
                  leftSection={<IconPencil size={18} aria-hidden />}
                  aria-label={t('action.changeOf', { name: title })}
                  onClick={() => open({ what: 'session', id: session.id })}
                >
                  {t('action.change')}
                </Button>
              </>
            )}
          </Group>
        </Stack>
      </Card>
    </li>
  );
});
