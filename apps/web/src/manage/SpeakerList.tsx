import { Button, Card, Group, Stack, Text, Title } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { useCall } from '../server/api.js';
import { Loaded } from '../ui/Loaded.js';
import { SpeakerForm } from './SpeakerForm.js';

/** Who speaks and moderates. */
export function SpeakerList() {
  const { t } = useTranslation('manage');
  const { event } = useEvent();
  const params = { event: event.slug };
  const agenda = useCall('getAgenda', { params });
  const crew = useCall('listCrew', { params });
  const [open, setOpen] = useState<string | null>(null);
  const close = (): void => setOpen(null);
  const emailOf = (id: string): string => crew.data?.crew.find(({ speaker }) => speaker === id)?.email ?? '';
  return (
    <Card component="section" className="foyer-card" padding="lg" aria-labelledby="manage-speakers">
      <Stack>
        <Group justify="space-between">
          <Title order={2} id="manage-speakers">
            {t('speaker.section')}
          </Title>
          <Button leftSection={<IconPlus size={20} aria-hidden />} onClick={() => setOpen('')}>
            {t('speaker.add')}
          </Button>
        </Group>
        {open === '' && <SpeakerForm speaker={null} email="" onDone={close} />}
        <Loaded query={agenda}>
          {({ speakers }) =>
            speakers.length === 0 && open === null ? (
              <Text c="dimmed">{t('speaker.none')}</Text>
            ) : (
              <Stack component="ul" className="plain-list" gap="sm">
                {speakers.map((speaker) => (
                  <li key={speaker.id}>
                    {open === speaker.slug && crew.data ? (
                      <SpeakerForm speaker={speaker} email={emailOf(speaker.id)} onDone={close} />
                    ) : (
                      <Group justify="space-between" wrap="nowrap">
                        <Stack gap={0} miw={0}>
                          <Text fw={600}>{speaker.name}</Text>
                          <Text size="sm" c="dimmed">
                            {[speaker.organisation, emailOf(speaker.id)].filter(Boolean).join(' · ')}
                          </Text>
                        </Stack>
                        <Button
                          variant="default"
                          onClick={() => setOpen(speaker.slug)}
                          aria-label={t('edit', { name: speaker.name })}
                        >
                          {t('change')}
                        </Button>
                      </Group>
                    )}
                  </li>
                ))}
              </Stack>
            )
          }
        </Loaded>
      </Stack>
    </Card>
  );
}
