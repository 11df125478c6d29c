import { Anchor, Stack, Text, Title } from '@mantine/core';
import type { Agenda, Speaker } from '@foyer/contracts';
import { languageOf } from '@foyer/locales';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { useAgenda } from '../events/use-agenda.js';
import { useEvent } from '../events/use-event.js';
import { EventTime } from '../ui/EventTime.js';
import { Loaded } from '../ui/Loaded.js';
import NotFound from '../ui/NotFound.js';
import { Page } from '../ui/Page.js';
import { useCountries } from '../ui/use-countries.js';
import { useLanguage, useLocalised } from '../ui/use-reader.js';
import { SpeakerFace } from './SpeakerFace.js';
import { useSpeakerName } from './use-speaker-name.js';
import '../materials/materials.css';
import './speakers.css';

/** Somebody on the stage, for everybody: who they are, and where to hear them. */
export default function SpeakerPage() {
  const { speaker: slug } = useParams();
  const agenda = useAgenda();
  return (
    <Loaded query={agenda} page>
      {(answer) => {
        const speaker = answer.speakers.find((one) => one.slug === slug);
        return speaker ? <Person speaker={speaker} agenda={answer} /> : <NotFound />;
      }}
    </Loaded>
  );
}

function Person({ speaker, agenda }: { speaker: Speaker; agenda: Agenda }) {
  const { t } = useTranslation('speakers');
  const { event } = useEvent();
  const fallback = event.languages[0];
  const language = useLanguage();
  const say = useLocalised(fallback);
  const nameOf = useSpeakerName();
  const countries = useCountries();
  const place = [speaker.organisation, speaker.country && countries[speaker.country]].filter(Boolean);
  const sessions = agenda.sessions.filter(
    ({ speakers, moderators, kind }) =>
      kind !== 'private-blocker' && [...speakers, ...moderators].includes(speaker.id),
  );
  return (
    <Page
      title={nameOf(speaker)}
      intro={
        <div className="speaker-head">
          <SpeakerFace speaker={speaker} size={128} />
          <Stack gap={2}>
            {speaker.jobTitle && (
              <Text size="lg" lang={languageOf(speaker.jobTitle, language, fallback)}>
                {say(speaker.jobTitle)}
              </Text>
            )}
            {place.length > 0 && <Text c="dimmed">{place.join(', ')}</Text>}
          </Stack>
        </div>
      }
    >
      {speaker.biography && (
        <Text className="speaker-biography" lang={languageOf(speaker.biography, language, fallback)}>
          {say(speaker.biography)}
        </Text>
      )}
      {speaker.links.length > 0 && (
        <ul className="plain-list materials" aria-label={t('form.links')}>
          {speaker.links.map((link) => (
            <li key={link}>
              <Anchor href={link} target="_blank" rel="noopener noreferrer nofollow">
                {shownAddress(link)}
              </Anchor>
            </li>
          ))}
        </ul>
      )}
      <Stack component="section" gap="sm" aria-labelledby="speaker-sessions">
        <Title order={2} id="speaker-sessions">
          {t('page.sessions')}
        </Title>
        {sessions.length === 0 ? (
          <Text c="dimmed">{t('page.noSessions')}</Text>
        ) : (
          <ul className="plain-list">
            {sessions.map((session) => (
              <li key={session.id} className="lined-row">
                <Anchor
                  component={Link}
                  to={`/e/${event.slug}/sessions/${session.slug}`}
                  fw={600}
                  lang={languageOf(session.title, language, fallback)}
                >
                  {say(session.title)}
                </Anchor>
                <Text>
                  <EventTime start={session.startsAt} end={session.endsAt} timeZone={event.timeZone} />
                </Text>
              </li>
            ))}
          </ul>
        )}
      </Stack>
      <Anchor component={Link} to={`/e/${event.slug}`}>
        {t('page.back')}
      </Anchor>
    </Page>
  );
}

/** `example.org/people/elene`, as a person would say it. */
const shownAddress = (link: string): string => link.replace(/^https?:\/\/(www\.)?/, '').replace(/\/$/, '');
