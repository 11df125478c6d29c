export { i18nFor, i18nSettings, languageNames, loadTexts } from './texts.js';
export type { Namespace, Texts } from './texts.js';
export { capitalised, languageOf, localised } from './localised.js';
export {
  dayKey,
  formatDay,
  formatDayTime,
  formatDays,
  formatDuration,
  formatRange,
  formatRelative,
  formatTime,
  formatTimes,
  instantOf,
  sameWallTime,
  toMilliseconds,
  wallTime,
} from './dates.js';
export type { InstantLike, Reader, WallTime } from './dates.js';
export { zoneCity, zoneOfToday } from './zones.js';
export { loadCountries } from './countries.js';
export type { CountryNames } from './countries.js';
