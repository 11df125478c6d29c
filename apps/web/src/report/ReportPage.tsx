import { reportDefinitions, type Report } from '@foyer/contracts';
import { Button, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useEvent } from '../events/use-event.js';
import { useCall } from '../server/api.js';
import { BigFigures } from '../summary/BigFigures.js';
import '../summary/summary.css';
import { Loaded } from '../ui/Loaded.js';
import { Loading } from '../ui/Loading.js';
import NotFound from '../ui/NotFound.js';
import { Page } from '../ui/Page.js';
import { ExpectedSection } from './ExpectedSection.js';
import { LiveSections } from './LiveSections.js';
import { PeopleSections } from './PeopleSections.js';
import { ReportFiles } from './ReportFiles.js';
import { ReportSection } from './ReportSection.js';
import './report.css';
import { SessionSection } from './SessionSection.js';
import { useDecimal } from './use-decimal.js';

/** What came of an event, for those who answer for it: every figure, what each means, and their own words beside it. */
export default function ReportPage() {
  const { t } = useTranslation('report');
  const { event, roles } = useEvent();
  const report = useCall('getReport', { params: { event: event.slug } });
  if (!roles.some((role) => role === 'owner' || role === 'organiser')) return <NotFound />;
  return (
    <Page
      title={t('title')}
      intro={t('intro')}
      action={
        <Button component={Link} to={`/e/${event.slug}/summary`} variant="default" className="no-print">
          {t('public')}
        </Button>
      }
    >
      <Loaded query={report} loading={<Loading blocks={6} />}>
        {(answer) => <Figures report={answer} />}
      </Loaded>
    </Page>
  );
}

function Figures({ report }: { report: Report }) {
  const { t } = useTranslation('report');
  const decimal = useDecimal();
  const { people, questions, meetings, satisfaction } = report;
  return (
    <Stack gap="xl">
      <Stack gap="md">
        <BigFigures
          figures={[
            { label: t('figure.participants'), value: people.participants },
            { label: t('figure.organisations'), value: people.organisations },
            { label: t('figure.countries'), value: people.countries },
            { label: t('figure.attended'), value: people.attended },
          ]}
        />
        <BigFigures
          figures={[
            { label: t('figure.asked'), value: questions.asked },
            { label: t('figure.answered'), value: questions.answered },
            { label: t('figure.held'), value: meetings.held },
            {
              label: t('figure.rating'),
              value: satisfaction.average === null ? '–' : decimal(satisfaction.average),
            },
            ...(people.guests > 0 ? [{ label: t('figure.guests'), value: people.guests }] : []),
          ]}
        />
      </Stack>
      <ExpectedSection />
      <PeopleSections report={report} />
      <SessionSection sessions={report.sessions} />
      <LiveSections report={report} />
      <ReportFiles />
      <ReportSection title={t('section.definitions')}>
        {() => (
          <ul className="text-list">
            {reportDefinitions.map((key) => (
              <Text component="li" key={key} size="sm" c="dimmed">
                {t(`definition.${key}`)}
              </Text>
            ))}
          </ul>
        )}
      </ReportSection>
    </Stack>
  );
}
