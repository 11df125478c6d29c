import { Anchor, Card, Group, Stack, Text, ThemeIcon, Title } from '@mantine/core';
import type { AttentionKind } from '@foyer/contracts';
import {
  IconAlertTriangle,
  IconCalendarPlus,
  IconCalendarQuestion,
  IconCircleCheck,
  IconEyeOff,
  IconHourglass,
  IconMailExclamation,
  IconMailQuestion,
  IconMicrophone,
  IconPencil,
  IconUserCheck,
  IconUserQuestion,
  type Icon,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useEvent } from '../events/use-event.js';

/** Where each matter is seen to, below `/e/<event>/manage/`. */
const places: Record<AttentionKind, { icon: Icon; to: string }> = {
  event_not_published: { icon: IconEyeOff, to: 'settings' },
  agenda_empty: { icon: IconCalendarPlus, to: 'agenda' },
  changes_unreleased: { icon: IconPencil, to: 'release' },
  meetings_awaiting: { icon: IconCalendarQuestion, to: 'meeting-approvals' },
  registrations_pending: { icon: IconUserCheck, to: 'participants?state=pending' },
  registrations_waiting: { icon: IconHourglass, to: 'participants?state=waiting' },
  profiles_pending: { icon: IconUserQuestion, to: 'speakers' },
  invitations_open: { icon: IconMailQuestion, to: 'invitations' },
  speakers_unclaimed: { icon: IconMicrophone, to: 'speakers' },
  sessions_without_moderator: { icon: IconAlertTriangle, to: 'agenda' },
  mails_failed: { icon: IconMailExclamation, to: 'outbox/log' },
};

/** What an organiser may have to do today; the most pressing first. */
export function AttentionList({ matters }: { matters: readonly { kind: AttentionKind; count: number }[] }) {
  const { t } = useTranslation('overview');
  const { event } = useEvent();
  return (
    <Stack gap="xs" component="section" aria-labelledby="attention">
      <Title order={2} id="attention">
        {t('attention.title')}
      </Title>
      {matters.length === 0 && (
        <Group gap="sm" wrap="nowrap">
          <ThemeIcon variant="light" radius="xl" size={36} aria-hidden>
            <IconCircleCheck size={20} />
          </ThemeIcon>
          <Text>{t('attention.none')}</Text>
        </Group>
      )}
      {matters.length > 0 && (
        <Card className="foyer-card" padding="xs" component="ul" m={0} style={{ listStyle: 'none' }}>
          {matters.map(({ kind, count }) => {
            const { icon: Shape, to } = places[kind];
            return (
              <Group key={kind} component="li" gap="sm" wrap="nowrap" mih={44} px="xs">
                <ThemeIcon variant="light" radius="xl" size={36} aria-hidden>
                  <Shape size={20} />
                </ThemeIcon>
                <Anchor component={Link} to={`/e/${event.slug}/manage/${to}`}>
                  {t(`attention.${kind}`, { count })}
                </Anchor>
              </Group>
            );
          })}
        </Card>
      )}
    </Stack>
  );
}
