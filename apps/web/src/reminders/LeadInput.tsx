import { Group, NumberInput } from '@mantine/core';
import { standardRules, type RuleKind } from '@foyer/contracts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ChoiceInput } from '../ui/ChoiceInput.js';
import { inUnits, leadUnits, minutesIn } from './lead.js';
import { useLeadText } from './use-lead-text.js';

interface LeadInputProps {
  kind: RuleKind;
  /** What the rule is called, for who hears the page. */
  name: string;
  minutes: number;
  onChange: (minutes: number) => void;
}

/** Whether so many minutes are within a kind's bounds. */
export const leadFits = (kind: RuleKind, minutes: number): boolean =>
  minutes >= standardRules[kind].least && minutes <= standardRules[kind].most;

/** How long before or after: a number and its unit. */
export function LeadInput({ kind, name, minutes, onChange }: LeadInputProps) {
  const { t } = useTranslation('reminders');
  const lead = useLeadText();
  const [unit, setUnit] = useState(() => inUnits(minutes).unit);
  const { least, most, after = false } = standardRules[kind];
  const range = t('rules.range', { least: lead(least), most: lead(most) });
  const label = t(after ? 'rules.after' : 'rules.before');
  return (
    <Group align="flex-start" gap="sm" wrap="nowrap">
      <NumberInput
        size="md"
        w={150}
        label={label}
        aria-label={`${label}: ${name}`}
        min={0}
        allowDecimal={false}
        allowNegative={false}
        value={minutes / minutesIn[unit]}
        error={!leadFits(kind, minutes) && t('rules.outside', { range })}
        onChange={(value) => onChange(typeof value === 'number' ? Math.round(value * minutesIn[unit]) : 0)}
      />
      <ChoiceInput
        label={t('rules.unit')}
        aria-label={`${t('rules.unit')}: ${name}`}
        w={130}
        data={leadUnits.map((value) => ({ value, label: t(`rules.units.${value}`) }))}
        value={unit}
        onChange={(chosen) => {
          setUnit(chosen);
          // The number stays as it was written.
          onChange(Math.round((minutes / minutesIn[unit]) * minutesIn[chosen]));
        }}
      />
    </Group>
  );
}
