import { formatDayTime } from '@foyer/locales';
import { Button, Card, Group, Modal, Stack, Text } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { useAction } from '../server/api.js';
import { Problem } from '../ui/Problem.js';
import { useReader } from '../ui/use-reader.js';

interface PublishSummaryProps {
  publishedAt: string | null;
  participants: number;
}

/** Before: the organiser's one decision. After: when it was published, and paper. */
export function PublishSummary({ publishedAt, participants }: PublishSummaryProps) {
  const { t } = useTranslation('summary');
  const { event } = useEvent();
  const reader = useReader();
  const [asking, setAsking] = useState(false);
  const publish = useAction('publishSummary', { stale: ['getSummary', 'getEvent'] });
  if (publishedAt) {
    return (
      <Group justify="space-between" className="no-print">
        <Text c="dimmed">{t('published', { when: formatDayTime(publishedAt, reader, true) })}</Text>
        <Button
          variant="default"
          leftSection={<IconPrinter size={18} aria-hidden />}
          onClick={() => window.print()}
        >
          {t('print')}
        </Button>
      </Group>
    );
  }
  return (
    <Card className="foyer-card no-print" padding="lg">
      <Stack gap="sm" align="flex-start">
        <Text fw={600}>{t('draft.title')}</Text>
        <Text c="dimmed">{t('draft.text')}</Text>
        <Button onClick={() => setAsking(true)}>{t('draft.publish')}</Button>
        <Modal opened={asking} onClose={() => setAsking(false)} title={t('draft.publish')} centered>
          <Stack>
            <Text>{t('draft.sure', { count: participants })}</Text>
            <Problem error={publish.error} />
            <Group justify="flex-end">
              <Button variant="default" onClick={() => setAsking(false)}>
                {t('draft.cancel')}
              </Button>
              <Button
                loading={publish.isPending}
                onClick={() =>
                  publish.mutate({ params: { event: event.slug } }, { onSuccess: () => setAsking(false) })
                }
              >
                {t('draft.publish')}
              </Button>
            </Group>
          </Stack>
        </Modal>
      </Stack>
    </Card>
  );
}
