import { Badge } from '@mantine/core';
import type { OrganiserMessage } from '@foyer/contracts';
import { IconCalendarClock, IconCircleCheck, IconHandStop, IconPencil, IconSend } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

export type Status = 'draft' | 'due' | 'sending' | 'done' | 'cancelled';
const icons = {
  draft: IconPencil,
  due: IconCalendarClock,
  sending: IconSend,
  done: IconCircleCheck,
  cancelled: IconHandStop,
} as const;
const colors = { draft: 'gray', due: 'yellow', sending: 'blue', done: 'accent', cancelled: 'gray' } as const;

/** Where a message stands. */
export function statusOf(
  { state, dueAt, counts }: Pick<OrganiserMessage, 'state' | 'dueAt' | 'counts'>,
  now: number,
): Status {
  if (state === 'draft') return 'draft';
  if (state === 'cancelled') return 'cancelled';
  if (counts.waiting === 0) return 'done';
  return dueAt !== null && Date.parse(dueAt) > now ? 'due' : 'sending';
}

/** The same in words, with an icon and a colour. */
export function MessageStatus({ status }: { status: Status }) {
  const { t } = useTranslation('outbox');
  const Icon = icons[status];
  return (
    <Badge
      color={colors[status]}
      variant="light"
      leftSection={<Icon size={16} aria-hidden />}
      className="wrapping-badge"
      c="var(--mantine-color-text)"
    >
      {t(`status.${status}`)}
    </Badge>
  );
}
