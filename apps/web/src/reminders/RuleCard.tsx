import { Button, Card, Group, Stack, Switch, Text, Title } from '@mantine/core';
import { standardRules, type ReminderRule } from '@foyer/contracts';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { LeadInput } from './LeadInput.js';
import { RulePreview } from './RulePreview.js';
import { useLeadText } from './use-lead-text.js';

interface RuleCardProps {
  rule: ReminderRule;
  /** Which time the inputs were made anew: the unit that somebody chose stays until then. */
  turn: number;
  onChange: (part: Partial<ReminderRule>) => void;
  onBack: () => void;
}

/** One rule: what it is, whether it holds, how long before, and what comes of it. */
export function RuleCard({ rule, turn, onChange, onBack }: RuleCardProps) {
  const { t } = useTranslation('reminders');
  const lead = useLeadText();
  const id = useId();
  const { kind, enabled, leadMinutes } = rule;
  const name = t(`rules.name.${kind}`);
  const usual = standardRules[kind].lead;
  const differs = !enabled || leadMinutes !== usual;
  return (
    <Card component="section" aria-labelledby={id} className="foyer-card" padding="lg">
      <Stack gap="sm">
        <Group justify="space-between" align="flex-start" gap="sm" wrap="nowrap">
          <Title order={2} size="h4" id={id}>
            {name}
          </Title>
          <Switch
            size="md"
            label={t('rules.on')}
            aria-label={`${t('rules.on')}: ${name}`}
            checked={enabled}
            onChange={(toggle) => onChange({ enabled: toggle.currentTarget.checked })}
          />
        </Group>
        <Text size="sm">{t(`rules.about.${kind}`)}</Text>
        {enabled && (
          <LeadInput
            key={turn}
            kind={kind}
            name={name}
            minutes={leadMinutes}
            onChange={(minutes) => onChange({ leadMinutes: minutes })}
          />
        )}
        <RulePreview rule={rule} />
        {differs && (
          <Group gap="sm">
            <Text size="sm" c="dimmed">
              {t('rules.usual', { lead: lead(usual) })}
            </Text>
            <Button variant="subtle" aria-label={`${t('rules.back')}: ${name}`} onClick={onBack}>
              {t('rules.back')}
            </Button>
          </Group>
        )}
      </Stack>
    </Card>
  );
}
