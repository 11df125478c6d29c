import {
  Button,
  Group,
  Modal,
  NumberInput,
  SimpleGrid,
  Stack,
  Text,
  Textarea,
  TextInput,
} from '@mantine/core';
import { sessionKinds, type AgendaConflict, type DraftSession } from '@foyer/contracts';
import { languageNames } from '@foyer/locales';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { ChoiceInput } from '../ui/ChoiceInput.js';
import { Problem } from '../ui/Problem.js';
import { BlockPreview } from './BlockPreview.js';
import { newBlock, sessionsOf, titlesOf, type BlockDraft } from './block-draft.js';
import { useEditor } from './editor-context.js';
import { useRoomChoices, useTrackChoices } from './use-choices.js';
import { Warning } from './Warning.js';

interface BlockDialogProps {
  startsAt: string;
  room: string | null;
  onClose: (session?: DraftSession) => void;
}

/** Several sessions in one go: regional overviews one after the other, say, or workshops in rooms beside each other. */
export function BlockDialog({ startsAt, room, onClose }: BlockDialogProps) {
  const { t } = useTranslation(['editor', 'event', 'common']);
  const { event } = useEvent();
  const { store, stage, words, announce } = useEditor();
  const rooms = useRoomChoices();
  const tracks = useTrackChoices();
  const [draft, setDraft] = useState<BlockDraft>(() => newBlock(startsAt, room, event));
  const [tried, setTried] = useState(false);
  const [conflicts, setConflicts] = useState<readonly AgendaConflict[]>([]);
  const [error, setError] = useState<unknown>(null);
  const [saving, setSaving] = useState(false);
  const roomIds = stage.rooms.map(({ id }) => id);
  const titles = titlesOf(draft);
  const sessions = sessionsOf(draft, roomIds, event);
  const tooFew = draft.where === 'each' && titles.length > roomIds.length;
  const change = (part: Partial<BlockDraft>): void => {
    setDraft({ ...draft, ...part });
    setConflicts([]);
    setError(null);
  };

  async function make(submitted: FormEvent): Promise<void> {
    submitted.preventDefault();
    setTried(true);
    if (!sessions || sessions.length === 0) return;
    setSaving(true);
    try {
      if (conflicts.length === 0) {
        const found = await store.check(sessions.map((fields) => ({ session: null, fields })));
        setConflicts(found);
        if (found.length > 0) return;
      }
      const made = await store.create(sessions);
      announce(t('block.made', { count: made.length }));
      onClose(made[0]);
    } catch (failure) {
      setError(failure);
    } finally {
      setSaving(false);
    }
  }

  return (
    <Modal
      opened
      onClose={() => onClose()}
      title={t('action.block')}
      size="xl"
      closeButtonProps={{ 'aria-label': t('common:action.close') }}
    >
      <form onSubmit={(submitted) => void make(submitted)} noValidate aria-label={t('action.block')}>
        <Stack>
          <Text c="dimmed">{t('block.intro')}</Text>
          <Textarea
            label={t('block.titles')}
            description={t('block.titlesHint', { language: languageNames[event.languages[0] ?? 'en'] })}
            autosize
            minRows={4}
            maxRows={12}
            maxLength={20_000}
            value={draft.titles}
            onChange={(input) => change({ titles: input.currentTarget.value })}
            error={tried && titles.length === 0 && t('form.missing')}
            data-autofocus
          />
          <SimpleGrid cols={{ base: 1, xs: 2 }}>
            <ChoiceInput
              label={t('form.kind')}
              data={sessionKinds.map((value) => ({ value, label: t(`event:kind.${value}`) }))}
              value={draft.kind}
              onChange={(kind) => change({ kind })}
            />
            <TextInput
              type="datetime-local"
              label={t('block.first')}
              value={draft.first}
              onChange={(input) => change({ first: input.currentTarget.value })}
              error={tried && !sessions && !tooFew && t('form.noTime')}
            />
            <NumberInput
              size="md"
              label={t('form.length')}
              min={5}
              max={1_440}
              step={5}
              value={draft.length}
              onChange={(length) => change({ length: Number(length) })}
            />
            <NumberInput
              size="md"
              label={t('block.gap')}
              min={0}
              max={600}
              step={5}
              value={draft.gap}
              disabled={draft.where === 'each'}
              onChange={(gap) => change({ gap: Number(gap) })}
            />
            <ChoiceInput
              label={t('block.where')}
              data={[...rooms, ...(roomIds.length > 1 ? [{ value: 'each', label: t('block.rooms') }] : [])]}
              value={draft.where}
              onChange={(where) => change({ where })}
              error={tooFew && t('block.tooFewRooms')}
            />
            <ChoiceInput
              label={t('form.track')}
              data={tracks}
              value={draft.track}
              onChange={(track) => change({ track })}
            />
            {stage.speakers.length > 0 && (
              <ChoiceInput
                label={t('form.moderators')}
                data={[
                  { value: '', label: t('form.none') },
                  ...stage.speakers.map(({ id, name }) => ({ value: id, label: name })),
                ]}
                value={draft.moderator}
                onChange={(moderator) => change({ moderator })}
              />
            )}
          </SimpleGrid>
          {sessions && sessions.length > 0 && (
            <BlockPreview
              sessions={sessions}
              speakers={draft.speakers}
              onSpeaker={(index, speaker) => change({ speakers: { ...draft.speakers, [index]: speaker } })}
            />
          )}
          {conflicts.length > 0 && (
            <Warning title={t('conflict.title')}>
              {conflicts.map((conflict, index) => {
                const given = conflict.given === null ? undefined : sessions?.[conflict.given];
                return (
                  <Text key={index} c="var(--mantine-color-text)">
                    {words.conflict(conflict, given?.title)}
                  </Text>
                );
              })}
            </Warning>
          )}
          <Problem error={error} />
          <Group>
            <Button type="submit" loading={saving}>
              {conflicts.length > 0 ? t('conflict.anyway') : t('block.make', { count: titles.length })}
            </Button>
            <Button variant="subtle" onClick={() => onClose()}>
              {t('action.cancel')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
