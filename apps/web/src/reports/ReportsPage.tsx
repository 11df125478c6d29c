import { periodFormats, type PeriodReport } from '@foyer/contracts';
import { formatDays } from '@foyer/locales';
import { Anchor, Badge, Button, Group, NativeSelect, Stack, Table, Text, TextInput } from '@mantine/core';
import { IconChartBar, IconDownload } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { z } from 'zod';
import { ReportSection } from '../report/ReportSection.js';
import { api, useCall } from '../server/api.js';
import '../summary/summary.css';
import { Empty } from '../ui/Empty.js';
import { Loaded } from '../ui/Loaded.js';
import { Page } from '../ui/Page.js';
import { useAddress } from '../ui/use-address.js';
import { useLanguage, useLocalised } from '../ui/use-reader.js';
import './reports.css';
import { TargetsForm } from './TargetsForm.js';

const thisYear = new Date().getFullYear();
/** What the address may say; a year from January on unless it does. */
const Said = z.object({
  from: z.iso.date().catch(`${thisYear}-01-01`),
  to: z.iso.date().catch(`${thisYear}-12-31`),
  series: z.string().optional().catch(undefined),
});
const figures = [
  'participants',
  'organisations',
  'countries',
  'meetings',
  'newPeople',
  'newOrganisations',
] as const;

/** What my events came to in a period, held against what was wanted of it. */
export default function ReportsPage() {
  const { t } = useTranslation('period');
  const say = useLocalised();
  const language = useLanguage();
  const [{ from, to, series }, change] = useAddress(Said);
  const query = { from, to, ...(series ? { series } : {}) };
  const report = useCall('getPeriodReport', { query }, { keepOld: true, enabled: from <= to });
  const files = (format: (typeof periodFormats)[number]): string =>
    api.url('getPeriodFile', { query: { ...query, format, language } });
  return (
    <Page title={t('title')} intro={t('intro')}>
      <Stack gap="xl">
        <Group align="flex-end" className="no-print">
          <TextInput
            type="date"
            label={t('from')}
            value={from}
            onChange={({ currentTarget }) => currentTarget.value && change({ from: currentTarget.value })}
          />
          <TextInput
            type="date"
            label={t('to')}
            value={to}
            error={from > to && t('backwards')}
            onChange={({ currentTarget }) => currentTarget.value && change({ to: currentTarget.value })}
          />
          {(report.data?.series.length ?? 0) > 0 && (
            <NativeSelect
              label={t('series')}
              value={series ?? ''}
              onChange={({ currentTarget }) => change({ series: currentTarget.value || undefined })}
              data={[
                { value: '', label: t('allSeries') },
                ...(report.data?.series ?? []).map(({ slug, name }) => ({ value: slug, label: say(name) })),
              ]}
            />
          )}
        </Group>
        {from <= to && (
          <Loaded query={report}>
            {({ report: found }) => (
              <>
                <TargetsForm key={`${from} ${to} ${series ?? ''}`} report={found} />
                <ReportSection title={t('events')}>
                  {(labelledBy) =>
                    found.events.length === 0 ? (
                      <Empty icon={<IconChartBar />} title={t('noneTitle')} text={t('none')} />
                    ) : (
                      <Events events={found.events} labelledBy={labelledBy} />
                    )
                  }
                </ReportSection>
                <Group className="no-print">
                  {periodFormats.map((format) => (
                    <Button
                      key={format}
                      component="a"
                      href={files(format)}
                      download
                      variant="default"
                      leftSection={<IconDownload size={18} aria-hidden />}
                    >
                      {t(`file.${format}`)}
                    </Button>
                  ))}
                </Group>
                <Text size="sm" c="dimmed">
                  {t('definition')}
                </Text>
              </>
            )}
          </Loaded>
        )}
      </Stack>
    </Page>
  );
}

function Events({ events, labelledBy }: Pick<PeriodReport, 'events'> & { labelledBy: string }) {
  const { t } = useTranslation('period');
  const say = useLocalised();
  const language = useLanguage();
  return (
    <Table className="card-table reports-table" verticalSpacing="xs" aria-labelledby={labelledBy}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th scope="col">{t('event')}</Table.Th>
          {figures.map((figure) => (
            <Table.Th key={figure} scope="col" ta="end">
              {t(`measures.${figure}`)}
            </Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {events.map((event) => (
          <Table.Tr key={event.slug}>
            <Table.Th scope="row" fw={400}>
              <Anchor component={Link} to={`/e/${event.slug}/manage/report`} fw={500}>
                {say(event.title)}
              </Anchor>
              <Text size="sm" c="dimmed" component="div">
                {formatDays(event.startsAt, event.endsAt, { language, timeZone: event.timeZone })}
              </Text>
              {!event.held && <Badge variant="light">{t('ahead')}</Badge>}
            </Table.Th>
            {figures.map((figure) => (
              <Table.Td key={figure} ta="end" className="tabular" data-label={t(`measures.${figure}`)}>
                {event.held ? event[figure] : '–'}
              </Table.Td>
            ))}
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
