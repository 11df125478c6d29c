import type { AgendaConflict, DraftSession, LocalisedText } from '@foyer/contracts';
import { formatTime, formatTimes, zoneCity } from '@foyer/locales';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { useLanguage, useLocalised } from '../ui/use-reader.js';
import type { Snapshot } from './agenda-store.js';
import type { Stage } from './use-working-agenda.js';

/** How the editor says things: in the reader's language, in the event's time. */
export interface Words {
  title: (text: LocalisedText) => string;
  times: (session: { startsAt: string; endsAt: string }) => string;
  room: (id: string | null) => string;
  track: (id: string | null) => string | null;
  /** Speakers and moderators, each once. */
  people: (session: DraftSession) => string[];
  /** @param title of the session it is about, where that is not in the draft yet */
  conflict: (conflict: AgendaConflict, title?: LocalisedText) => string;
  /** Where and when a session is now. */
  place: (session: DraftSession) => string;
  who: (name: string | null) => string;
  news: (news: Snapshot['news']) => string;
  city: string;
}

export function useWords(stage: Stage, sessions: ReadonlyMap<string, DraftSession>): Words {
  const { t } = useTranslation(['editor', 'common']);
  const { event } = useEvent();
  const language = useLanguage();
  const title = useLocalised(event.languages[0]);
  const { timeZone } = event;
  return useMemo(() => {
    const reader = { language, timeZone };
    const rooms = new Map(stage.rooms.map(({ id, name }) => [id, title(name)]));
    const tracks = new Map(stage.tracks.map(({ id, name }) => [id, title(name)]));
    const names = new Map(stage.speakers.map(({ id, name }) => [id, name]));
    const times: Words['times'] = ({ startsAt, endsAt }) => formatTimes(startsAt, endsAt, reader);
    const room: Words['room'] = (id) => (id && rooms.get(id)) || t('grid.noRoom');
    const who: Words['who'] = (name) => name ?? t('news.somebody');
    return {
      title,
      times,
      room,
      who,
      track: (id) => (id && tracks.get(id)) || null,
      people: ({ speakers, moderators }) =>
        [...new Set([...speakers, ...moderators])].flatMap((id) => names.get(id) ?? []),
      conflict: (conflict, given) => {
        const about = given ?? sessions.get(conflict.session)?.title;
        const kind =
          conflict.kind === 'person_busy' && conflict.commitment === 'meeting'
            ? 'person_meeting'
            : conflict.kind;
        const sentence = t(`conflict.${kind}`, {
          person: conflict.speaker?.name ?? '',
          session: about ? title(about) : t('form.new'),
          other: conflict.other ? title(conflict.other.title) : '',
          room: room(conflict.room),
          times: times(conflict),
        });
        return conflict.blocking ? `${sentence} ${t('conflict.blocking')}` : sentence;
      },
      place: (session) => {
        const values = {
          title: title(session.title),
          from: formatTime(session.startsAt, timeZone),
          to: formatTime(session.endsAt, timeZone),
        };
        return session.room
          ? t('said.moved', { ...values, room: room(session.room) })
          : t('said.movedNoRoom', values);
      },
      news: (news) => {
        if (!news) return '';
        const values = { title: title(news.title), name: who(news.by) };
        return news.deed === 'removed' && news.by === null
          ? t('news.gone', { title: values.title })
          : t(`news.${news.deed}`, values);
      },
      city: zoneCity(timeZone, language),
    };
  }, [t, language, title, timeZone, stage, sessions]);
}
