import { Button, Group, Progress, Radio, Stack, Text } from '@mantine/core';
import { isProblem } from '@foyer/client';
import { listFormats, streams, type ListFormat, type Task } from '@foyer/contracts';
import { IconDownload, IconFileExport } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { api, useAction } from '../server/api.js';
import { useStream } from '../server/live.js';
import { Problem, useProblemText } from '../ui/Problem.js';
import { useLanguage } from '../ui/use-reader.js';

interface InteractionsExportProps {
  /** The id of the session; of the whole event where it is not given. */
  session?: string;
}

/** Questions, polls and their log as a file: chosen, written by the worker, fetched. */
export function InteractionsExport({ session }: InteractionsExportProps) {
  const { t } = useTranslation('interactions');
  const { event } = useEvent();
  const language = useLanguage();
  const problemText = useProblemText();
  const [format, setFormat] = useState<ListFormat>('xlsx');
  const [task, setTask] = useState<Task | null>(null);
  const begin = useAction('exportInteractions', { stale: ['listTasks'] });
  if (task) {
    const again = (): void => {
      begin.reset();
      setTask(null);
    };
    return <ExportTask first={task} onAgain={again} />;
  }
  const nothing = isProblem(begin.error, 'nothing_to_export');
  return (
    <Stack gap="md">
      <Text>{t(session === undefined ? 'export.text' : 'export.sessionText')}</Text>
      <Radio.Group
        label={t('export.format')}
        value={format}
        onChange={(value) => setFormat(listFormats.find((one) => one === value) ?? 'xlsx')}
      >
        <Stack gap="sm" mt="xs">
          {(['xlsx', 'csv', 'json'] as const).map((one) => (
            <Radio key={one} value={one} label={t(`export.${one}`)} />
          ))}
        </Stack>
      </Radio.Group>
      <Button
        w="fit-content"
        leftSection={<IconFileExport size={20} aria-hidden />}
        loading={begin.isPending}
        onClick={() =>
          begin.mutate(
            {
              params: { event: event.slug },
              body: { format, language, ...(session === undefined ? {} : { session }) },
            },
            { onSuccess: setTask },
          )
        }
      >
        {t('export.start')}
      </Button>
      <div role="status">{nothing && <Text c="dimmed">{problemText(begin.error)}</Text>}</div>
      {!nothing && <Problem error={begin.error} />}
    </Stack>
  );
}

/** The file as it comes about. */
function ExportTask({ first, onAgain }: { first: Task; onAgain: () => void }) {
  const { t } = useTranslation(['interactions', 'problems']);
  const { event } = useEvent();
  const followed = useStream(streams.task, { task: first.id });
  const cancel = useAction('cancelTask', { stale: ['listTasks'] });
  const task = followed?.state?.task[first.id] ?? first;
  const over = task.state !== 'queued' && task.state !== 'running';
  const progress = t('export.progress', { done: task.done, total: task.total });
  return (
    <Stack gap="md">
      <Stack gap="sm" role="status">
        <Text fw={600}>{t(`export.${task.state}`)}</Text>
        {!over && (
          <>
            <Progress
              value={task.total ? (task.done / task.total) * 100 : 0}
              aria-label={t('export.running')}
            />
            {task.total > 0 && <Text className="tabular">{progress}</Text>}
          </>
        )}
        {task.problem && <Text>{t(`problems:${task.problem}`)}</Text>}
      </Stack>
      {task.file && (
        <Stack gap="xs">
          <Button
            component="a"
            download
            w="fit-content"
            maw="100%"
            href={api.url('getInteractionsExport', { params: { event: event.slug, export: task.id } })}
            leftSection={<IconDownload size={20} aria-hidden />}
          >
            {t('export.download', { name: task.file.name })}
          </Button>
          <Text c="dimmed">{t('export.kept')}</Text>
        </Stack>
      )}
      <Group>
        {over ? (
          <Button variant="default" onClick={onAgain}>
            {t('export.again')}
          </Button>
        ) : (
          <Button
            variant="default"
            loading={cancel.isPending}
            onClick={() => cancel.mutate({ params: { event: event.slug, task: task.id } })}
          >
            {t('export.cancel')}
          </Button>
        )}
      </Group>
      <Problem error={cancel.error} />
    </Stack>
  );
}
