import type { Agenda, Event, Material, Room, Session, Speaker, Track } from '@foyer/contracts';
import { dayKey, formatDay, formatTime, languageOf, sameWallTime, zoneCity } from '@foyer/locales';
import { useMemo } from 'react';
import { hasPage } from '../pages.js';
import { useLocalised, useReader } from '../ui/use-reader.js';
import { useEvent } from './use-event.js';

/** What a row of the programme says; worked out here once for all rows, since there may be hundreds. */
export interface RowTexts {
  event: Pick<Event, 'slug' | 'timeZone' | 'languages'>;
  moderates: boolean;
  say: ReturnType<typeof useLocalised>;
  /** The language of a text, for the `lang` attribute. */
  tongue: (text: Session['title']) => string | undefined;
  room: (session: Session) => Room | undefined;
  track: (session: Session) => Track | undefined;
  people: (ids: readonly string[]) => Speaker[];
  /** What there is to read and watch. */
  materials: (session: Session) => readonly Material[];
  /** As readers of this language write it, with the organisation. */
  named: (people: readonly Speaker[]) => string;
  /** `11:20–11:40` on the reader's clock. */
  here: (session: Session) => string;
  /** The same on the event's clock, with its city, where that differs. */
  there: (session: Session) => string | null;
  /** The session's own page; null for what has none, as a break. */
  page: (session: Session) => string | null;
}

export function useRowTexts(agenda: Agenda): RowTexts {
  const { event, roles } = useEvent();
  const { language, timeZone } = useReader();
  const { slug, timeZone: eventZone } = event;
  const languages = event.languages.join(' ');
  const say = useLocalised(event.languages[0]);
  const moderates = roles.some((role) => role === 'owner' || role === 'organiser' || role === 'moderator');
  return useMemo(() => {
    const byId = <T extends { id: string }>(list: readonly T[]) => new Map(list.map((one) => [one.id, one]));
    const [rooms, tracks, speakers] = [byId(agenda.rooms), byId(agenda.tracks), byId(agenda.speakers)];
    const materials = new Map<string, Material[]>();
    for (const one of agenda.materials)
      materials.set(one.session, [...(materials.get(one.session) ?? []), one]);
    const times = ({ startsAt, endsAt }: Session, zone: string): string =>
      `${formatTime(startsAt, zone)}–${formatTime(endsAt, zone)}`;
    const city = zoneCity(eventZone, language);
    return {
      event: { slug, timeZone: eventZone, languages: event.languages },
      ...{ moderates, say },
      tongue: (text) => languageOf(text, language, event.languages[0]),
      room: ({ room }) => (room === null ? undefined : rooms.get(room)),
      track: ({ track }) => (track === null ? undefined : tracks.get(track)),
      people: (ids) => ids.flatMap((id) => speakers.get(id) ?? []),
      materials: ({ id }) => materials.get(id) ?? [],
      named: (people) =>
        people
          .map(({ name, names, organisation }) =>
            [names?.[language] ?? name, organisation].filter(Boolean).join(', '),
          )
          .join(' · '),
      here: (session) => times(session, timeZone),
      there: (session) => {
        if (sameWallTime(session.startsAt, timeZone, eventZone)) return null;
        const told = `${times(session, eventZone)} ${city}`;
        // The heading names the reader's day, which need not be the event's.
        const sameDay = dayKey(session.startsAt, timeZone) === dayKey(session.startsAt, eventZone);
        return sameDay ? told : `${formatDay(session.startsAt, { language, timeZone: eventZone })}, ${told}`;
      },
      page: (session) =>
        session.kind === 'break' ||
        session.kind === 'private-blocker' ||
        !hasPage('/e/:event/sessions/:session')
          ? null
          : `/e/${slug}/sessions/${session.slug}`,
    };
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- the event is a new object at every asking, its languages are the same
  }, [agenda, slug, eventZone, languages, say, moderates, language, timeZone]);
}
