import { ActionIcon, Menu } from '@mantine/core';
import type { Participant, ParticipantAct } from '@foyer/contracts';
import { IconDots } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useEvent } from '../events/use-event.js';
import { actsIn } from './acts.js';

interface ParticipantMenuProps {
  participant: Participant;
  onAct: (act: ParticipantAct, people: readonly Participant[]) => void;
}

/** What an organiser may do with one person. */
export function ParticipantMenu({ participant, onAct }: ParticipantMenuProps) {
  const { t } = useTranslation('places');
  const { event } = useEvent();
  const { id, name, state } = participant;
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <ActionIcon variant="subtle" size={44} aria-label={t('desk.actions', { name })}>
          <IconDots aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {actsIn[state].map((act) => (
          <Menu.Item
            key={act}
            mih={44}
            {...(act === 'decline' || act === 'withdraw' ? { color: 'red' } : {})}
            onClick={() => onAct(act, [participant])}
          >
            {t(`act.${act}`)}
          </Menu.Item>
        ))}
        <Menu.Item mih={44} component={Link} to={`/e/${event.slug}/manage/participants/${id}`}>
          {t('act.edit')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
