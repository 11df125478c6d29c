import { Text } from '@mantine/core';
import { funnelSteps, type FunnelFigures } from '@foyer/contracts';
import { useTranslation } from 'react-i18next';

/** The funnel as a list whose rows are its picture: each bar is as wide as what is left of the first. */
export function FunnelPicture({ total }: { total: FunnelFigures }) {
  const { t } = useTranslation('funnel');
  const most = Math.max(1, total.requested);
  return (
    <ol className="plain-list funnel">
      {funnelSteps.map((step, index) => {
        const count = total[step];
        const before = index === 0 ? null : total[funnelSteps[index - 1] ?? step];
        return (
          <li key={step} className="funnel-step">
            <Text component="span" className="funnel-name">
              {t(`step.${step}`)}
            </Text>
            <span className="funnel-track" aria-hidden>
              <span className="funnel-bar" style={{ inlineSize: `${(100 * count) / most}%` }} />
            </span>
            <Text component="span" fw={700} fz={28} lh={1.1} className="tabular funnel-count">
              {count}
            </Text>
            <Text component="span" size="sm" c="dimmed" className="funnel-share">
              {before !== null && before > 0 && t('share', { percent: Math.round((100 * count) / before) })}
            </Text>
          </li>
        );
      })}
    </ol>
  );
}
