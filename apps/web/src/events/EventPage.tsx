import { Badge, Group, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { languageOf } from '@foyer/locales';
import { IconTargetArrow } from '@tabler/icons-react';
import { Empty } from '../ui/Empty.js';
import { Loaded } from '../ui/Loaded.js';
import { Loading } from '../ui/Loading.js';
import { Page } from '../ui/Page.js';
import { useLanguage, useLocalised } from '../ui/use-reader.js';
import { AgendaDays } from './AgendaDays.js';
import { EventActions } from './EventActions.js';
import { EventDates } from './EventDates.js';
import { SpeakerRow } from './SpeakerRow.js';
import { useAgenda } from './use-agenda.js';
import { useEvent } from './use-event.js';

/** The public page of an event. */
export default function EventPage() {
  const { t } = useTranslation('event');
  const { event } = useEvent();
  const fallback = event.languages[0];
  const language = useLanguage();
  const say = useLocalised(fallback);
  const agenda = useAgenda();
  return (
    <Page
      title={say(event.title)}
      titleLang={languageOf(event.title, language, fallback)}
      intro={
        <Stack gap="sm">
          <EventDates />
          <Text size="lg" maw={720} lang={languageOf(event.purpose, language, fallback)}>
            {say(event.purpose)}
          </Text>
        </Stack>
      }
    >
      <EventActions agenda={agenda.data} />
      {event.categories.length > 0 && (
        <Stack gap="xs" component="section" aria-labelledby="for-whom">
          <Title order={2} id="for-whom">
            {t('forWhom')}
          </Title>
          <Group component="ul" gap="xs" className="plain-list">
            {event.categories.map((category) => (
              <li key={category.key}>
                <Badge variant="outline" color="gray" className="wrapping-badge" fw={500}>
                  {say(category.label)}
                </Badge>
              </li>
            ))}
          </Group>
        </Stack>
      )}
      <Stack gap="md" component="section" aria-labelledby="programme">
        <Title order={2} id="programme">
          {t('agenda.title')}
        </Title>
        <Loaded query={agenda} loading={<Loading blocks={5} />}>
          {(answer) =>
            answer.sessions.length > 0 ? (
              <AgendaDays agenda={answer} />
            ) : (
              <Empty icon={<IconTargetArrow />} title={t('agenda.emptyTitle')} text={t('agenda.emptyText')} />
            )
          }
        </Loaded>
      </Stack>
      {agenda.data && agenda.data.speakers.length > 0 && <SpeakerRow speakers={agenda.data.speakers} />}
      {event.expectedOutcomes.length > 0 && (
        <Stack gap="xs" component="section" aria-labelledby="outcomes">
          <Title order={2} id="outcomes">
            {t('outcomes.title')}
          </Title>
          <Text c="dimmed">{t('outcomes.text')}</Text>
          <Stack component="ul" gap="xs" className="plain-list">
            {event.expectedOutcomes.map((outcome, index) => (
              <Group component="li" key={index} gap="sm" wrap="nowrap" align="flex-start">
                <IconTargetArrow size={22} aria-hidden className="outcome-icon" />
                <Text>{say(outcome)}</Text>
              </Group>
            ))}
          </Stack>
        </Stack>
      )}
    </Page>
  );
}
