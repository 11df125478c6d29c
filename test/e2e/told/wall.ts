import type { Times } from './facts.js';

const formats = new Map<string, Intl.DateTimeFormat>();

/** What a clock on a wall in that zone shows: the day of the month, and the time as `09:05`. */
export function onTheWall(instant: string, timeZone: string): { day: string; time: string } {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-GB', {
      ...({ timeZone, hourCycle: 'h23', day: 'numeric', hour: '2-digit', minute: '2-digit' } as const),
    });
    formats.set(timeZone, format);
  }
  const parts = Object.fromEntries(
    format.formatToParts(Date.parse(instant)).map(({ type, value }) => [type, value]),
  );
  return { day: parts.day ?? '', time: `${parts.hour}:${parts.minute}` };
}

/** `14 09:15–09:50`, within one day. */
export function shownAs({ startsAt, endsAt }: Times, timeZone: string): string {
  const from = onTheWall(startsAt, timeZone);
  return `${from.day} ${from.time}–${onTheWall(endsAt, timeZone).time}`;
}

/** The times that a letter shows, as `shownAs` puts them: of each line the range in it and the day before that. */
export function rangesIn(text: string): Set<string> {
  const found = new Set<string>();
  for (const line of text.split('\n')) {
    const range = /^(.*?)(\d\d:\d\d)–(\d\d:\d\d)/.exec(line);
    if (!range) continue;
    const day = (range[1] ?? '').match(/\d+/g)?.find((number) => number.length <= 2);
    found.add(`${day ?? '?'} ${range[2]}–${range[3]}`);
  }
  return found;
}
