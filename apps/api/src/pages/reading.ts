import type { Agenda, Event, Language, LocalisedText } from '@foyer/contracts';
import { i18nFor, languageOf, localised, wallTime } from '@foyer/locales';
import { markup, type Html } from './html.js';

type Translate = (key: string, values?: Record<string, unknown>) => string;

/** One event for one reader who has no scripts: its words, in their language and the event's zone. */
export interface Reading {
  /** Where Foyer is for everybody, without a slash at the end. */
  base: string;
  event: Event;
  agenda: Agenda;
  language: Language;
  t: Translate;
  say: (text: LocalisedText) => string;
  /** The same as an element that names its language where it is not the page's. */
  tell: (text: LocalisedText) => Html;
}

const translations = new Map<Language, Promise<Translate>>();

/** The texts of a language by `namespace:key`, loaded once. */
export function textsOf(language: Language): Promise<Translate> {
  let found = translations.get(language);
  if (!found) {
    found = i18nFor(language).then((i18n) => {
      const t: (key: string, values: Record<string, unknown>) => string = i18n.t.bind(i18n);
      return (key, values = {}) => t(key, values);
    });
    translations.set(language, found);
  }
  return found;
}

export async function readingOf(
  base: string,
  event: Event,
  agenda: Agenda,
  language: Language,
): Promise<Reading> {
  const fallback = event.languages[0];
  const say = (text: LocalisedText): string => localised(text, language, fallback);
  return {
    ...{ base, event, agenda, language, say, t: await textsOf(language) },
    tell: (text) => {
      const own = languageOf(text, language, fallback);
      return own && own !== language ? markup`<span lang="${own}">${say(text)}</span>` : markup`${say(text)}`;
    },
  };
}

/** The page's address, in a language where one is given. */
export function eventUrl(
  { base, event }: Pick<Reading, 'base' | 'event'>,
  language?: Language,
  path: '' | '/summary' = '',
): string {
  return `${base}/e/${event.slug}${path}${language ? `?lang=${language}` : ''}`;
}

/** `2026-12-14T13:00:00+04:00` */
export function withOffset(instant: string, timeZone: string): string {
  const { year, month, day, hour, minute } = wallTime(instant, timeZone);
  const shown = Date.UTC(year, month - 1, day, hour, minute);
  const offset = Math.round((shown - Math.floor(Date.parse(instant) / 60_000) * 60_000) / 60_000);
  const two = (value: number): string => String(value).padStart(2, '0');
  const size = Math.abs(offset);
  const sign = offset < 0 ? '-' : '+';
  return `${new Date(shown).toISOString().slice(0, 19)}${sign}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}

/** The people whom the shown sessions name, in the agenda's order: nobody is announced before a session is. */
export function peopleOnStage(agenda: Agenda): Agenda['speakers'] {
  const named = new Set(agenda.sessions.flatMap(({ speakers, moderators }) => [...speakers, ...moderators]));
  return agenda.speakers.filter(({ id }) => named.has(id));
}

/** Somebody's name as readers of a language write it. */
export function nameIn(
  { name, names }: Pick<Agenda['speakers'][number], 'name' | 'names'>,
  language: Language,
): string {
  return names?.[language] ?? name;
}
