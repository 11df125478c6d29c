import { Language, languages, reportFormats, type ReportFormat, type Task } from '@foyer/contracts';
import { languageNames } from '@foyer/locales';
import { Button, Card, NativeSelect, Radio, Stack, Text, Title } from '@mantine/core';
import { IconFileExport } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { ExportTask } from '../exchange/ExportTask.js';
import { api, useAction } from '../server/api.js';
import { Problem } from '../ui/Problem.js';
import { useLanguage } from '../ui/use-reader.js';

/** The report as a file: chosen, written by the worker, fetched. */
export function ReportFiles() {
  const { t } = useTranslation('report');
  return (
    <Card className="foyer-card no-print" padding="lg" component="section" aria-labelledby="report-files">
      <Stack gap="md">
        <Title order={2} id="report-files">
          {t('export.title')}
        </Title>
        <Text c="dimmed">{t('export.text')}</Text>
        <Choice />
      </Stack>
    </Card>
  );
}

function Choice() {
  const { t } = useTranslation(['report', 'interactions']);
  const { event } = useEvent();
  const reading = useLanguage();
  const [format, setFormat] = useState<ReportFormat>('pdf');
  const [language, setLanguage] = useState(reading);
  const [task, setTask] = useState<Task | null>(null);
  const begin = useAction('exportReport', { stale: ['listTasks'], once: true });
  if (task) {
    const href = (done: Task): string =>
      api.url('getReportExport', { params: { event: event.slug, report: done.id } });
    return <ExportTask first={task} href={href} onAgain={() => setTask(null)} />;
  }
  return (
    <>
      <Radio.Group
        label={t('export.format')}
        value={format}
        onChange={(value) => setFormat(reportFormats.find((one) => one === value) ?? 'pdf')}
      >
        <Stack gap="sm" mt="xs">
          {reportFormats.map((one) => (
            <Radio key={one} value={one} label={t(`export.${one}`)} />
          ))}
        </Stack>
      </Radio.Group>
      {format !== 'json' && (
        <NativeSelect
          label={t('export.language')}
          maw={320}
          value={language}
          onChange={({ currentTarget }) => setLanguage(Language.catch(reading).parse(currentTarget.value))}
          data={languages.map((one) => ({ value: one, label: languageNames[one] }))}
        />
      )}
      <Button
        w="fit-content"
        leftSection={<IconFileExport size={20} aria-hidden />}
        loading={begin.isPending}
        onClick={() =>
          begin.mutate({ params: { event: event.slug }, body: { format, language } }, { onSuccess: setTask })
        }
      >
        {t('interactions:export.start')}
      </Button>
      <Problem error={begin.error} />
    </>
  );
}
