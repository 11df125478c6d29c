import type { MeetingTime, SlotRefusal } from '@foyer/contracts';
import { formatTimes } from '@foyer/locales';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { useLocalised, useReader } from '../ui/use-reader.js';

export const isFree = (time: MeetingTime): boolean => time.refusals.length === 0;

/** What a whole block is not for: said once, not on each of its times. */
export const ofBlock = (time: MeetingTime): SlotRefusal | undefined =>
  time.refusals.find(({ code }) => code === 'category' || code === 'computed');

/** The free times nearest to one, in order of time. */
export function nearestTo(times: readonly MeetingTime[], wished: MeetingTime, most = 3): MeetingTime[] {
  const at = Date.parse(wished.startsAt);
  const away = (time: MeetingTime): number => Math.abs(Date.parse(time.startsAt) - at);
  return times
    .filter(isFree)
    .toSorted((one, other) => away(one) - away(other))
    .slice(0, most)
    .toSorted((one, other) => Date.parse(one.startsAt) - Date.parse(other.startsAt));
}

/** Why people cannot meet at a time, in a sentence and in a few words. */
export function useRefusalWords(): {
  sentence: (refusal: SlotRefusal) => string;
  short: (refusal: SlotRefusal) => string;
  categories: (keys: readonly string[]) => string;
} {
  const { t } = useTranslation('meetingTimes');
  const { event } = useEvent();
  const reader = useReader();
  const say = useLocalised(event.languages[0]);
  const categories = (keys: readonly string[]): string =>
    keys
      .map((key) => {
        const known = event.categories.find((category) => category.key === key);
        return known ? say(known.label) : key;
      })
      .join(', ');
  return {
    categories,
    sentence: (refusal) => {
      switch (refusal.code) {
        case 'me_busy': {
          const { kind, startsAt, endsAt, name, title } = refusal.standing;
          const when = formatTimes(startsAt, endsAt, reader);
          return t(`why.${kind}`, { when, name: name ?? '', title: title ? say(title) : '' });
        }
        case 'other_busy':
          return t('why.other', { name: refusal.name });
        case 'tables':
          return t('why.tables', { count: refusal.tables });
        case 'category':
          return t('why.category', { categories: categories(refusal.categories) });
        default:
          return t(`why.${refusal.code}`);
      }
    },
    short: (refusal) => {
      switch (refusal.code) {
        case 'me_busy':
          return t(`why.short.${refusal.standing.kind}`, { name: refusal.standing.name ?? '' });
        case 'other_busy':
          return t('why.short.other', { name: refusal.name });
        case 'tables':
          return t('why.short.tables');
        case 'category':
          return t('why.category', { categories: categories(refusal.categories) });
        default:
          return t(`why.${refusal.code}`);
      }
    },
  };
}
