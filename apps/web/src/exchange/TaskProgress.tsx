import { Button, Card, Group, Progress, Stack, Text, Title } from '@mantine/core';
import { streams, type Task } from '@foyer/contracts';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useEvent } from '../events/use-event.js';
import { useAction } from '../server/api.js';
import { useStream } from '../server/live.js';
import { Problem } from '../ui/Problem.js';

interface TaskProgressProps {
  /** As the server last said it. */
  first: Task;
  onAgain: () => void;
}

/** An import as it goes on in the worker: how far it is, and what came of it. */
export function TaskProgress({ first, onAgain }: TaskProgressProps) {
  const { t } = useTranslation(['exchange', 'places', 'problems']);
  const { event } = useEvent();
  const followed = useStream(streams.task, { task: first.id });
  const cancel = useAction('cancelTask', { stale: ['listTasks'] });
  const task = followed?.state?.task[first.id] ?? first;
  const over = task.state !== 'queued' && task.state !== 'running';
  return (
    <Card component="section" className="foyer-card" padding="lg">
      <Stack role="status">
        <Title order={2}>{t(`task.${task.state}`)}</Title>
        <Text c="dimmed">{task.about}</Text>
        {!over && (
          <>
            <Progress
              value={task.total ? (task.done / task.total) * 100 : 0}
              aria-label={t('task.progress', { done: task.done, total: task.total })}
            />
            {task.total > 0 && (
              <Text className="tabular">{t('task.progress', { done: task.done, total: task.total })}</Text>
            )}
          </>
        )}
        {task.result && <Text>{t('task.result', task.result)}</Text>}
        {task.result?.confirmed !== undefined && (
          <Text>{t('places:report.placed', { number: task.result.confirmed })}</Text>
        )}
        {task.problem && <Text>{t(`problems:${task.problem}`)}</Text>}
      </Stack>
      <Group mt="md">
        {over ? (
          <>
            <Button component={Link} to={`/e/${event.slug}/manage/participants`}>
              {t('task.toParticipants')}
            </Button>
            <Button variant="default" onClick={onAgain}>
              {t('task.more')}
            </Button>
          </>
        ) : (
          <Button
            variant="default"
            loading={cancel.isPending}
            onClick={() => cancel.mutate({ params: { event: event.slug, task: task.id } })}
          >
            {t('task.cancel')}
          </Button>
        )}
      </Group>
      <Problem error={cancel.error} />
    </Card>
  );
}
