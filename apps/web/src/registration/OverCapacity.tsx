import { Alert, Checkbox, Stack, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

interface OverCapacityProps {
  confirmed: number;
  capacity: number;
  checked: boolean;
  onChange: (checked: boolean) => void;
}

/** More people than places: it has to be said twice. */
export function OverCapacity({ confirmed, capacity, checked, onChange }: OverCapacityProps) {
  const { t } = useTranslation('places');
  return (
    <Alert color="yellow" icon={<IconAlertTriangle aria-hidden />} role="alert">
      <Stack gap="sm">
        <Text>{t('ask.over', { confirmed, capacity })}</Text>
        <Checkbox
          size="md"
          label={t('ask.overYes')}
          checked={checked}
          onChange={(change) => onChange(change.currentTarget.checked)}
        />
      </Stack>
    </Alert>
  );
}
