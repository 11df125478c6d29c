import { isProblem } from '@foyer/client';
import { IconChartBar } from '@tabler/icons-react';
import { Anchor, Card, Stack, Switch, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useEvent } from '../events/use-event.js';
import { useCall, type Answer } from '../server/api.js';
import { Empty } from '../ui/Empty.js';
import { Loaded } from '../ui/Loaded.js';
import { Loading } from '../ui/Loading.js';
import { Page } from '../ui/Page.js';
import { useCountries } from '../ui/use-countries.js';
import { useLocalised } from '../ui/use-reader.js';
import { BarTable } from './BarTable.js';
import { BigFigures } from './BigFigures.js';
import { MeetingFunnel } from './MeetingFunnel.js';
import { PublishSummary } from './PublishSummary.js';
import { SessionTable } from './SessionTable.js';
import './summary.css';

const definitions = ['participants', 'organisations', 'attended', 'questions', 'meetings'] as const;

/** What came of an event: the page an organiser sends to the funder. */
export default function SummaryPage() {
  const { t } = useTranslation('summary');
  const { event } = useEvent();
  const [asPublic, setAsPublic] = useState(false);
  const summary = useCall(
    'getSummary',
    { params: { event: event.slug }, query: asPublic ? { view: 'public' } : {} },
    { keepOld: true },
  );
  if (isProblem(summary.error, 'not_found') && !summary.data) {
    return (
      <Page title={t('title')}>
        <Empty icon={<IconChartBar />} title={t('waiting.title')} text={t('waiting.text')} />
      </Page>
    );
  }
  return (
    <Page title={t('title')} intro={t('lead')}>
      <Loaded query={summary} loading={<Loading blocks={5} />}>
        {(answer) => <Figures answer={answer} asPublic={asPublic} onPublic={setAsPublic} />}
      </Loaded>
    </Page>
  );
}

interface FiguresProps {
  answer: Answer<'getSummary'>;
  asPublic: boolean;
  onPublic: (asPublic: boolean) => void;
}

function Figures({ answer: { summary, outcomes, publishedAt }, asPublic, onPublic }: FiguresProps) {
  const { t } = useTranslation(['summary', 'guests', 'report']);
  const { event, roles } = useEvent();
  const organises = roles.some((role) => role === 'owner' || role === 'organiser');
  const leftOut = [...summary.countries, ...summary.categories].some(
    ({ participants }) => participants === null,
  );
  const withGuests = event.guests !== 'off' || summary.guests !== 0;
  const say = useLocalised(event.languages[0]);
  const countries = useCountries();
  return (
    <Stack gap="xl">
      {/* Where the number of participants is left out, it cannot be said how many are about to be told. */}
      {(publishedAt !== null || summary.participants !== null) && (
        <PublishSummary publishedAt={publishedAt} participants={summary.participants ?? 0} />
      )}
      {organises && (
        <Card className="foyer-card no-print" padding="lg">
          <Stack gap="sm">
            <Switch
              label={t('small.asPublic')}
              description={t('small.exact')}
              checked={asPublic}
              onChange={({ currentTarget }) => onPublic(currentTarget.checked)}
            />
            <Anchor component={Link} to={`/e/${event.slug}/manage/report`}>
              {t('small.toReport')}
            </Anchor>
          </Stack>
        </Card>
      )}
      <BigFigures
        figures={[
          { label: t('figures.participants'), value: summary.participants },
          { label: t('figures.organisations'), value: summary.organisations },
          { label: t('figures.countries'), value: summary.countries.length },
          { label: t('figures.answered'), value: summary.questions.answered },
          { label: t('figures.held'), value: summary.meetings.held },
          ...(withGuests ? [{ label: t('guests:figure'), value: summary.guests }] : []),
        ]}
      />
      {summary.attended !== null && summary.participants !== null && (
        <Text>{t('came', { attended: summary.attended, participants: summary.participants })}</Text>
      )}
      <BarTable
        title={t('byCountry')}
        head={t('country')}
        rows={summary.countries.map((row) => ({ ...row, name: countries[row.country] ?? row.country }))}
      />
      <BarTable
        title={t('byCategory')}
        head={t('category')}
        rows={summary.categories.map((row) => ({ ...row, name: say(row.label) }))}
      />
      <SessionTable sessions={summary.sessions} questions={summary.questions} />
      <MeetingFunnel meetings={summary.meetings} />
      {outcomes.length > 0 && (
        <Stack gap="xs" component="section" aria-labelledby="expected">
          <Title order={2} id="expected">
            {t('outcomes.title')}
          </Title>
          <Text c="dimmed">{t('outcomes.text')}</Text>
          <ul className="text-list">
            {outcomes.map(({ expected, verdict, text }, index) => (
              <li key={index}>
                {say(expected)}
                {verdict && (
                  <Text fw={600} component="div" size="sm">
                    {t(`report:verdict.${verdict}`)}
                  </Text>
                )}
                {say(text) && <Text className="report-words">{say(text)}</Text>}
              </li>
            ))}
          </ul>
        </Stack>
      )}
      <Stack gap="xs" component="section" aria-labelledby="definitions">
        <Title order={2} id="definitions">
          {t('definitions.title')}
        </Title>
        <ul className="text-list">
          {leftOut && (
            <Text component="li" size="sm" c="dimmed">
              {t('small.hidden')}
            </Text>
          )}
          {definitions.map((name) => (
            <Text component="li" key={name} size="sm" c="dimmed">
              {t(`definitions.${name}`)}
            </Text>
          ))}
          {withGuests && (
            <Text component="li" size="sm" c="dimmed">
              {t('guests:definition')}
            </Text>
          )}
        </ul>
      </Stack>
    </Stack>
  );
}
