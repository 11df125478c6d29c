import { Button, Card, Group, Radio, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { agendaFormats, exportedLists, listFormats } from '@foyer/contracts';
import { IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { api } from '../server/api.js';
import { InteractionsExport } from './InteractionsExport.js';

/** Everything that leaves the event as a file, with what each is for. */
export function Exports() {
  const { t } = useTranslation(['exchange', 'interactions']);
  const { event } = useEvent();
  const [what, setWhat] = useState<'draft' | 'released'>('draft');
  const params = { event: event.slug };
  return (
    <Card component="section" className="foyer-card" padding="lg" aria-labelledby="exchange-out">
      <Stack gap="lg">
        <Title order={2} id="exchange-out">
          {t('out.title')}
        </Title>
        <Stack gap="sm">
          <Title order={3}>{t('out.agenda')}</Title>
          <Radio.Group
            label={t('out.what')}
            value={what}
            onChange={(value) => setWhat(value === 'released' ? 'released' : 'draft')}
          >
            <Group gap="lg" mt="xs">
              <Radio value="draft" label={t('out.draft')} />
              <Radio value="released" label={t('out.released')} />
            </Group>
          </Radio.Group>
          <SimpleGrid cols={{ base: 1, sm: 2 }}>
            {agendaFormats.map((format) => (
              <Stack key={format} gap={4}>
                <Download
                  href={api.url('exportAgenda', { params, query: { format, what } })}
                  label={t(`format.${format}`)}
                />
                <Text size="sm" c="dimmed">
                  {t(`use.${format}`)}
                </Text>
              </Stack>
            ))}
          </SimpleGrid>
        </Stack>
        <Stack gap="sm">
          <Title order={3}>{t('interactions:export.title')}</Title>
          <InteractionsExport />
        </Stack>
        <Stack gap="sm">
          <Title order={3}>{t('out.lists')}</Title>
          <Text c="dimmed">{t('out.listsText')}</Text>
          {exportedLists.map((list) => (
            <div key={list} className="exchange-row">
              <Text fw={600}>{t(`list.${list}`)}</Text>
              <Group gap="xs">
                {listFormats.map((format) => (
                  <Download
                    key={format}
                    href={api.url('exportList', { params: { ...params, list }, query: { format } })}
                    label={t(`format.${format}`)}
                    name={`${t(`list.${list}`)}, ${t(`format.${format}`)}`}
                  />
                ))}
              </Group>
            </div>
          ))}
        </Stack>
      </Stack>
    </Card>
  );
}

function Download({ href, label, name }: { href: string; label: string; name?: string }) {
  return (
    <Button
      component="a"
      href={href}
      download
      variant="default"
      w="fit-content"
      leftSection={<IconDownload size={18} aria-hidden />}
      {...(name ? { 'aria-label': name } : {})}
    >
      {label}
    </Button>
  );
}
