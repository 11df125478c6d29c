import { Anchor, Group, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import type { Speaker } from '@foyer/contracts';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { SpeakerFace } from '../speakers/SpeakerFace.js';
import { useSpeakerName } from '../speakers/use-speaker-name.js';
import { useCountries } from '../ui/use-countries.js';
import { useLocalised } from '../ui/use-reader.js';
import { useEvent } from './use-event.js';

export function SpeakerRow({ speakers }: { speakers: readonly Speaker[] }) {
  const { t } = useTranslation('event');
  const { event } = useEvent();
  const say = useLocalised(event.languages[0]);
  const countries = useCountries();
  const nameOf = useSpeakerName();
  if (speakers.length === 0) return null;
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
              <SpeakerFace speaker={speaker} />
              <Stack gap={0} miw={0}>
                <Anchor
                  component={Link}
                  to={`/e/${event.slug}/speakers/${speaker.slug}`}
                  fw={600}
                  underline="hover"
                >
                  {nameOf(speaker)}
                </Anchor>
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
