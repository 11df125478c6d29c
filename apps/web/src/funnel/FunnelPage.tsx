import { Button, Stack, Text, Title } from '@mantine/core';
import type { MeetingFunnel } from '@foyer/contracts';
import { formatDuration } from '@foyer/locales';
import { IconFilter } from '@tabler/icons-react';
import { useId, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useEvent } from '../events/use-event.js';
import { ListDownloads } from '../exchange/ListDownloads.js';
import { useCall } from '../server/api.js';
import '../summary/summary.css';
import { Empty } from '../ui/Empty.js';
import { Loaded } from '../ui/Loaded.js';
import { Loading } from '../ui/Loading.js';
import NotFound from '../ui/NotFound.js';
import { Page } from '../ui/Page.js';
import { useCountries } from '../ui/use-countries.js';
import { useLanguage, useLocalised } from '../ui/use-reader.js';
import { CountList } from './CountList.js';
import { FunnelPicture } from './FunnelPicture.js';
import { GroupTable } from './GroupTable.js';
import './funnel.css';

const definitions = ['requested', 'accepted', 'scheduled', 'held', 'outcome', 'groups', 'answer'] as const;
const said = ['cooperation-possible', 'informative', 'no-interest'] as const;

/** How far requests for meetings come, for who runs the event. */
export default function FunnelPage() {
  const { t } = useTranslation('funnel');
  const { event, roles } = useEvent();
  const funnel = useCall('getMeetingFunnel', { params: { event: event.slug } }, { refetchEveryMs: 30_000 });
  if (!roles.some((role) => role === 'owner' || role === 'organiser')) return <NotFound />;
  return (
    <Page
      title={t('title')}
      intro={t('intro')}
      action={(funnel.data?.total.requested ?? 0) > 0 && <ListDownloads list="meetings-funnel" />}
    >
      <Loaded query={funnel} loading={<Loading blocks={4} />}>
        {(answer) =>
          answer.total.requested === 0 ? (
            <Empty
              icon={<IconFilter />}
              title={t('emptyTitle')}
              text={t('emptyText')}
              action={
                <Button component={Link} to={`/e/${event.slug}/manage/meetings`}>
                  {t('toTimes')}
                </Button>
              }
            />
          ) : (
            <Figures funnel={answer} />
          )
        }
      </Loaded>
    </Page>
  );
}

function Figures({ funnel }: { funnel: MeetingFunnel }) {
  const { t } = useTranslation(['funnel', 'meetings']);
  const { event } = useEvent();
  const language = useLanguage();
  const countries = useCountries();
  const say = useLocalised(event.languages[0]);
  const { ended, fell, ratings, reasons, otherReasons, medianAnswerMinutes } = funnel;
  const spoken = said.some((one) => funnel.outcomes[one]);
  const minutes = medianAnswerMinutes === null ? null : Math.max(1, Math.round(medianAnswerMinutes));
  return (
    <Stack gap="xl">
      <FunnelPicture total={funnel.total} />
      <Section title={t('answer.title')}>
        <Text>
          {minutes === null
            ? t('answer.none')
            : t('answer.text', { length: formatDuration(minutes * 60_000, language) })}
        </Text>
      </Section>
      <div className="funnel-pair">
        <Section title={t('ended.title')}>
          <CountList
            rows={[
              ...Object.entries(ended).map(([how, count]) => ({
                name: t(`ended.${endedKey(how)}`),
                count,
              })),
              { name: t('ended.off'), count: fell.cancelled },
              { name: t('ended.missed'), count: fell.missed },
            ]}
          />
        </Section>
        <Section title={t('said.title')}>
          {spoken ? (
            <CountList
              rows={said.map((one) => ({
                name: t(`meetings:outcome.${one}`),
                count: funnel.outcomes[one] ?? 0,
              }))}
            />
          ) : (
            <Text c="dimmed">{t('said.none')}</Text>
          )}
          {ratings.average !== null && (
            <Text>{t('said.rating', { average: ratings.average, number: ratings.count })}</Text>
          )}
        </Section>
      </div>
      {reasons.length + otherReasons > 0 && (
        <Section title={t('reasons.title')}>
          <CountList
            rows={[
              ...reasons.map(({ reason, count }) => ({ name: reason ?? t('reasons.none'), count })),
              ...(otherReasons > 0 ? [{ name: t('reasons.other'), count: otherReasons }] : []),
            ]}
          />
        </Section>
      )}
      <GroupTable
        title={t('by.category')}
        head={t('column.category')}
        rows={funnel.categories.map((row) => ({ ...row, name: say(row.label) }))}
      />
      <GroupTable
        title={t('by.country')}
        head={t('column.country')}
        rows={funnel.countries.map((row) => ({ ...row, name: countries[row.country] ?? row.country }))}
      />
      <GroupTable title={t('by.organisation')} head={t('column.organisation')} rows={funnel.organisations} />
      <Section title={t('definitions.title')}>
        <ul className="text-list">
          {definitions.map((name) => (
            <Text component="li" key={name} size="sm" c="dimmed">
              {t(`definitions.${name}`)}
            </Text>
          ))}
        </ul>
      </Section>
    </Stack>
  );
}

const endings = ['open', 'declined', 'withdrawn', 'expired', 'cancelled'] as const;
const endedKey = (how: string): (typeof endings)[number] => endings.find((one) => one === how) ?? 'open';

function Section({ title, children }: { title: string; children: ReactNode }) {
  const id = useId();
  return (
    <Stack gap="xs" component="section" aria-labelledby={id}>
      <Title order={2} id={id}>
        {title}
      </Title>
      {children}
    </Stack>
  );
}
