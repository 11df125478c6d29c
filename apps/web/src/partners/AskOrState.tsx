import { Button, Group, Modal, Text } from '@mantine/core';
import type { FoundPartner } from '@foyer/contracts';
import { IconCalendarCheck, IconHourglass, IconSend } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useEvent } from '../events/use-event.js';
import { AskForm } from '../meetings/AskForm.js';
import { useNow } from '../ui/use-now.js';

/** The way to a meeting: asking, or how the request between the two stands. */
export function AskOrState({ partner, main = false }: { partner: FoundPartner; main?: boolean }) {
  const { t } = useTranslation(['partners', 'meetings', 'meetingRequests', 'common']);
  const { event } = useEvent();
  const over = useNow(event, 30_000) >= Date.parse(event.endsAt);
  const [asking, setAsking] = useState(false);
  const { request } = partner;
  const stands = request?.state === 'open' || request?.state === 'accepted';
  const refused = request?.state === 'declined' && request.sent;
  if (refused) return <Text c="dimmed">{t('state.declined')}</Text>;
  if (request && stands) {
    const [Shape, words] =
      request.state === 'accepted'
        ? ([IconCalendarCheck, t('state.accepted')] as const)
        : ([IconHourglass, t(request.sent ? 'state.sent' : 'state.received')] as const);
    return (
      <Button
        component={Link}
        to={`/e/${event.slug}/meetings`}
        variant="default"
        leftSection={<Shape size={20} aria-hidden />}
      >
        {words}
      </Button>
    );
  }
  if (over) return <Text c="dimmed">{t('meetingRequests:over')}</Text>;
  if (!partner.mayAsk) return <Text c="dimmed">{t('state.notAllowed')}</Text>;
  return (
    <Group>
      <Button
        variant={main ? 'filled' : 'light'}
        leftSection={<IconSend size={20} aria-hidden />}
        onClick={() => setAsking(true)}
        aria-label={t('meetings:ask.openTo', { name: partner.name })}
      >
        {t('meetings:ask.open')}
      </Button>
      <Modal
        opened={asking}
        onClose={() => setAsking(false)}
        title={t('meetings:ask.openTo', { name: partner.name })}
        closeButtonProps={{ 'aria-label': t('common:action.close') }}
      >
        <AskForm partner={partner} onClose={() => setAsking(false)} />
      </Modal>
    </Group>
  );
}
