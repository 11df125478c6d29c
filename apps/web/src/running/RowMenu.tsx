import { ActionIcon, Menu } from '@mantine/core';
import type { ExpectedTimes, Session } from '@foyer/contracts';
import { formatDuration } from '@foyer/locales';
import {
  IconArrowsExchange,
  IconDots,
  IconPlayerPlay,
  IconPlayerSkipForward,
  IconRotate2,
  IconScissors,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { useLanguage, useLocalised } from '../ui/use-reader.js';
import type { Acts } from './use-acts.js';

const minute = 60_000;

interface RowMenuProps {
  session: Session;
  title: string;
  times: ExpectedTimes;
  /** By how many minutes it is shorter already. */
  shortened: number;
  /** Those that wait in the same room, in order. */
  waiting: readonly Session[];
  acts: Acts;
}

/** What may be done with a session besides starting the next. Nothing where nothing may. */
export function RowMenu({ session, times, shortened, waiting, acts, title }: RowMenuProps) {
  const { t } = useTranslation('running');
  const { event } = useEvent();
  const language = useLanguage();
  const say = useLocalised(event.languages[0]);
  const { state } = times;
  const length = (Date.parse(session.endsAt) - Date.parse(session.startsAt)) / minute;
  const pause = session.kind === 'break' || session.kind === 'networking';
  const cuts = pause ? [5, 10, 15].filter((cut) => cut < length && cut !== shortened) : [];
  const place = waiting.findIndex(({ id }) => id === session.id);
  const open = state === 'waiting' || state === 'passed';
  const whole = state !== 'skipped' && shortened > 0;
  if (state === 'ended' || (state === 'running' && cuts.length === 0 && !whole)) return null;
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon aria-label={t('row.actions', { title })} className="no-print">
          <IconDots aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown className="running-menu">
        {open && (
          <Menu.Item
            mih={44}
            leftSection={<IconPlayerPlay size={20} aria-hidden />}
            onClick={() => acts.start(session.id)}
          >
            {t('row.start')}
          </Menu.Item>
        )}
        {open && (
          <Menu.Item
            mih={44}
            leftSection={<IconPlayerSkipForward size={20} aria-hidden />}
            onClick={() => acts.skip(session.id, true)}
          >
            {t('row.skip')}
          </Menu.Item>
        )}
        {state === 'skipped' && (
          <Menu.Item
            mih={44}
            leftSection={<IconRotate2 size={20} aria-hidden />}
            onClick={() => acts.skip(session.id, false)}
          >
            {t('row.restore')}
          </Menu.Item>
        )}
        {state !== 'skipped' &&
          cuts.map((cut) => (
            <Menu.Item
              key={cut}
              mih={44}
              leftSection={<IconScissors size={20} aria-hidden />}
              onClick={() => acts.shorten(session.id, cut)}
            >
              {t('row.shorten', { time: formatDuration(cut * minute, language) })}
            </Menu.Item>
          ))}
        {whole && (
          <Menu.Item
            mih={44}
            leftSection={<IconRotate2 size={20} aria-hidden />}
            onClick={() => acts.shorten(session.id, 0)}
          >
            {t('row.whole')}
          </Menu.Item>
        )}
        {place >= 0 && waiting.length > 1 && (
          <>
            <Menu.Label>{t('row.swap')}</Menu.Label>
            {waiting.map((other, index) =>
              index === place ? null : (
                <Menu.Item
                  key={other.id}
                  mih={44}
                  leftSection={<IconArrowsExchange size={20} aria-hidden />}
                  onClick={() =>
                    place > index ? acts.swap(session.id, other.id) : acts.swap(other.id, session.id)
                  }
                >
                  {say(other.title)}
                </Menu.Item>
              ),
            )}
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
