import { Badge, Group, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { languageOf } from '@foyer/locales';
import { filePath } from '@foyer/contracts';
import { IconMapPin, IconTargetArrow } from '@tabler/icons-react';
import { OnStage } from '../running/OnStage.js';
import { Empty } from '../ui/Empty.js';
import { Loaded } from '../ui/Loaded.js';
import { Loading } from '../ui/Loading.js';
import { Page } from '../ui/Page.js';
import { useLanguage, useLocalised } from '../ui/use-reader.js';
import { AgendaDays } from './AgendaDays.js';
import { Belongs } from './Belongs.js';
import { EventActions, NowNext } from './EventActions.js';
import { EventContact } from './EventContact.js';
import { EventDates } from './EventDates.js';
import { Partners } from './Partners.js';
import { SpeakerRow } from './SpeakerRow.js';
import { peopleOnStage, useAgenda } from './use-agenda.js';
import { useEvent } from './use-event.js';
import './events.css';

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
      headClass="event-hero"
      above={
        <>
          {event.logo && <img className="event-logo" src={filePath(event.logo)} alt="" />}
          <Belongs />
        </>
      }
      intro={
        <Stack gap="md">
          <EventDates />
          {event.venue && (
            <Group gap="sm" wrap="nowrap" align="flex-start">
              <IconMapPin size={24} aria-hidden />
              <Text lang={languageOf(event.venue, language, fallback)}>{say(event.venue)}</Text>
            </Group>
          )}
          <Text size="lg" maw={720} lang={languageOf(event.purpose, language, fallback)}>
            {say(event.purpose)}
          </Text>
          <EventActions />
        </Stack>
      }
    >
      {agenda.data && <NowNext agenda={agenda.data} />}
      {agenda.data && <OnStage agenda={agenda.data} />}
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
      {agenda.data && <SpeakerRow speakers={peopleOnStage(agenda.data)} />}
      <Partners />
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
      <EventContact />
    </Page>
  );
}
