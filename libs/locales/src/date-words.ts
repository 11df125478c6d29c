import type { Language } from '@foyer/contracts';

/**
 * How a language writes dates. In patterns: `{w}` short and `{W}` long weekday, `{d}` day, `{e}` last day of a
 * span, `{m}` short and `{M}` long month, `{y}` year. Browsers lack or spoil some of these (Georgian and
 * Azerbaijani in Chromium), so they stand here and not in `Intl`.
 */
export interface DateWords {
  /** Monday first. */
  weekdays: string;
  weekdaysShort: string;
  /** In the form that follows a day's number. */
  months: string;
  monthsShort: string;
  short: string;
  shortYear: string;
  full: string;
  date: string;
  monthSpan: string;
  /** Start and end of a span within one year. */
  yearSpan: readonly [start: string, end: string];
  /** `{n}` is a number. */
  minutes: string;
  hours: string;
  inMinutes: string;
  inHours: string;
  minutesAgo: string;
  hoursAgo: string;
  now: string;
}

export const dateWords: Record<Language, DateWords> = {
  en: {
    weekdays: 'Monday Tuesday Wednesday Thursday Friday Saturday Sunday',
    weekdaysShort: 'Mon Tue Wed Thu Fri Sat Sun',
    months: 'January February March April May June July August September October November December',
    monthsShort: 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec',
    short: '{w} {d} {m}',
    shortYear: '{w} {d} {m} {y}',
    full: '{W} {d} {M} {y}',
    date: '{d} {M} {y}',
    monthSpan: '{d}–{e} {M} {y}',
    yearSpan: ['{d} {M}', '{d} {M} {y}'],
    minutes: '{n} min',
    hours: '{n} h',
    inMinutes: 'in {n} min',
    inHours: 'in {n} h',
    minutesAgo: '{n} min ago',
    hoursAgo: '{n} h ago',
    now: 'now',
  },
  az: {
    weekdays: 'bazar_ertəsi çərşənbə_axşamı çərşənbə cümə_axşamı cümə şənbə bazar',
    weekdaysShort: 'B.e. Ç.a. Ç. C.a. C. Ş. B.',
    months: 'yanvar fevral mart aprel may iyun iyul avqust sentyabr oktyabr noyabr dekabr',
    monthsShort: 'yan fev mar apr may iyn iyl avq sen okt noy dek',
    short: '{d} {m}, {w}',
    shortYear: '{d} {m} {y}, {w}',
    full: '{d} {M} {y}, {W}',
    date: '{d} {M} {y}',
    monthSpan: '{d}–{e} {M} {y}',
    yearSpan: ['{d} {M}', '{d} {M} {y}'],
    minutes: '{n} dəq',
    hours: '{n} saat',
    inMinutes: '{n} dəqiqə sonra',
    inHours: '{n} saat sonra',
    minutesAgo: '{n} dəqiqə əvvəl',
    hoursAgo: '{n} saat əvvəl',
    now: 'indi',
  },
  ka: {
    weekdays: 'ორშაბათი სამშაბათი ოთხშაბათი ხუთშაბათი პარასკევი შაბათი კვირა',
    weekdaysShort: 'ორშ სამ ოთხ ხუთ პარ შაბ კვი',
    months:
      'იანვარი თებერვალი მარტი აპრილი მაისი ივნისი ივლისი აგვისტო სექტემბერი ოქტომბერი ნოემბერი დეკემბერი',
    monthsShort: 'იან თებ მარ აპრ მაი ივნ ივლ აგვ სექ ოქტ ნოე დეკ',
    short: '{w}, {d} {m}',
    shortYear: '{w}, {d} {m}, {y}',
    full: '{W}, {d} {M}, {y}',
    date: '{d} {M}, {y}',
    monthSpan: '{d}–{e} {M}, {y}',
    yearSpan: ['{d} {M}', '{d} {M}, {y}'],
    minutes: '{n} წთ',
    hours: '{n} სთ',
    inMinutes: '{n} წუთში',
    inHours: '{n} საათში',
    minutesAgo: '{n} წუთის წინ',
    hoursAgo: '{n} საათის წინ',
    now: 'ახლა',
  },
  uk: {
    weekdays: 'понеділок вівторок середа четвер пʼятниця субота неділя',
    weekdaysShort: 'пн вт ср чт пт сб нд',
    months: 'січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня',
    monthsShort: 'січ. лют. бер. квіт. трав. черв. лип. серп. вер. жовт. лист. груд.',
    short: '{w}, {d} {m}',
    shortYear: '{w}, {d} {m} {y}',
    full: '{W}, {d} {M} {y} р.',
    date: '{d} {M} {y} р.',
    monthSpan: '{d}–{e} {M} {y} р.',
    yearSpan: ['{d} {M}', '{d} {M} {y} р.'],
    minutes: '{n} хв',
    hours: '{n} год',
    inMinutes: 'через {n} хв',
    inHours: 'через {n} год',
    minutesAgo: '{n} хв тому',
    hoursAgo: '{n} год тому',
    now: 'зараз',
  },
  lt: {
    weekdays: 'pirmadienis antradienis trečiadienis ketvirtadienis penktadienis šeštadienis sekmadienis',
    weekdaysShort: 'pr an tr kt pn št sk',
    months:
      'sausio vasario kovo balandžio gegužės birželio liepos rugpjūčio rugsėjo spalio lapkričio gruodžio',
    monthsShort: 'saus. vas. kov. bal. geg. birž. liep. rugp. rugs. spal. lapkr. gruod.',
    short: '{w}, {m} {d} d.',
    shortYear: '{w}, {y} m. {m} {d} d.',
    full: '{y} m. {M} {d} d., {W}',
    date: '{y} m. {M} {d} d.',
    monthSpan: '{y} m. {M} {d}–{e} d.',
    yearSpan: ['{y} m. {M} {d} d.', '{M} {d} d.'],
    minutes: '{n} min.',
    hours: '{n} val.',
    inMinutes: 'po {n} min.',
    inHours: 'po {n} val.',
    minutesAgo: 'prieš {n} min.',
    hoursAgo: 'prieš {n} val.',
    now: 'dabar',
  },
  ro: {
    weekdays: 'luni marți miercuri joi vineri sâmbătă duminică',
    weekdaysShort: 'lun. mar. mie. joi vin. sâm. dum.',
    months:
      'ianuarie februarie martie aprilie mai iunie iulie august septembrie octombrie noiembrie decembrie',
    monthsShort: 'ian. feb. mar. apr. mai iun. iul. aug. sept. oct. nov. dec.',
    short: '{w}, {d} {m}',
    shortYear: '{w}, {d} {m} {y}',
    full: '{W}, {d} {M} {y}',
    date: '{d} {M} {y}',
    monthSpan: '{d}–{e} {M} {y}',
    yearSpan: ['{d} {M}', '{d} {M} {y}'],
    minutes: '{n} min',
    hours: '{n} h',
    inMinutes: 'peste {n} min',
    inHours: 'peste {n} h',
    minutesAgo: 'acum {n} min',
    hoursAgo: 'acum {n} h',
    now: 'acum',
  },
};
