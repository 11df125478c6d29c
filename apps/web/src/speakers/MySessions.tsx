import { Anchor, Card, Stack, Text, Title } from '@mantine/core';
import { languageOf } from '@foyer/locales';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useAgenda } from '../events/use-agenda.js';
import { useEvent } from '../events/use-event.js';
import { MaterialsEditor } from '../materials/MaterialsEditor.js';
import { EventTime } from '../ui/EventTime.js';
import { Loaded } from '../ui/Loaded.js';
import { useLanguage, useLocalised } from '../ui/use-reader.js';

/** The sessions of the programme that a speaker is in, with what there is to read and watch. */
export function MySessions({ speaker }: { speaker: string }) {
  const { t } = useTranslation('speakers');
  const { event } = useEvent();
  const language = useLanguage();
  const say = useLocalised(event.languages[0]);
  const agenda = useAgenda();
  return (
    <Stack component="section" aria-labelledby="my-sessions">
      <Title order={2} id="my-sessions">
        {t('mine.sessions')}
      </Title>
      <Loaded query={agenda}>
        {({ sessions, materials }) => {
          const mine = sessions.filter(({ speakers, moderators }) =>
            [...speakers, ...moderators].includes(speaker),
          );
          if (mine.length === 0) return <Text c="dimmed">{t('mine.noSessions')}</Text>;
          return mine.map((session) => (
            <Card key={session.id} component="article" className="foyer-card" padding="lg">
              <Stack gap="sm">
                <Title order={3} lang={languageOf(session.title, language, event.languages[0])}>
                  <Anchor component={Link} to={`/e/${event.slug}/sessions/${session.slug}`} inherit>
                    {say(session.title)}
                  </Anchor>
                </Title>
                <EventTime start={session.startsAt} end={session.endsAt} timeZone={event.timeZone} />
                <MaterialsEditor
                  level={4}
                  session={session.id}
                  materials={materials.filter((one) => one.session === session.id)}
                />
              </Stack>
            </Card>
          ));
        }}
      </Loaded>
    </Stack>
  );
}
