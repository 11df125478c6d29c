import { Badge, Card, Group, Stack, Text, Title } from '@mantine/core';
import type { Task } from '@foyer/contracts';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { useCall } from '../server/api.js';
import { EventTime } from '../ui/EventTime.js';

const colours: Record<Task['state'], string> = {
  ...{ queued: 'gray', running: 'accent', done: 'accent', failed: 'red', cancelled: 'gray' },
};
const shown = 5;

/** Imports of late; nothing where there were none. */
export function LateTasks() {
  const { t } = useTranslation('exchange');
  const { event } = useEvent();
  const tasks = useCall('listTasks', { params: { event: event.slug } });
  const late = tasks.data?.tasks.filter(({ kind }) => kind === 'people-import').slice(0, shown) ?? [];
  if (late.length === 0) return null;
  return (
    <Card component="section" className="foyer-card" padding="lg" aria-labelledby="exchange-late">
      <Stack>
        <Title order={2} id="exchange-late">
          {t('task.late')}
        </Title>
        <Stack component="ul" gap="sm" className="exchange-list">
          {late.map((task) => (
            <li key={task.id} className="exchange-item">
              <Group gap="sm">
                <Badge variant={task.state === 'failed' ? 'filled' : 'light'} color={colours[task.state]}>
                  {t(`taskState.${task.state}`)}
                </Badge>
                <Text fw={600}>{task.about}</Text>
              </Group>
              <Text size="sm" c="dimmed" component="div">
                {task.by !== null && `${task.by} · `}
                <EventTime start={task.createdAt} size="sm" span />
              </Text>
              {task.result && <Text size="sm">{t('task.result', task.result)}</Text>}
            </li>
          ))}
        </Stack>
      </Stack>
    </Card>
  );
}
