import { Group, Stack, Text } from '@mantine/core';
import type { Partner } from '@foyer/contracts';
import type { ReactNode } from 'react';
import { PersonAvatar } from '../ui/PersonAvatar.js';
import { useCountries } from '../ui/use-countries.js';

/** Name, position, organisation and country of somebody to meet. */
export function PartnerWho({ partner, aside }: { partner: Partner; aside?: ReactNode }) {
  const countries = useCountries();
  const country = countries[partner.country] ?? partner.country;
  return (
    <Group gap="sm" wrap="nowrap" align="flex-start">
      <PersonAvatar name={partner.name} />
      <Stack gap={0} flex={1} miw={0}>
        <Text fw={600}>{partner.name}</Text>
        <Text size="sm">{[partner.jobTitle, partner.organisation].filter(Boolean).join(', ')}</Text>
        <Text size="sm" c="dimmed">
          {country}
        </Text>
      </Stack>
      {aside}
    </Group>
  );
}
