import { Stack, Text } from '@mantine/core';
import type { FoundPartner, LocalisedText } from '@foyer/contracts';
import { IconArrowsExchange } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { useLocalised } from '../ui/use-reader.js';

/** "Why you two", in at most two sentences; nothing where there is no reason to name. */
export function Reasons({ partner }: { partner: Pick<FoundPartner, 'reasons'> }) {
  const { t } = useTranslation('partners');
  const { event } = useEvent();
  const say = useLocalised(event.languages[0]);
  const list = (labels: LocalisedText[]) => labels.map(say).join(', ');
  if (partner.reasons.length === 0) return null;
  return (
    <div className="partner-reasons">
      <IconArrowsExchange size={20} aria-hidden className="outcome-icon" />
      <Stack gap={2}>
        {partner.reasons.map(({ kind, theirs, mine }) => (
          <Text key={kind}>{t(`why.${kind}`, { theirs: list(theirs), mine: list(mine) })}</Text>
        ))}
      </Stack>
    </div>
  );
}
