import { headerText } from '@foyer/platform';
import ICAL from 'ical.js';

// 75 octets is the limit (RFC 5545, 3.1); ical.js at 75 writes 76.
ICAL.foldLength = 74;

/** A time in the zone's own clock; in UTC where there is no zone. */
export function addTime(
  event: ICAL.Component,
  name: 'dtstart' | 'dtend',
  at: Date,
  zone: ICAL.Timezone | null,
): void {
  const utc = ICAL.Time.fromJSDate(at, true);
  if (!zone) {
    event.addPropertyWithValue(name, utc);
    return;
  }
  const property = event.addPropertyWithValue(name, utc.convertToZone(zone));
  property.setParameter('tzid', zone.tzid);
}

/** Several lines of text: line feeds stay (they are escaped), other control characters go. */
export function linesOfText(text: string): string {
  return text
    .split(/\r\n|[\r\n\u2028\u2029]/)
    .map(headerText)
    .join('\n');
}
