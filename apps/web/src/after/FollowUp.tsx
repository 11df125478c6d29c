import { Button, Group, Stack, Text } from '@mantine/core';
import type { MeetingAfter } from '@foyer/contracts';
import { capitalised, dayKey, formatDay } from '@foyer/locales';
import { IconBellPlus, IconBellX } from '@tabler/icons-react';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { Problem } from '../ui/Problem.js';
import { useNow } from '../ui/use-now.js';
import { useReader } from '../ui/use-reader.js';
import { DayForm } from './DayForm.js';
import { useSay } from './use-say.js';

const dayMilliseconds = 86_400_000;
const soon = [
  { key: 'tomorrow', days: 1 },
  { key: 'week', days: 7 },
  { key: 'twoWeeks', days: 14 },
] as const;

/** A day on which I want to get back to whom I met: I am reminded that morning. */
export function FollowUp({ after }: { after: MeetingAfter }) {
  const { t } = useTranslation('after');
  const { event } = useEvent();
  const reader = useReader();
  const now = useNow(event, 60_000);
  const id = useId();
  const { tapped, error, send } = useSay(after.meeting);
  const set = (followUpOn: string | null) => send({ followUpOn });
  const inDays = (days: number): string => dayKey(now + days * dayMilliseconds, reader.timeZone);
  const { followUpOn } = after;
  return (
    <Stack gap="xs" role="group" aria-labelledby={id}>
      <Stack gap={0}>
        <Text size="sm" fw={600} id={id}>
          {t('followUp.label')}
        </Text>
        <Text size="sm" c="dimmed">
          {t('followUp.hint')}
        </Text>
      </Stack>
      {followUpOn === null ? (
        <Group gap="xs" align="flex-end">
          {soon.map(({ key, days }) => (
            <Button key={key} variant="default" onClick={() => set(inDays(days))}>
              {t(`followUp.${key}`)}
            </Button>
          ))}
          <DayForm
            label={t('followUp.day')}
            kept={followUpOn}
            min={inDays(0)}
            max={inDays(700)}
            icon={<IconBellPlus size={18} aria-hidden />}
            pending={tapped !== null}
            onDay={set}
          />
        </Group>
      ) : (
        <Group gap="sm">
          <Text role="status">
            {t('followUp.set', {
              day: capitalised(
                formatDay(`${followUpOn}T12:00:00Z`, { ...reader, timeZone: 'UTC' }, 'shortYear'),
                reader.language,
              ),
            })}
          </Text>
          <Button
            variant="default"
            loading={tapped !== null}
            leftSection={<IconBellX size={18} aria-hidden />}
            onClick={() => set(null)}
          >
            {t('followUp.remove')}
          </Button>
        </Group>
      )}
      <Problem error={error} />
    </Stack>
  );
}
