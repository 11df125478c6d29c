import { Button, Group, Stack, Text } from '@mantine/core';
import { standardRules, type ReminderRule, type RuleKind } from '@foyer/contracts';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { leadFits } from './LeadInput.js';
import { RuleCard } from './RuleCard.js';

interface RulesFormProps {
  initial: readonly ReminderRule[];
  saving: boolean;
  /** Those that differ from what was read. */
  onSave: (changed: ReminderRule[], done: () => void) => void;
  /** What has gone wrong. */
  children: ReactNode;
}
type Draft = Pick<ReminderRule, 'enabled' | 'leadMinutes'>;

/** All rules of an event; what was changed is saved together. */
export function RulesForm({ initial, saving, onSave, children }: RulesFormProps) {
  const { t } = useTranslation(['reminders', 'common']);
  const [drafts, setDrafts] = useState<Partial<Record<RuleKind, Draft>>>({});
  const [turn, setTurn] = useState(0);
  // What others have saved meanwhile is shown, where nothing was written over it here.
  const rules = initial.map((rule) => ({ ...rule, ...drafts[rule.kind] }));
  const changed = rules.filter((rule) => {
    const was = initial.find(({ kind }) => kind === rule.kind);
    return was?.enabled !== rule.enabled || was.leadMinutes !== rule.leadMinutes;
  });
  const change = ({ kind, enabled, leadMinutes }: ReminderRule, part: Partial<Draft>) =>
    setDrafts((was) => ({ ...was, [kind]: { enabled, leadMinutes, ...part } }));
  return (
    <form
      noValidate
      onSubmit={(submit) => {
        submit.preventDefault();
        const wrong = changed.find(
          ({ kind, enabled, leadMinutes }) => enabled && !leadFits(kind, leadMinutes),
        );
        if (!wrong) onSave(changed, () => setDrafts({}));
      }}
    >
      <Stack gap="md">
        {rules.map((rule) => (
          <RuleCard
            key={rule.kind}
            rule={rule}
            turn={turn}
            onChange={(part) => change(rule, part)}
            onBack={() => {
              change(rule, { enabled: true, leadMinutes: standardRules[rule.kind].lead });
              setTurn((was) => was + 1);
            }}
          />
        ))}
        {children}
        <Group className="lists-save">
          <Button type="submit" loading={saving} disabled={changed.length === 0}>
            {t('common:action.save')}
          </Button>
          <Text size="sm" c="dimmed">
            {t('rules.told')}
          </Text>
        </Group>
      </Stack>
    </form>
  );
}
