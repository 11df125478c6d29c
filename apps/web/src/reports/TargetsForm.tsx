import { periodMeasures, type PeriodMeasure, type PeriodReport } from '@foyer/contracts';
import { formatDayTime } from '@foyer/locales';
import { Button, Card, Group, NumberInput, Progress, SimpleGrid, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ReportSection } from '../report/ReportSection.js';
import { useAction } from '../server/api.js';
import { notifyDone } from '../ui/notify.js';
import { Problem } from '../ui/Problem.js';
import { useReader } from '../ui/use-reader.js';

type Draft = Partial<Record<PeriodMeasure, number>>;

/** Each measure with what was reached, beside its target; targets are written in place. */
export function TargetsForm({ report }: { report: PeriodReport }) {
  const { t } = useTranslation(['period', 'common']);
  const reader = useReader();
  const set = Object.fromEntries(report.targets.map(({ measure, target }) => [measure, target]));
  const [editing, setEditing] = useState(false);
  const [draft, setDraft] = useState<Draft>(set);
  const save = useAction('setPeriodTargets', { stale: ['getPeriodReport'], once: true });
  const begin = (): void => {
    setDraft(set);
    setEditing(true);
  };
  return (
    <ReportSection title={t('totals')}>
      {() => (
        <Stack gap="md">
          <SimpleGrid cols={{ base: editing ? 1 : 2, md: 4 }} spacing="md">
            {periodMeasures.map((measure) => {
              const target = report.targets.find((one) => one.measure === measure);
              const reached = report.totals[measure];
              return (
                <Card key={measure} className="foyer-card" padding="md">
                  <Stack gap={6}>
                    <Text size="sm" c="dimmed">
                      {t(`measures.${measure}`)}
                    </Text>
                    <Text fz={32} fw={700} lh={1.1} className="tabular">
                      {reached}
                    </Text>
                    {editing ? (
                      <NumberInput
                        label={t('targetOf', { measure: t(`measures.${measure}`) })}
                        min={0}
                        max={10_000_000}
                        allowDecimal={false}
                        allowNegative={false}
                        value={draft[measure] ?? ''}
                        onChange={(value) => {
                          const { [measure]: _, ...others } = draft;
                          setDraft(typeof value === 'number' ? { ...others, [measure]: value } : others);
                        }}
                      />
                    ) : (
                      target && (
                        <>
                          <Progress
                            value={target.target === 0 ? 100 : Math.min(100, (reached / target.target) * 100)}
                            aria-label={t('ofTarget', { reached, target: target.target })}
                          />
                          <Text size="sm">{t('ofTarget', { reached, target: target.target })}</Text>
                          <Text size="sm" c="dimmed">
                            {t('setOn', { when: formatDayTime(target.setAt, reader, true) })}
                          </Text>
                        </>
                      )
                    )}
                  </Stack>
                </Card>
              );
            })}
          </SimpleGrid>
          <Problem error={save.error} />
          <Group className="no-print">
            {editing ? (
              <>
                <Button
                  loading={save.isPending}
                  onClick={() =>
                    save.mutate(
                      { body: { ...report.period, targets: draft } },
                      {
                        onSuccess: () => {
                          setEditing(false);
                          notifyDone(t('common:action.saved'));
                        },
                      },
                    )
                  }
                >
                  {t('common:action.save')}
                </Button>
                <Button variant="default" onClick={() => setEditing(false)}>
                  {t('cancel')}
                </Button>
              </>
            ) : (
              <Button variant="default" onClick={begin}>
                {t('edit')}
              </Button>
            )}
          </Group>
        </Stack>
      )}
    </ReportSection>
  );
}
