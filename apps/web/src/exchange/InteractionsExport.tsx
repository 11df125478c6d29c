import { Button, Radio, Stack, Text } from '@mantine/core';
import { isProblem } from '@foyer/client';
import { listFormats, type ListFormat, type Task } from '@foyer/contracts';
import { IconFileExport } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { api, useAction } from '../server/api.js';
import { Problem, useProblemText } from '../ui/Problem.js';
import { useLanguage } from '../ui/use-reader.js';
import { ExportTask } from './ExportTask.js';

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
    const href = (done: Task): string =>
      api.url('getInteractionsExport', { params: { event: event.slug, export: done.id } });
    return <ExportTask first={task} href={href} onAgain={again} />;
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
