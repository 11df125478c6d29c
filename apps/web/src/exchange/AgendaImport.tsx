import { Alert, Button, Card, Group, Radio, Stack, Text, Title } from '@mantine/core';
import { isProblem } from '@foyer/client';
import type { FileInfo } from '@foyer/contracts';
import { IconArrowLeft, IconCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useEvent } from '../events/use-event.js';
import { hasPage } from '../pages.js';
import { forget, useAction, useCall, type Answer } from '../server/api.js';
import { Loading } from '../ui/Loading.js';
import { Differences } from './Differences.js';
import { ReadingPanel, type ReadingChoice } from './ReadingPanel.js';
import { FileProblem, Said } from './Said.js';

interface AgendaImportProps {
  file: FileInfo;
  onAgain: () => void;
}

/** The difference that a file would make, then all of it into the draft. */
export function AgendaImport({ file, onAgain }: AgendaImportProps) {
  const { t } = useTranslation('exchange');
  const { event } = useEvent();
  const [choice, setChoice] = useState<ReadingChoice>({});
  const params = { event: event.slug };
  const preview = useCall(
    'previewAgendaImport',
    { params, body: { file: file.id, ...choice } },
    { staleTime: Infinity, keepOld: true },
  );
  const take = useAction('importAgenda', { stale: ['getWorkingAgenda'], once: true });
  const { data } = preview;
  if (take.data) return <Taken done={take.data} onAgain={onAgain} />;
  return (
    <Stack gap="lg">
      <Button
        variant="subtle"
        leftSection={<IconArrowLeft size={20} aria-hidden />}
        onClick={onAgain}
        w="fit-content"
      >
        {t('another')}
      </Button>
      {!data && !preview.error && <Loading />}
      <FileProblem error={preview.error} />
      {data && (
        <>
          <ReadingPanel
            understood={data.understood}
            sheet={choice.sheet}
            onChange={(change) => setChoice({ ...choice, ...change })}
          />
          <Said said={data.said} />
          <Differences preview={data} />
          <Confirm
            // Another difference is another decision.
            key={data.fingerprint}
            preview={data}
            taking={take.isPending}
            onTake={(missing) =>
              take.mutate({
                params,
                body: { file: file.id, ...choice, fingerprint: data.fingerprint, missing },
              })
            }
          />
          <FileProblem error={take.error} />
          {isProblem(take.error, 'conflict') && (
            <Button
              w="fit-content"
              onClick={() => {
                take.reset();
                void forget('previewAgendaImport');
              }}
            >
              {t('anew')}
            </Button>
          )}
        </>
      )}
    </Stack>
  );
}

interface ConfirmProps {
  preview: Answer<'previewAgendaImport'>;
  taking: boolean;
  onTake: (missing: 'keep' | 'remove') => void;
}

function Confirm({ preview, taking, onTake }: ConfirmProps) {
  const { t } = useTranslation('exchange');
  const [remove, setRemove] = useState(false);
  const { sessions, speakers, rooms, tracks, said } = preview;
  const missing = sessions.some(({ change }) => change === 'missing');
  const gains =
    sessions.some(({ change }) => change !== 'missing') ||
    [speakers.added, speakers.changed, rooms, tracks].some((list) => list.length > 0);
  return (
    <Stack>
      {missing && (
        <Radio.Group
          label={t('missing.title')}
          value={remove ? 'remove' : 'keep'}
          onChange={(value) => setRemove(value === 'remove')}
        >
          <Stack gap="xs" mt="xs">
            <Radio value="keep" label={t('missing.keep')} />
            <Radio value="remove" label={t('missing.remove')} />
          </Stack>
        </Radio.Group>
      )}
      {said.errors > 0 && <Text>{t('fixFirst')}</Text>}
      <Button
        w="fit-content"
        loading={taking}
        disabled={said.errors > 0 || !(gains || remove)}
        onClick={() => onTake(remove ? 'remove' : 'keep')}
      >
        {t('take')}
      </Button>
    </Stack>
  );
}

function Taken({ done, onAgain }: { done: Answer<'importAgenda'>; onAgain: () => void }) {
  const { t } = useTranslation('exchange');
  const { event } = useEvent();
  const base = `/e/${event.slug}/manage`;
  return (
    <Card className="foyer-card" padding="lg">
      <Stack>
        <Alert
          color="green"
          variant="outline"
          bg="var(--foyer-surface)"
          icon={<IconCheck aria-hidden />}
          role="status"
        >
          <Title order={2}>{t('taken.title')}</Title>
          <Text mt="xs">{t('taken.text', done)}</Text>
        </Alert>
        <Group>
          {hasPage('/e/:event/manage/agenda') && (
            <Button component={Link} to={`${base}/agenda`}>
              {t('taken.toAgenda')}
            </Button>
          )}
          {hasPage('/e/:event/manage/release') && (
            <Button component={Link} to={`${base}/release`} variant="default">
              {t('taken.toRelease')}
            </Button>
          )}
          <Button variant="subtle" onClick={onAgain}>
            {t('another')}
          </Button>
        </Group>
      </Stack>
    </Card>
  );
}
