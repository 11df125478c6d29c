import { Alert, Radio, Stack, Text } from '@mantine/core';
import type { WhenFull } from '@foyer/contracts';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { OverCapacity } from './OverCapacity.js';

interface WhenFullChoiceProps {
  /** Places for those chosen. */
  free: number;
  people: number;
  /** Confirmed people if all of them get a place. */
  confirmed: number;
  capacity: number;
  /** Whether anything has to be chosen: whoever is approved may join the line instead. */
  choice: boolean;
  /** Who comes first: whoever asked first, or stands first in a table that is imported. */
  order?: 'asked' | 'table';
  value: WhenFull;
  onChange: (value: WhenFull) => void;
}

/** Said before it happens: there are fewer places than people. Those who come first get them, or everybody does. */
export function WhenFullChoice(props: WhenFullChoiceProps) {
  const { free, people, confirmed, capacity, choice, order = 'asked', value, onChange } = props;
  const { t } = useTranslation('places');
  if (choice && free === 0) {
    return (
      <OverCapacity
        confirmed={confirmed}
        capacity={capacity}
        checked={value === 'over'}
        onChange={(over) => onChange(over ? 'over' : 'refuse')}
      />
    );
  }
  const over = confirmed > capacity;
  return (
    <Alert color="yellow" icon={<IconAlertTriangle aria-hidden />} role="alert">
      <Stack gap="sm">
        <Text fw={600} className="tabular">
          {t('ask.tooFew', { free, number: people })}
        </Text>
        {choice && (
          <Radio.Group
            label={t('ask.whom')}
            value={value}
            onChange={(next) => onChange(next === 'over' ? 'over' : 'fill')}
          >
            <Stack gap="sm" mt="xs">
              <Radio
                size="md"
                value="fill"
                label={t(order === 'table' ? 'ask.fillTable' : 'ask.fill', { free })}
              />
              <Radio
                size="md"
                value="over"
                label={t(over ? 'ask.everybody' : 'ask.everybodyFits', { number: people })}
                description={over ? t('ask.over', { confirmed, capacity }) : t('ask.kept')}
              />
            </Stack>
          </Radio.Group>
        )}
      </Stack>
    </Alert>
  );
}
