import { Group, Stack, Text, VisuallyHidden } from '@mantine/core';
import type { ChangeNames, ReleaseChange } from '@foyer/contracts';
import { dayKey, formatDay, languageOf } from '@foyer/locales';
import { IconArrowRight, IconLock } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { EventTime } from '../ui/EventTime.js';
import { useLanguage, useLocalised, useReader } from '../ui/use-reader.js';
import { FieldChange } from './FieldChange.js';

interface ChangeRowProps {
  change: ReleaseChange;
  names: ChangeNames;
}

/** One session and what becomes of it. */
export function ChangeRow({ change, names }: ChangeRowProps) {
  const { t } = useTranslation(['release', 'event']);
  const { event } = useEvent();
  const fallback = event.languages[0];
  const language = useLanguage();
  const say = useLocalised(fallback);
  const { kind, title, startsAt, endsAt, before, after } = change;
  const named = { ...before, ...after };
  const room = named.room ? names.rooms[named.room] : undefined;
  const people = [...(named.speakers ?? []), ...(named.moderators ?? [])];
  const fields = change.fields.filter((field) => field !== 'startsAt' && field !== 'endsAt');
  const whole = kind === 'added' || kind === 'removed';
  return (
    <li className="change-row">
      <Stack gap={4}>
        <Text fw={600} lang={languageOf(title, language, fallback)}>
          {say(title)}
        </Text>
        {kind === 'moved' && before.startsAt && before.endsAt ? (
          <Moved from={[before.startsAt, before.endsAt]} to={[startsAt, endsAt]} />
        ) : (
          <When start={startsAt} end={endsAt} />
        )}
        {whole && (
          <Text size="sm" c="dimmed">
            {[
              named.kind && t(`event:kind.${named.kind}`),
              room && say(room),
              ...new Set(people.flatMap((id) => names.speakers[id] ?? [])),
            ]
              .filter(Boolean)
              .join(' · ')}
          </Text>
        )}
        {named.kind === 'private-blocker' && (
          <Group gap={4} c="dimmed" wrap="nowrap">
            <IconLock size={16} aria-hidden />
            <Text size="sm">{t('private')}</Text>
          </Group>
        )}
        {fields.map((field) => (
          <FieldChange key={field} field={field} change={change} names={names} />
        ))}
      </Stack>
    </li>
  );
}

/** The old time struck through, the new one beside it, the day named once where it is the same. */
function Moved({ from, to }: { from: [string, string]; to: [string, string] }) {
  const { t } = useTranslation('release');
  const { timeZone } = useReader();
  const sameDay = dayKey(from[0], timeZone) === dayKey(to[0], timeZone);
  return (
    <Group gap="xs" align="flex-start">
      <Text component="del" c="dimmed">
        <VisuallyHidden>{t('was')} </VisuallyHidden>
        <When start={from[0]} end={from[1]} />
      </Text>
      <IconArrowRight size={18} aria-hidden className="change-arrow" />
      <Text component="ins" fw={600} td="none">
        <VisuallyHidden>{t('is')} </VisuallyHidden>
        <When start={to[0]} end={to[1]} day={!sameDay} />
      </Text>
    </Group>
  );
}

function When({ start, end, day = true }: { start: string; end: string; day?: boolean }) {
  const { event } = useEvent();
  const reader = useReader();
  return (
    <Group component="span" gap={6} align="flex-start" className="change-when">
      {day && <span>{`${formatDay(start, reader)},`}</span>}
      <EventTime start={start} end={end} timeZone={event.timeZone} mode="clock" />
    </Group>
  );
}
