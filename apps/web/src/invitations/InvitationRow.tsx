import { Badge, Button, Text } from '@mantine/core';
import type { Invitation, InvitationState } from '@foyer/contracts';
import { formatDayTime } from '@foyer/locales';
import { useTranslation } from 'react-i18next';
import { useReader } from '../ui/use-reader.js';

const colors = {
  sent: 'gray',
  opened: 'blue',
  pending: 'yellow',
  waiting: 'blue',
  confirmed: 'accent',
  declined: 'red',
  revoked: 'gray',
} as const satisfies Record<InvitationState, string>;

/** One invitation: what became of it, when its person was last written to. */
export function InvitationRow({ invitation, onRevoke }: { invitation: Invitation; onRevoke: () => void }) {
  const { t } = useTranslation('places');
  const reader = useReader();
  const { name, email, organisation, state, mails, mailedAt } = invitation;
  return (
    <li>
      <Badge
        color={colors[state]}
        variant="light"
        c="var(--mantine-color-text)"
        className="wrapping-badge"
        style={{ justifySelf: 'start' }}
      >
        {t(`invitationState.${state}`)}
      </Badge>
      <div>
        <Text fw={600}>{name || email}</Text>
        <Text size="sm" c="dimmed">
          {[name ? email : null, organisation].filter(Boolean).join(' · ')}
        </Text>
        <Text size="sm" c="dimmed">
          {t('invite.mails', { number: mails })} · {t('invite.lastMail')}:{' '}
          <time dateTime={mailedAt}>{formatDayTime(mailedAt, reader)}</time>
        </Text>
      </div>
      {(state === 'sent' || state === 'opened') && (
        <Button variant="subtle" onClick={onRevoke} aria-label={`${t('invite.revoke')}: ${name || email}`}>
          {t('invite.revoke')}
        </Button>
      )}
    </li>
  );
}
