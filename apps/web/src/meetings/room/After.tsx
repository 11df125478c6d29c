import { Button, Group } from '@mantine/core';
import type { Meeting } from '@foyer/contracts';
import { IconCheck, IconUserOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useEvent } from '../../events/use-event.js';
import { Empty } from '../../ui/Empty.js';

/** The room has closed: what comes now is what came of it. */
export function After({ meeting }: { meeting: Meeting }) {
  const { t } = useTranslation('meetingRoom');
  const { event } = useEvent();
  const held = meeting.state === 'held';
  const { name } = meeting.other;
  return (
    <Empty
      icon={held ? <IconCheck /> : <IconUserOff />}
      title={t(held ? 'after.title' : 'after.missedTitle')}
      heading
      text={
        held ? t('after.text', { name }) : t(meeting.entered ? 'after.missed' : 'after.youMissed', { name })
      }
      action={
        <Group>
          <Button component={Link} to={`/e/${event.slug}/meetings`}>
            {t(held ? 'after.outcome' : 'toMeetings')}
          </Button>
        </Group>
      }
    />
  );
}
