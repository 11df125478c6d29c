import { Button, Group, Stack, TagsInput, Text } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { tagLimits, type DeskQuestion } from '@foyer/contracts';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { useCall } from '../server/api.js';
import { DeskDialog, GoingNews, type Going } from './DeskDialog.js';

interface TagDialogProps extends Going {
  question: DeskQuestion;
  /** Tags of the session; those of the event's other sessions are asked for. */
  known: readonly string[];
  onClose: () => void;
  onTag: (tags: readonly string[]) => void;
}

/** The others are found by typing. */
const offeredAtOnce = 12;

const same = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

/** Which tags a question bears: such as the event has, and new ones. */
export function TagDialog({ question, known, onClose, onTag, ...going }: TagDialogProps) {
  const { t } = useTranslation(['questionTools', 'moderation']);
  const { event } = useEvent();
  const used = useCall('listQuestionTags', { params: { event: event.slug } });
  const [tags, setTags] = useState<readonly string[]>(question.tags);
  const [typed, setTyped] = useState('');
  const offered = [...known, ...(used.data?.tags ?? [])];
  const choices = offered.filter((tag, at) => offered.findIndex((other) => same(tag, other)) === at);
  const free = choices.filter((tag) => !tags.some((one) => same(one, tag))).slice(0, offeredAtOnce);
  const full = tags.length >= tagLimits.most;
  const save = (submitted: FormEvent) => {
    submitted.preventDefault();
    if (going.sending) return;
    const last = typed.trim();
    const all = last && !full ? [...tags, last] : tags;
    // One spelling for all of the event.
    const spelt = all.map((tag) => choices.find((choice) => same(choice, tag)) ?? tag);
    if (JSON.stringify(spelt) === JSON.stringify(question.tags)) onClose();
    else onTag(spelt);
  };
  return (
    <DeskDialog
      title={t('tags.action')}
      dirty={typed !== '' || tags.join() !== question.tags.join()}
      onClose={onClose}
      styles={{ content: { overflow: 'visible' } }}
    >
      <form onSubmit={save}>
        <Stack gap="md">
          <Text className="question-text">{question.text}</Text>
          <TagsInput
            data-autofocus
            size="md"
            label={t('tags.label')}
            description={t(full ? 'tags.full' : 'tags.hint')}
            inputWrapperOrder={['label', 'description', 'input', 'error']}
            value={[...tags]}
            // What is pasted knows no limit.
            onChange={(all) => setTags(all.map((tag) => tag.trim().slice(0, tagLimits.longest)))}
            searchValue={typed}
            onSearchChange={setTyped}
            // Without a letter the choices stand below, where they hide no button.
            data={typed.trim() ? choices : []}
            maxTags={tagLimits.most}
            maxLength={tagLimits.longest}
            splitChars={[',', ';']}
            isDuplicate={(tag, all) => all.some((one) => same(one, tag))}
            onKeyDown={(pressed) => {
              if (pressed.key === 'Enter' && (pressed.ctrlKey || pressed.metaKey)) save(pressed);
            }}
            // Within the dialog, of which the choices are a part, and not cut off at its edge.
            comboboxProps={{ withinPortal: false }}
          />
          {free.length > 0 && !full && (
            <Stack gap={6} role="group" aria-label={t('tags.used')}>
              <Text size="sm" aria-hidden>
                {t('tags.used')}
              </Text>
              <Group gap="xs">
                {free.map((tag) => (
                  <Button
                    key={tag}
                    size="sm"
                    variant="default"
                    leftSection={<IconPlus size={16} aria-hidden />}
                    onClick={() => setTags([...tags, tag])}
                  >
                    {tag}
                  </Button>
                ))}
              </Group>
            </Stack>
          )}
          <GoingNews {...going} />
          <Group justify="flex-end" gap="sm">
            <Button variant="default" disabled={going.sending} onClick={onClose}>
              {t('moderation:cancel')}
            </Button>
            <Button type="submit" loading={going.sending}>
              {t('moderation:edit.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </DeskDialog>
  );
}
