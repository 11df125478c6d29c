import { Button, Card, Group, Stack, Text, ThemeIcon, Title } from '@mantine/core';
import type { Registration } from '@foyer/contracts';
import { IconHourglass, IconListNumbers } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { MyConsents } from '../form/MyConsents.js';
import { MyData } from '../form/MyData.js';
import { Details } from './Details.js';
import { Withdraw } from './Withdraw.js';

/** Somebody waits, for the organisers' yes or for a free place: where they stand, and what happens next. */
export function Standing({ registration, onChange }: { registration: Registration; onChange: () => void }) {
  const { t } = useTranslation(['places', 'registration']);
  const waits = registration.state === 'waiting';
  return (
    <>
      <Card component="section" aria-labelledby="standing" className="foyer-card" padding="lg">
        <Group align="flex-start" wrap="nowrap" gap="md">
          <ThemeIcon variant="light" size={48} aria-hidden>
            {waits ? <IconListNumbers /> : <IconHourglass />}
          </ThemeIcon>
          <Stack gap="xs">
            <Title order={2} id="standing" aria-live="polite">
              {waits ? t('waiting.position', { position: registration.position ?? 1 }) : t('pending.next')}
            </Title>
            <Text>{t(waits ? 'waiting.what' : 'pending.what')}</Text>
            {waits && <Text c="dimmed">{t('waiting.fair')}</Text>}
          </Stack>
        </Group>
      </Card>
      <Card component="section" aria-labelledby="told" className="foyer-card" padding="lg">
        <Stack>
          <Title order={2} id="told">
            {t('registration:done.told')}
          </Title>
          <Details registration={registration} />
          <Group>
            <Button variant="default" onClick={onChange}>
              {t('registration:done.change')}
            </Button>
            <Withdraw state={registration.state} />
          </Group>
        </Stack>
      </Card>
      <MyConsents />
      <MyData />
    </>
  );
}
