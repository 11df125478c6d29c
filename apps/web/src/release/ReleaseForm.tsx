import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { isProblem } from '@foyer/client';
import type { LocalisedText } from '@foyer/contracts';
import { useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { TextsInput, written } from '../manage/TextsInput.js';
import { forget, useAction, type Answer } from '../server/api.js';
import { Problem } from '../ui/Problem.js';
import { useLocalised } from '../ui/use-reader.js';
import { Section } from './Section.js';

interface ReleaseFormProps {
  preview: Answer<'previewRelease'>;
  blocked: boolean;
  onDone: (name: LocalisedText) => void;
}

/** A name, a note, in as many of the event's languages as one likes, and one more question before everybody sees it. */
export function ReleaseForm({ preview, blocked, onDone }: ReleaseFormProps) {
  const { t } = useTranslation(['release', 'common']);
  const { event } = useEvent();
  const [name, setName] = useState<LocalisedText>({});
  const [note, setNote] = useState<LocalisedText>({});
  const [more, setMore] = useState(false);
  const [missing, setMissing] = useState(false);
  const [asking, setAsking] = useState(false);
  const release = useAction('createRelease', {
    stale: ['previewRelease', 'listReleases', 'getAgenda', 'getWorkingAgenda'],
    once: true,
  });
  const languages = more ? event.languages : event.languages.slice(0, 1);
  const say = useLocalised(event.languages[0]);
  const given = written(name);
  // What everybody falls back to has to be there.
  const named = event.languages[0] !== undefined && given[event.languages[0]] !== undefined;
  const ask = (submitted: SubmitEvent<HTMLFormElement>) => {
    submitted.preventDefault();
    setMissing(!named);
    if (named) setAsking(true);
  };
  const send = async () => {
    const texts = written(note);
    const body = { name: given, note: Object.keys(texts).length ? texts : null, revision: preview.revision };
    try {
      // Not with callbacks: there is nothing left to release then, and this form is gone.
      await release.mutateAsync({ params: { event: event.slug }, body });
      onDone(given);
    } catch {
      await forget('previewRelease');
    }
    setAsking(false);
  };
  return (
    <Section title={t('form.title')}>
      <form onSubmit={ask} noValidate>
        <Stack>
          <TextsInput
            label={t('form.name')}
            description={t('form.nameHint')}
            languages={languages}
            max={120}
            required
            value={name}
            onChange={setName}
            error={missing && !named && t('form.nameMissing')}
          />
          <Stack gap={4}>
            <TextsInput
              label={t('form.note')}
              description={t('form.noteHint')}
              languages={languages}
              value={note}
              onChange={setNote}
              lines
            />
            {languages.length < event.languages.length && (
              <Group>
                <Button variant="subtle" px="xs" onClick={() => setMore(true)}>
                  {t('form.more')}
                </Button>
              </Group>
            )}
          </Stack>
          <Refused error={release.error} />
          {blocked && <Text c="var(--mantine-color-error)">{t('blocking.text')}</Text>}
          <Group>
            <Button type="submit" disabled={blocked}>
              {t('form.send')}
            </Button>
          </Group>
        </Stack>
      </form>
      <Modal
        opened={asking}
        onClose={() => setAsking(false)}
        title={t('confirm.title', { name: say(given) })}
        closeButtonProps={{ 'aria-label': t('common:action.close') }}
        centered
      >
        <Stack>
          <Text>{t('confirm.text')}</Text>
          {preview.affected.speakers > 0 && (
            <Text>{t('confirm.people', { count: preview.affected.speakers })}</Text>
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={() => setAsking(false)}>
              {t('confirm.cancel')}
            </Button>
            <Button loading={release.isPending} onClick={() => void send()} data-autofocus>
              {t('confirm.send')}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </Section>
  );
}

/** Somebody else was quicker: what is shown above is new, and worth a second look. */
function Refused({ error }: { error: Error | null }) {
  const { t } = useTranslation('release');
  const moved = isProblem(error, 'conflict') || isProblem(error, 'person_busy');
  return moved ? <Text role="alert">{t('moved')}</Text> : <Problem error={error} />;
}
