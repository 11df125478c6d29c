import { Stack, Title } from '@mantine/core';
import { formatDay } from '@foyer/locales';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { useCall, type Answer } from '../server/api.js';
import { BarTable } from '../summary/BarTable.js';
import { BigFigures } from '../summary/BigFigures.js';
import '../summary/summary.css';
import { Loaded } from '../ui/Loaded.js';
import { Loading } from '../ui/Loading.js';
import NotFound from '../ui/NotFound.js';
import { Page } from '../ui/Page.js';
import { TimeChart } from '../ui/TimeChart.js';
import { useCountries } from '../ui/use-countries.js';
import { useLocalised, useReader } from '../ui/use-reader.js';
import { AttentionList } from './AttentionList.js';
import { OrganisationTable } from './OrganisationTable.js';

/** Where an organiser begins: what is to be done today, then how the event stands. */
export default function OverviewPage() {
  const { t } = useTranslation('overview');
  const { event, roles } = useEvent();
  const overview = useCall('getOverview', { params: { event: event.slug } }, { refetchEveryMs: 30_000 });
  if (!roles.some((role) => role === 'owner' || role === 'organiser')) return <NotFound />;
  return (
    <Page title={t('title')} width="normal">
      <Loaded query={overview} loading={<Loading blocks={4} />}>
        {(answer) => <Standing answer={answer} />}
      </Loaded>
    </Page>
  );
}

function Standing({ answer }: { answer: Answer<'getOverview'> }) {
  const { t } = useTranslation('overview');
  const { event } = useEvent();
  const say = useLocalised(event.languages[0]);
  const countries = useCountries();
  const reader = useReader();
  return (
    <Stack gap="xl">
      <AttentionList matters={answer.attention} />
      <BigFigures
        figures={[
          { label: t('figures.confirmed'), value: answer.confirmed },
          { label: t('figures.organisations'), value: answer.organisations },
          { label: t('figures.countries'), value: answer.countries.length },
          { label: t('figures.sessions'), value: answer.sessions },
          { label: t('figures.speakers'), value: answer.speakers },
        ]}
      />
      {answer.days.length > 1 && (
        <Stack gap="xs" component="section" aria-labelledby="registrations">
          <Title order={2} id="registrations">
            {t('days.title')}
          </Title>
          <TimeChart
            label={t('days.label', { count: answer.confirmed })}
            heads={[t('days.day'), t('figures.confirmed')]}
            tableLabel={t('numbers')}
            points={answer.days.map(({ day, confirmed }) => ({
              at: formatDay(`${day}T12:00:00Z`, { ...reader, timeZone: 'UTC' }),
              value: confirmed,
            }))}
            steps
          />
        </Stack>
      )}
      <BarTable
        title={t('byCategory')}
        head={t('category')}
        rows={answer.categories.map((row) => ({ ...row, name: say(row.label) }))}
      />
      <BarTable
        title={t('byCountry')}
        head={t('country')}
        rows={answer.countries.map((row) => ({ ...row, name: countries[row.country] ?? row.country }))}
      />
      <OrganisationTable />
    </Stack>
  );
}
