import { Anchor, Card, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useEvent } from '../events/use-event.js';
import { ReportSection } from '../report/ReportSection.js';
import { EventTime } from '../ui/EventTime.js';
import { useCountries } from '../ui/use-countries.js';
import { hasPage } from '../pages.js';
import type { Recap } from '@foyer/contracts';

const outcomes = {
  'cooperation-possible': 'cooperation',
  informative: 'informative',
  'no-interest': 'none',
} as const;

/** Whom I met, and what I said of it. */
export function MetSection({ met }: Pick<Recap, 'met'>) {
  const { t } = useTranslation(['recap', 'summary']);
  const { event } = useEvent();
  const countries = useCountries();
  return (
    <ReportSection title={t('met.title')} empty={met.length === 0 && t('met.none')}>
      {() => (
        <Stack gap="sm">
          <ul className="plain-list recap-list">
            {met.map(({ meeting, name, organisation, country, startsAt, outcome, note }) => (
              <Card component="li" key={`${meeting} ${name}`} className="foyer-card" padding="md">
                <Stack gap={4}>
                  <Text fw={600}>{name}</Text>
                  <Text size="sm">{`${organisation}, ${countries[country] ?? country}`}</Text>
                  <Text size="sm" c="dimmed" component="div">
                    <EventTime start={startsAt} timeZone={event.timeZone} year />
                  </Text>
                  {outcome && <Text size="sm">{t(`summary:meetings.${outcomes[outcome]}`)}</Text>}
                  {note && <Text className="recap-words">{note}</Text>}
                </Stack>
              </Card>
            ))}
          </ul>
          {hasPage('/e/:event/contacts') && (
            <Anchor component={Link} to={`/e/${event.slug}/contacts`}>
              {t('met.all')}
            </Anchor>
          )}
        </Stack>
      )}
    </ReportSection>
  );
}
