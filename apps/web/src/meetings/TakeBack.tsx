import { Button } from '@mantine/core';
import type { MeetingRequest } from '@foyer/contracts';
import { IconArrowBackUp } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { useAction } from '../server/api.js';
import { Problem } from '../ui/Problem.js';
import { nameOf } from './RequestWho.js';

/** Takes my request back. */
export function TakeBack({ request }: { request: MeetingRequest }) {
  const { t } = useTranslation('meetings');
  const { event } = useEvent();
  const withdraw = useAction('withdrawRequest', { stale: ['listPartners', 'listMyMeetings'], once: true });
  return (
    <>
      <Problem error={withdraw.error} />
      <Button
        variant="default"
        leftSection={<IconArrowBackUp size={20} aria-hidden />}
        loading={withdraw.isPending}
        onClick={() => withdraw.mutate({ params: { event: event.slug, request: request.id } })}
        aria-label={t('withdraw.from', { name: nameOf(request) })}
      >
        {t('withdraw.button')}
      </Button>
    </>
  );
}
