import { Badge, Button, Group, Stack, Switch, Text, Title } from '@mantine/core';
import {
  IconArchive,
  IconArchiveOff,
  IconDownload,
  IconPencil,
  IconPlus,
  IconShieldCheck,
  IconTrash,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { TextsInput } from '../manage/TextsInput.js';
import { api } from '../server/api.js';
import { Empty } from '../ui/Empty.js';
import { notifyProblem } from '../ui/notify.js';
import { useProblemText } from '../ui/Problem.js';
import { useLocalised } from '../ui/use-reader.js';
import { logAsCsv, readLog } from './consent-log.js';
import type { EditorProps } from './FormEditor.js';
import { moved, newConsent, type Consent } from './form-draft.js';
import { ItemList } from './ItemList.js';
import { saveFile } from './save-file.js';

/** What people are asked to agree to, each purpose by itself, and who has. */
export function ConsentsEditor({ draft, use, change, open, setOpen, wrong, tried }: EditorProps) {
  const { t } = useTranslation('form');
  const { event } = useEvent();
  const say = useLocalised(event.languages[0]);
  const problemText = useProblemText();
  const { consents } = draft;
  const counts = ({ key }: Consent) => use.consents[key];
  const update = (index: number, part: Partial<Consent>): void =>
    change({ consents: consents.map((one, at) => (at === index ? { ...one, ...part } : one)) });
  const download = (): void =>
    void readLog(api, event.slug)
      .then((entries) => saveFile(`${event.slug}-consents.csv`, 'text/csv', logAsCsv(entries)))
      .catch((error: unknown) => notifyProblem(problemText(error)));
  return (
    <Stack gap="sm" component="section" aria-labelledby="form-consents">
      <Title order={2} id="form-consents">
        {t('section.consentsDesk')}
      </Title>
      <Text c="dimmed">{t('consent.text')}</Text>
      {consents.length === 0 && (
        <Empty icon={<IconShieldCheck />} title={t('consent.noneTitle')} text={t('consent.noneText')} />
      )}
      <ItemList
        items={consents}
        title={({ title }) => say(title)}
        about={(consent) => {
          const told = counts(consent);
          return (
            <Stack gap={4}>
              <Group gap="xs">
                {consent.archived && <Badge color="gray">{t('archived')}</Badge>}
                <Badge color={consent.required ? 'accent' : 'gray'}>
                  {t(consent.required ? 'mode.required' : 'mode.optional')}
                </Badge>
              </Group>
              {told && (
                <Text size="sm" c="dimmed">
                  {[
                    t('consent.given', { count: told.given }),
                    ...(told.earlier > 0 ? [t('consent.earlier', { count: told.earlier })] : []),
                    ...(told.withdrawn > 0 ? [t('consent.withdrawn', { count: told.withdrawn })] : []),
                  ].join(' · ')}
                </Text>
              )}
            </Stack>
          );
        }}
        open={open}
        wrong={(index) => wrong.has(`consents/${index}`)}
        onMove={(from, to) => change({ consents: moved(consents, from, to) })}
        actions={(consent, index) => {
          const name = say(consent.title) || t('untitled');
          const isOpen = open === consent.key;
          const kept = counts(consent) !== undefined || consent.archived;
          return (
            <>
              <Button
                variant="default"
                leftSection={<IconPencil size={20} aria-hidden />}
                aria-expanded={isOpen}
                aria-label={t(isOpen ? 'closeName' : 'editName', { name })}
                onClick={() => setOpen(isOpen ? null : consent.key)}
              >
                {t(isOpen ? 'done' : 'edit')}
              </Button>
              {kept ? (
                <Button
                  variant="subtle"
                  leftSection={
                    consent.archived ? (
                      <IconArchiveOff size={20} aria-hidden />
                    ) : (
                      <IconArchive size={20} aria-hidden />
                    )
                  }
                  aria-label={t(consent.archived ? 'restoreName' : 'archiveName', { name })}
                  onClick={() => update(index, { archived: !consent.archived })}
                >
                  {t(consent.archived ? 'restore' : 'archive')}
                </Button>
              ) : (
                <Button
                  variant="subtle"
                  color="red"
                  leftSection={<IconTrash size={20} aria-hidden />}
                  aria-label={t('removeName', { name })}
                  onClick={() => change({ consents: consents.filter((_, at) => at !== index) })}
                >
                  {t('remove')}
                </Button>
              )}
            </>
          );
        }}
        editor={(consent, index) => (
          <>
            <TextsInput
              label={t('consent.title')}
              languages={event.languages}
              value={consent.title}
              onChange={(title) => update(index, { title })}
              error={tried && !Object.values(consent.title).some((words) => words.trim()) && t('missing')}
            />
            <TextsInput
              label={t('consent.wording')}
              languages={event.languages}
              value={consent.wording}
              onChange={(wording) => update(index, { wording })}
              error={tried && !Object.values(consent.wording).some((words) => words.trim()) && t('missing')}
              lines
            />
            {counts(consent) && <Text size="sm">{t('consent.versions')}</Text>}
            <Switch
              size="md"
              label={t('consent.required')}
              description={t('consent.requiredHint')}
              checked={consent.required}
              onChange={(toggled) => update(index, { required: toggled.currentTarget.checked })}
            />
          </>
        )}
      />
      <Group>
        <Button
          leftSection={<IconPlus size={20} aria-hidden />}
          onClick={() => {
            const consent = newConsent();
            change({ consents: [...consents, consent] });
            setOpen(consent.key);
          }}
        >
          {t('consent.add')}
        </Button>
        {Object.keys(use.consents).length > 0 && (
          <Button variant="default" leftSection={<IconDownload size={20} aria-hidden />} onClick={download}>
            {t('consent.log')}
          </Button>
        )}
      </Group>
    </Stack>
  );
}
