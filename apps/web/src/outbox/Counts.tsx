import { Text } from '@mantine/core';
import type { MessageCounts } from '@foyer/contracts';
import { useTranslation } from 'react-i18next';

const parts = ['sent', 'waiting', 'failed', 'withheld', 'cancelled'] as const;

/** How far a message is, in one line; what there is none of is not said. */
export function Counts({ counts, live = false }: { counts: MessageCounts; live?: boolean }) {
  const { t } = useTranslation('outbox');
  const said = [
    t('counts.recipients', { number: counts.recipients }),
    ...parts.flatMap((part) =>
      counts[part] > 0 || part === 'sent' ? [t(`counts.${part}`, { number: counts[part] })] : [],
    ),
  ];
  return (
    <Text className="tabular" {...(live ? { role: 'status' } : { size: 'sm' })}>
      {said.join(' · ')}
    </Text>
  );
}
