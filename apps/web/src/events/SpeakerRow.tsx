import { Group, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import type { Speaker } from '@foyer/contracts';
import { useTranslation } from 'react-i18next';
import { PersonAvatar } from '../ui/PersonAvatar.js';
import { useCountries } from '../ui/use-countries.js';
import { useLocalised } from '../ui/use-reader.js';
import { useEvent } from './use-event.js';

export function SpeakerRow({ speakers }: { speakers: readonly Speaker[] }) {
  const { t } = useTranslation('event');
  const { event } = useEvent();
  const say = useLocalised(event.languages[0]);
  const countries = useCountries();
  return (
    <Stack gap="md" component="section" aria-labelledby="speakers">
      <Title order={2} id="speakers">
        {t('speakers')}
      </Title>
      <SimpleGrid component="ul" className="plain-list" cols={{ base: 1, xs: 2, md: 3 }} spacing="md">
        {speakers.map((speaker) => {
          const country = speaker.country && countries[speaker.country];
          const place = [speaker.organisation, country].filter(Boolean).join(', ');
          return (
            <Group component="li" key={speaker.id} gap="sm" wrap="nowrap" align="flex-start">
              <PersonAvatar name={speaker.name} size={56} />
              <Stack gap={0} miw={0}>
                <Text fw={600}>{speaker.name}</Text>
                {speaker.jobTitle && <Text size="sm">{say(speaker.jobTitle)}</Text>}
                {place && (
                  <Text size="sm" c="dimmed">
                    {place}
                  </Text>
                )}
              </Stack>
            </Group>
          );
        })}
      </SimpleGrid>
    </Stack>
  );
}
