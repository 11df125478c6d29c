import { Button, Group, Progress, Stack, Text } from '@mantine/core';
import { streams, type Task } from '@foyer/contracts';
import { IconDownload } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { useAction } from '../server/api.js';
import { useStream } from '../server/live.js';
import { Problem } from '../ui/Problem.js';

interface ExportTaskProps {
  first: Task;
  /** Where the file is fetched once it is written. */
  href: (done: Task) => string;
  onAgain: () => void;
}

/** The file as it comes about. */
export function ExportTask({ first, href, onAgain }: ExportTaskProps) {
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
            href={href(task)}
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
