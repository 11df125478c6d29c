import type { Language, LocalisedText } from '@foyer/contracts';
import { formatDayTime, formatRange, i18nFor, localised, sameWallTime, zoneCity } from '@foyer/locales';

/** Values of a text's placeholders. */
type Values = Record<string, string | number>;

/** Somebody who reads a mail: their words, their clock. */
export interface Reader {
  language: Language;
  /** IANA. */
  timeZone: string;
  /** A text of the `mail` namespace. */
  say: (key: string, values?: Values) => string;
  /** Words that somebody wrote in some of the languages. */
  own: (text: LocalisedText) => string;
  /** `Mon 14 Dec, 11:20` by the reader's clock. */
  at: (instant: string) => string;
  /** From when to when by the reader's clock, and by the event's where that differs. */
  times: (startsAt: string, endsAt: string, eventZone: string) => string[];
}

type Translate = (key: string, values?: Values) => string;
const loaded = new Map<Language, Promise<Translate>>();

/**
 * The reader of a mail.
 * @param fallback the event's first language, for what nobody wrote in the reader's
 */
export async function readerOf(language: Language, timeZone: string, fallback?: Language): Promise<Reader> {
  let words = loaded.get(language);
  if (!words) loaded.set(language, (words = loadWords(language)));
  const say = await words;
  return {
    language,
    timeZone,
    say: (key, values) => say(`mail:${key}`, values),
    own: (text) => localised(text, language, fallback),
    at: (instant) => formatDayTime(instant, { language, timeZone }),
    times: (startsAt, endsAt, eventZone) => {
      const line = (zone: string, whose: 'yours' | 'event') =>
        `${formatRange(startsAt, endsAt, { language, timeZone: zone }, true)}, ${say(`common:time.${whose}`, { city: zoneCity(zone, language) })}`;
      const same = sameWallTime(startsAt, timeZone, eventZone) && sameWallTime(endsAt, timeZone, eventZone);
      return same ? [line(timeZone, 'yours')] : [line(timeZone, 'yours'), line(eventZone, 'event')];
    },
  };
}

async function loadWords(language: Language): Promise<Translate> {
  const i18n = await i18nFor(language);
  return (key, values = {}) => {
    // A key's name in somebody's mail is worse than no mail; the specs render every text in every language.
    if (!i18n.exists(key, values)) throw new Error(`no text ${key} in ${language}`);
    return i18n.t(key, values);
  };
}
