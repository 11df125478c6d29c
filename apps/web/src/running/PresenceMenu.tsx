import { Menu, UnstyledButton } from '@mantine/core';
import type { PresencePlace, PresenceState } from '@foyer/contracts';
import { useTranslation } from 'react-i18next';
import { presenceIcons } from './presence-icons.js';
import type { OnStage } from './presence.js';

const choices: { word: OnStage['word']; state: PresenceState; place?: PresencePlace }[] = [
  { word: 'expected', state: 'expected' },
  { word: 'remote', state: 'ready', place: 'remote' },
  { word: 'studio', state: 'ready', place: 'studio' },
  { word: 'on-air', state: 'on-air' },
  { word: 'done', state: 'done' },
];

interface PresenceMenuProps {
  who: OnStage;
  /** The session is near, and nobody has seen them. */
  missed: boolean;
  onTell: (state: PresenceState, place?: PresencePlace) => void;
}

/** A person of the stage as a button that says where they are, and changes it. */
export function PresenceMenu({ who, missed, onTell }: PresenceMenuProps) {
  const { t } = useTranslation('running');
  const Icon = presenceIcons[missed ? 'missing' : who.word];
  const state = t(`presence.${missed ? 'missing' : who.word}`);
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <UnstyledButton className="presence" data-word={missed ? 'missing' : who.word}>
          <Icon size={20} aria-hidden />
          <span>
            <span className="presence-name">
              {who.speaker.name}
              {who.moderates && <span className="presence-role"> · {t('presence.moderates')}</span>}
            </span>
            <span className="presence-word">{state}</span>
          </span>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        {choices.map(({ word, state: wanted, place }) => {
          const Each = presenceIcons[word];
          return (
            <Menu.Item
              key={word}
              mih={44}
              leftSection={<Each size={20} aria-hidden />}
              {...(word === who.word ? { 'aria-current': 'true' as const, fw: 600 } : {})}
              onClick={() => onTell(wanted, place)}
            >
              {t(`presence.${word}`)}
            </Menu.Item>
          );
        })}
      </Menu.Dropdown>
    </Menu>
  );
}
