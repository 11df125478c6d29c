import { Button, Group, Paper, Text } from '@mantine/core';
import { participantActs, type Participant, type ParticipantAct } from '@foyer/contracts';
import { useTranslation } from 'react-i18next';
import { stateAllows } from './acts.js';

interface BulkBarProps {
  chosen: readonly Participant[];
  onAct: (act: ParticipantAct, people: readonly Participant[]) => void;
  onClear: () => void;
}

/** What may be done with all those chosen; it stays in sight while somebody is. */
export function BulkBar({ chosen, onAct, onClear }: BulkBarProps) {
  const { t } = useTranslation('places');
  const possible = participantActs.filter((act) => chosen.some(({ state }) => stateAllows(act, state)));
  return (
    <Paper
      className="bulk-bar foyer-card"
      p="sm"
      role="region"
      aria-label={t('desk.chosen', { number: chosen.length })}
    >
      <Group gap="xs">
        <Text fw={600} role="status" className="tabular">
          {t('desk.chosen', { number: chosen.length })}
        </Text>
        {possible.map((act) => (
          <Button
            key={act}
            variant={act === 'approve' ? 'filled' : 'default'}
            onClick={() => onAct(act, chosen)}
          >
            {t(`act.${act}`)}
          </Button>
        ))}
        <Button variant="subtle" onClick={onClear}>
          {t('desk.clear')}
        </Button>
      </Group>
    </Paper>
  );
}
