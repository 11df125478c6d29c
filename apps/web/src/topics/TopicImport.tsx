import { Alert, Button, FileInput, Group, Modal, Stack, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { useAction, type Answer } from '../server/api.js';
import { notifyDone } from '../ui/notify.js';
import { Problem } from '../ui/Problem.js';

/** Topics from a list or a table: checked first, then taken over, all or none. */
export function TopicImport({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(['topics', 'common']);
  const { event } = useEvent();
  const [table, setTable] = useState('');
  const [checked, setChecked] = useState<Answer<'importTopics'> | null>(null);
  const run = useAction('importTopics', { stale: ['getTopicDesk', 'suggestTopics', 'getMarketplace'] });
  const put = (text: string) => {
    setTable(text);
    setChecked(null);
  };
  const send = (preview: boolean) =>
    run.mutate(
      { params: { event: event.slug }, body: { table, preview } },
      {
        onSuccess: (answer) => {
          setChecked(answer);
          if (!answer.imported) return;
          notifyDone(t('table.done'));
          onClose();
        },
      },
    );
  const sound = checked !== null && checked.errors.length === 0;
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={t('table.title')}
      closeButtonProps={{ 'aria-label': t('common:action.close') }}
    >
      <Stack gap="md">
        <Text>{t('table.text')}</Text>
        <Textarea
          label={t('table.label')}
          autosize
          minRows={6}
          maxRows={14}
          maxLength={200_000}
          value={table}
          onChange={(typed) => put(typed.currentTarget.value)}
          data-autofocus
        />
        <FileInput
          label={t('table.file')}
          accept=".csv,.tsv,.txt,text/csv,text/plain"
          onChange={(file) => void file?.text().then(put)}
        />
        <Problem error={run.error} />
        {checked && (
          <Alert color={sound ? 'accent' : 'red'} role="status">
            {sound ? (
              t('table.preview', {
                created: checked.created.length,
                changed: checked.changed.length,
                same: checked.same,
              })
            ) : (
              <ul>
                {checked.errors.map(({ line, fault, text }) => (
                  <li key={`${line} ${fault} ${text}`}>
                    {t('table.line', { line, fault: t(`table.fault.${fault}`, { text }) })}
                  </li>
                ))}
              </ul>
            )}
          </Alert>
        )}
        <Group>
          <Button
            variant={sound ? 'default' : 'filled'}
            disabled={table.trim() === ''}
            loading={run.isPending && !sound}
            onClick={() => send(true)}
          >
            {t('table.check')}
          </Button>
          {sound && (
            <Button loading={run.isPending} onClick={() => send(false)}>
              {t('table.do')}
            </Button>
          )}
        </Group>
      </Stack>
    </Modal>
  );
}
