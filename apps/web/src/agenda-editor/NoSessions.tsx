import { Button, Group } from '@mantine/core';
import { IconCalendarPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useEvent } from '../events/use-event.js';
import { hasPage } from '../pages.js';
import { Empty } from '../ui/Empty.js';
import { useEditor } from './editor-context.js';

/** An agenda begins here. */
export function NoSessions({ startNew }: { startNew: () => void }) {
  const { t } = useTranslation('editor');
  const { event } = useEvent();
  const { open } = useEditor();
  return (
    <Empty
      icon={<IconCalendarPlus size={28} aria-hidden />}
      title={t('empty.title')}
      text={t('empty.text')}
      action={
        <Group justify="center" mt="sm">
          <Button onClick={startNew}>{t('action.new')}</Button>
          <Button variant="default" onClick={() => open({ what: 'block' })}>
            {t('action.block')}
          </Button>
          {hasPage('/e/:event/manage/exchange') && (
            <Button component={Link} variant="default" to={`/e/${event.slug}/manage/exchange`}>
              {t('action.import')}
            </Button>
          )}
        </Group>
      }
    />
  );
}
