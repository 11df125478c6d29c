import { Text } from '@mantine/core';
import type { ScheduleFigures } from '@foyer/contracts';
import { useTranslation } from 'react-i18next';

/** How near a plan is to the best that could be. */
export function Gap({ figures }: { figures: ScheduleFigures }) {
  const { t } = useTranslation('schedule');
  const { bound, breaks, optimal, placed, meetings } = figures;
  const words = () => {
    if (optimal) return t('plan.best');
    // A bound speaks of plans that place as many: of one that places fewer than all it says little.
    if (bound === null || (placed < meetings && bound === 0))
      return bound === null ? t('plan.noBound') : null;
    return bound === breaks ? t('plan.fewest') : t('plan.gap', { gap: breaks - bound });
  };
  const said = words();
  return said === null ? null : <Text c="dimmed">{said}</Text>;
}
