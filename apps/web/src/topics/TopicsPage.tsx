import { Button, Group, Stack } from '@mantine/core';
import { isProblem } from '@foyer/client';
import type { Topic } from '@foyer/contracts';
import { IconLock, IconPlus, IconTableImport } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { useCall } from '../server/api.js';
import { Empty } from '../ui/Empty.js';
import { Loaded } from '../ui/Loaded.js';
import { Page } from '../ui/Page.js';
import { LooseList } from './LooseList.js';
import type { Beginning } from './topic-draft.js';
import { TopicDrawer } from './TopicDrawer.js';
import { TopicImport } from './TopicImport.js';
import { TopicList } from './TopicList.js';
import './topics.css';

/** What participants can offer and seek, as the organisers name it in every language. */
export default function TopicsPage() {
  const { t } = useTranslation(['topics', 'registration']);
  const { event } = useEvent();
  const desk = useCall('getTopicDesk', { params: { event: event.slug } });
  const [open, setOpen] = useState<Topic | Beginning | null>(null);
  const [importing, setImporting] = useState(false);
  if (isProblem(desk.error, 'forbidden') || isProblem(desk.error, 'not_signed_in')) {
    return (
      <Page title={t('title')}>
        <Empty
          icon={<IconLock />}
          title={t('registration:participants.organisersTitle')}
          text={t('registration:participants.organisersText')}
        />
      </Page>
    );
  }
  return (
    <Page
      title={t('title')}
      intro={t('intro')}
      width="wide"
      action={
        <Group gap="sm">
          <Button leftSection={<IconPlus size={20} aria-hidden />} onClick={() => setOpen({ name: '' })}>
            {t('add')}
          </Button>
          <Button
            variant="default"
            leftSection={<IconTableImport size={20} aria-hidden />}
            onClick={() => setImporting(true)}
          >
            {t('import')}
          </Button>
        </Group>
      }
    >
      <Loaded query={desk}>
        {({ topics, loose, looseTotal }) => (
          <Stack gap="xl">
            <TopicList topics={topics} onOpen={setOpen} />
            <LooseList topics={topics} loose={loose} total={looseTotal} onMake={setOpen} />
            {open && (
              <TopicDrawer
                key={'id' in open ? open.id : open.name}
                opened={open}
                topics={topics}
                onClose={() => setOpen(null)}
              />
            )}
            {importing && <TopicImport onClose={() => setImporting(false)} />}
          </Stack>
        )}
      </Loaded>
    </Page>
  );
}
