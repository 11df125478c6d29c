import { Badge, Card, Group, Spoiler, Stack, Text, Title } from '@mantine/core';
import type { FieldDifference, SessionDifference } from '@foyer/contracts';
import { sessionKinds } from '@foyer/contracts';
import { languageNames, localised } from '@foyer/locales';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import type { Answer } from '../server/api.js';
import { EventTime } from '../ui/EventTime.js';
import { useReader } from '../ui/use-reader.js';

const looks = {
  added: { variant: 'light', color: 'accent' },
  changed: { variant: 'outline', color: 'accent' },
  missing: { variant: 'outline', color: 'gray' },
} as const;

/** What an agenda from a file would change, session by session. */
export function Differences({ preview }: { preview: Answer<'previewAgendaImport'> }) {
  const { t } = useTranslation(['exchange', 'common']);
  const { sessions, same, speakers, rooms, tracks } = preview;
  const count = (change: SessionDifference['change']): number =>
    sessions.filter((session) => session.change === change).length;
  const names = (list: readonly string[]): string => list.join(', ');
  const atOnce = [speakers.added, speakers.changed, rooms, tracks].some((list) => list.length > 0);
  return (
    <Card component="section" className="foyer-card" padding="lg" aria-labelledby="exchange-difference">
      <Stack>
        <Title order={2} id="exchange-difference">
          {t('difference.title')}
        </Title>
        <Group gap="xs">
          {(['added', 'changed', 'missing'] as const).map((change) =>
            count(change) ? (
              <Badge key={change} size="lg" {...looks[change]}>
                {t(`difference.${change}`, { count: count(change) })}
              </Badge>
            ) : null,
          )}
          {same > 0 && (
            <Badge size="lg" variant="outline" color="gray">
              {t('difference.same', { count: same })}
            </Badge>
          )}
        </Group>
        {sessions.length === 0 && !atOnce && preview.said.errors === 0 && (
          <Text>{t('difference.nothing')}</Text>
        )}
        {atOnce && (
          <Stack gap={4}>
            {speakers.added.length > 0 && (
              <Text>{t('difference.newSpeakers', { names: names(speakers.added) })}</Text>
            )}
            {speakers.changed.length > 0 && (
              <Text>{t('difference.changedSpeakers', { names: names(speakers.changed) })}</Text>
            )}
            {rooms.length > 0 && <Text>{t('difference.newRooms', { names: names(rooms) })}</Text>}
            {tracks.length > 0 && <Text>{t('difference.newTracks', { names: names(tracks) })}</Text>}
            <Text c="dimmed">{t('difference.atOnce')}</Text>
          </Stack>
        )}
        {sessions.length > 0 && (
          <Spoiler maxHeight={900} showLabel={t('showAll')} hideLabel={t('showLess')}>
            <Stack component="ul" gap="sm" className="exchange-list">
              {sessions.map((session) => (
                <Difference key={`${session.change} ${session.slug}`} session={session} />
              ))}
            </Stack>
          </Spoiler>
        )}
      </Stack>
    </Card>
  );
}

function Difference({ session }: { session: SessionDifference }) {
  const { t } = useTranslation('exchange');
  const { event } = useEvent();
  const reader = useReader();
  return (
    <li className="exchange-item">
      <Group gap="sm" align="baseline">
        <Badge {...looks[session.change]}>{t(`change.${session.change}`)}</Badge>
        <Text fw={600}>{localised(session.title, reader.language, event.languages[0])}</Text>
      </Group>
      <Text c="dimmed" size="sm" component="div">
        <EventTime start={session.startsAt} timeZone={event.timeZone} size="sm" />
        {session.room !== null && ` · ${session.room}`}
      </Text>
      {session.fields.map((field) => (
        <FieldChange key={`${field.field} ${field.language ?? ''}`} difference={field} />
      ))}
    </li>
  );
}

function FieldChange({ difference }: { difference: FieldDifference }) {
  const { t } = useTranslation('exchange');
  const { field, language, before, after } = difference;
  return (
    <Text component="div" className="exchange-change">
      <b>
        {t(`field.${field}`)}
        {language && ` (${languageNames[language]})`}:
      </b>{' '}
      <span className="exchange-sr">{t('difference.before')} </span>
      <del>
        <Value field={field} value={before} />
      </del>{' '}
      <span aria-hidden>→</span> <span className="exchange-sr">{t('difference.after')} </span>
      <ins>
        <Value field={field} value={after} />
      </ins>
    </Text>
  );
}

/** A value as people read it: times in zones, kinds and languages by name. */
function Value({ field, value }: { field: FieldDifference['field']; value: string | null }) {
  const { t } = useTranslation(['exchange', 'event']);
  const { event } = useEvent();
  if (value === null) return <>{t('difference.empty')}</>;
  if (field === 'startsAt' || field === 'endsAt')
    return <EventTime start={value} timeZone={event.timeZone} span inherit />;
  const kind = sessionKinds.find((one) => one === value);
  if (field === 'kind' && kind) return <>{t(`event:kind.${kind}`)}</>;
  if (field === 'questions') return <>{t(value === 'true' ? 'yes' : 'no')}</>;
  const named: Record<string, string> = languageNames;
  if (field === 'language') return <>{named[value] ?? value}</>;
  return <>{value}</>;
}
