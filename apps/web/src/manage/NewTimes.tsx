import { Alert, Anchor, Checkbox, Group, Stack, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useEvent } from '../events/use-event.js';
import { useCall } from '../server/api.js';

interface Times {
  startsAt: string;
  endsAt: string;
}

/** Whom these times concern, and what they leave outside; asked as they are entered. */
export function useEventTimes(times: Times | null) {
  const { event } = useEvent();
  const [startsAt] = useDebouncedValue(times?.startsAt ?? event.startsAt, 300);
  const [endsAt] = useDebouncedValue(times?.endsAt ?? event.endsAt, 300);
  return useCall(
    'checkEventTimes',
    { params: { event: event.slug }, query: { startsAt, endsAt } },
    { keepOld: true },
  );
}

interface NewTimesProps {
  /** As entered; null while that is no time. */
  times: Times | null;
  tell: boolean;
  onTell: (tell: boolean) => void;
}

/** Beside the times of an event: who is told of new ones, and what does not move with them. */
export function NewTimes({ times, tell, onTell }: NewTimesProps) {
  const { event } = useEvent();
  const { data: check } = useEventTimes(times);
  const moved = times !== null && (times.startsAt !== event.startsAt || times.endsAt !== event.endsAt);
  if (!check) return null;
  return (
    <>
      {moved && event.state === 'published' && check.told > 0 && (
        <TellThem count={check.told} tell={tell} onTell={onTell} />
      )}
      <Outside {...check.outside} />
    </>
  );
}

/** Whether those who are registered hear of it: they do unless that is not wanted. */
export function TellThem({
  count,
  tell,
  onTell,
}: Pick<NewTimesProps, 'tell' | 'onTell'> & { count: number }) {
  const { t } = useTranslation('manage');
  return (
    <Checkbox
      size="md"
      label={t('times.tell', { count })}
      description={t('times.tellHint')}
      checked={tell}
      onChange={(box) => onTell(box.currentTarget.checked)}
    />
  );
}

function Outside({ sessions, blocks, meetings }: { sessions: number; blocks: number; meetings: number }) {
  const { t } = useTranslation('manage');
  const { event } = useEvent();
  if (sessions + blocks + meetings === 0) return null;
  const desk = `/e/${event.slug}/manage`;
  const left = [
    ...(sessions ? [t('times.sessions', { count: sessions })] : []),
    ...(blocks ? [t('times.blocks', { count: blocks })] : []),
    ...(meetings ? [t('times.meetings', { count: meetings })] : []),
  ];
  return (
    <Alert color="yellow" role="status" icon={<IconAlertTriangle aria-hidden />}>
      <Stack gap="xs">
        <Text fw={600}>{t('times.outside')}</Text>
        <ul className="plain-list">
          {left.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
        <Text>{t('times.stay')}</Text>
        <Group gap="md">
          {sessions > 0 && (
            <Anchor component={Link} to={`${desk}/agenda`}>
              {t('times.agenda')}
            </Anchor>
          )}
          {blocks + meetings > 0 && (
            <Anchor component={Link} to={`${desk}/meetings`}>
              {t('times.meetingsPage')}
            </Anchor>
          )}
        </Group>
      </Stack>
    </Alert>
  );
}
