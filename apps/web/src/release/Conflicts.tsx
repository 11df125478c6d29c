import { Alert, Anchor, List, Stack, Text } from '@mantine/core';
import type { AgendaConflict } from '@foyer/contracts';
import { IconAlertTriangle, IconInfoCircle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useEvent } from '../events/use-event.js';
import { hasPage } from '../pages.js';
import { useCall, type Answer } from '../server/api.js';
import { MoveClash } from './MoveClash.js';
import { EventTime } from '../ui/EventTime.js';
import { useLocalised } from '../ui/use-reader.js';

type Preview = Answer<'previewRelease'>;

/** What does not fit: first what keeps the release from going out, then what may stay. */
export function Conflicts({ preview }: { preview: Preview }) {
  const { t } = useTranslation('release');
  const blocking = preview.conflicts.filter((conflict) => conflict.blocking);
  const others = preview.conflicts.filter((conflict) => !conflict.blocking);
  return (
    <>
      {blocking.length > 0 && (
        <Alert
          color="red"
          variant="outline"
          bg="var(--foyer-surface)"
          icon={<IconAlertTriangle aria-hidden />}
          title={t('blocking.title')}
        >
          <Told text={t('blocking.text')} conflicts={blocking} preview={preview} />
        </Alert>
      )}
      {others.length > 0 && (
        <Alert
          color="yellow"
          variant="outline"
          bg="var(--foyer-surface)"
          icon={<IconInfoCircle aria-hidden />}
          title={t('warning.title')}
          styles={{ title: { color: 'var(--mantine-color-text)' } }}
        >
          <Told text={t('warning.text')} conflicts={others} preview={preview} />
        </Alert>
      )}
    </>
  );
}

function Told({
  text,
  conflicts,
  preview,
}: {
  text: string;
  conflicts: readonly AgendaConflict[];
  preview: Preview;
}) {
  const { t } = useTranslation('release');
  const { event } = useEvent();
  const sentence = useSentence(preview);
  return (
    <Stack gap="sm" c="var(--mantine-color-text)">
      <Text>{text}</Text>
      <List spacing="xs" listStyleType="none" className="change-list">
        {conflicts.map((conflict) => (
          <List.Item key={JSON.stringify(conflict)}>
            <Text>{sentence(conflict)}</Text>
            <Text size="sm" c="dimmed" component="div">
              <EventTime start={conflict.startsAt} end={conflict.endsAt} timeZone={event.timeZone} />
            </Text>
            {conflict.meeting && <WithWhom conflict={conflict} preview={preview} />}
          </List.Item>
        ))}
      </List>
      {hasPage('/e/:event/manage/agenda') && (
        <Anchor component={Link} to={`/e/${event.slug}/manage/agenda`}>
          {t('mend')}
        </Anchor>
      )}
    </Stack>
  );
}

/** Whose meeting it is: organisers may know, and find them. */
function WithWhom({ conflict, preview }: { conflict: AgendaConflict; preview: Preview }) {
  const { t } = useTranslation('release');
  const { event } = useEvent();
  const clash = preview.affected.meetings.find(
    ({ meeting, speaker }) => meeting === conflict.meeting && speaker.id === conflict.speaker?.id,
  );
  const [name] = clash?.others ?? [];
  if (!clash || name === undefined) return null;
  return (
    <>
      <Text size="sm">
        {t('meetingWith', { names: clash.others.join(', ') })}{' '}
        <Anchor
          component={Link}
          to={`/e/${event.slug}/manage/participants?search=${encodeURIComponent(name)}`}
          inherit
        >
          {t('participants')}
        </Anchor>
      </Text>
      <MoveClash
        meeting={clash.meeting}
        names={[clash.speaker.name, ...clash.others].join(', ')}
        avoid={preview.changes.find(({ session }) => session === conflict.session) ?? null}
      />
    </>
  );
}

/** A conflict in words. */
function useSentence({ changes }: Preview): (conflict: AgendaConflict) => string {
  const { t } = useTranslation('release');
  const { event } = useEvent();
  const say = useLocalised(event.languages[0]);
  const working = useCall('getWorkingAgenda', { params: { event: event.slug } });
  const sessions = working.data?.sessions ?? [];
  const rooms = working.data?.rooms ?? [];
  return ({ kind, session, other, speaker, room, commitment }) => {
    const known =
      changes.find((change) => change.session === session) ?? sessions.find(({ id }) => id === session);
    const place = rooms.find(({ id }) => id === room);
    const words = {
      name: speaker?.name ?? '',
      title: known ? say(known.title) : '',
      other: other ? say(other.title) : '',
      room: place ? say(place.name) : '',
    };
    return kind === 'person_busy'
      ? t(`conflict.${commitment ?? 'own'}`, words)
      : t(`conflict.${kind}`, words);
  };
}
