import { Button } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useEvent } from '../events/use-event.js';

/** Leads back to all messages. */
export function BackToOutbox() {
  const { t } = useTranslation('outbox');
  const { event } = useEvent();
  return (
    <Button
      component={Link}
      to={`/e/${event.slug}/manage/outbox`}
      variant="subtle"
      leftSection={<IconArrowLeft size={20} aria-hidden />}
    >
      {t('back')}
    </Button>
  );
}
