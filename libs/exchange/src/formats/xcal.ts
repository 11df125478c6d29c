import { UnreadableFile } from '../notice.js';
import type { AgendaTable, ReadContext, WriteContext } from './agenda-table.js';
import { calendarTable } from './calendar.read.js';
import { calendarOf } from './calendar.write.js';
import { child, childrenOf, element, parseXml, writeXml, type XmlElement, type XmlNode } from './xml.js';

/**
 * xCal (RFC 6321) says in XML what jCal (RFC 7265) says in JSON, element by element, and jCal is what ical.js holds:
 * so both directions only change the clothes.
 */
const namespace = 'urn:ietf:params:xml:ns:icalendar-2.0';

export function writeXcal(table: AgendaTable, context: WriteContext): string {
  const jcal: unknown = calendarOf(table, context).toJSON();
  return writeXml(element('icalendar', { xmlns: namespace }, [toElement(jcal)]));
}

type JsonList = readonly unknown[];
const isList = (value: unknown): value is JsonList => Array.isArray(value);
const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function toElement(component: unknown): XmlNode {
  if (!isList(component) || !isList(component[1]) || !isList(component[2]))
    throw new Error('not a component');
  return element(String(component[0]), {}, [
    element('properties', {}, component[1].map(toProperty)),
    component[2].length ? element('components', {}, component[2].map(toElement)) : null,
  ]);
}

function toProperty(property: unknown): XmlNode {
  if (!isList(property)) throw new Error('not a property');
  const [name, parameters, type, ...values] = property;
  const given = isRecord(parameters) ? Object.entries(parameters) : [];
  return element(String(name), {}, [
    given.length
      ? element(
          'parameters',
          {},
          given.map(([key, value]) => element(key, {}, [element('text', {}, String(value))])),
        )
      : null,
    ...values.map((value) => element(String(type), {}, String(value))),
  ]);
}

/** Reads xCal, and the older form without `properties` that pentabarf and its heirs write. @throws UnreadableFile */
export function readXcal(text: string, context: ReadContext): AgendaTable {
  const root = parseXml(text);
  const calendar = root.name === 'vcalendar' ? root : child(root, 'vcalendar');
  if (!calendar || !/^i?vcalendar$|^icalendar$/i.test(root.name)) throw new UnreadableFile('not_a_calendar');
  const jcal =
    child(calendar, 'properties') || child(calendar, 'components')
      ? fromElement(calendar)
      : fromOld(calendar);
  return calendarTable(jcal, context);
}

const valueTypes = new Set([
  ...['text', 'date-time', 'date', 'time', 'uri', 'integer', 'float', 'boolean', 'duration', 'cal-address'],
  ...['period', 'utc-offset', 'binary', 'unknown', 'recur'],
]);

function fromElement(component: XmlElement): unknown {
  const properties = child(component, 'properties')?.children ?? [];
  const components = child(component, 'components')?.children ?? [];
  return [
    component.name.toLowerCase(),
    properties.flatMap((property) => fromProperty(property)),
    components.map(fromElement),
  ];
}

function fromProperty(property: XmlElement): unknown[] {
  const parameters = Object.fromEntries(
    (child(property, 'parameters')?.children ?? []).map((one) => [
      one.name,
      one.children[0]?.text ?? one.text,
    ]),
  );
  const values = property.children.filter(({ name }) => valueTypes.has(name));
  const type = values[0]?.name;
  if (type === undefined) return [];
  // A rule is only told of, not followed; ical.js wants its parts apart.
  if (type === 'recur') return [[property.name, {}, 'recur', { freq: 'DAILY' }]];
  const same = values.filter(({ name }) => name === type);
  return [[property.name.toLowerCase(), parameters, type, ...same.map(({ text: words }) => words)]];
}

/** `<vevent><dtstart>20141227T110000</dtstart><duration>00:30</duration><summary>…`. */
function fromOld(calendar: XmlElement): unknown {
  const textProperty = (name: string, words: string): unknown[] => [name, {}, 'text', words];
  const events = childrenOf(calendar, 'vevent').map((event) => [
    'vevent',
    event.children.flatMap(({ name, text: words, attributes }) => {
      const key = name.toLowerCase();
      const value = words.trim();
      if (key === 'dtstart' || key === 'dtend') {
        const time = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)(Z?)$/.exec(value);
        if (!time) return [];
        const [, year, month, day, hour, minute, second, utc] = time;
        const tzid = attributes['tzid'] ?? attributes['TZID'];
        return [
          [
            key,
            tzid ? { tzid } : {},
            'date-time',
            `${year}-${month}-${day}T${hour}:${minute}:${second}${utc}`,
          ],
        ];
      }
      if (key === 'duration') {
        const time = /^(?:(\d+):)?(\d+)(?::(\d+))?$/.exec(value);
        const iso = /^P[\dTWDHMS]+$/.test(value)
          ? value
          : time
            ? `PT${Number(time[1] ?? 0)}H${Number(time[2])}M`
            : '';
        return iso ? [[key, {}, 'duration', iso]] : [];
      }
      if (key === 'attendee') return [[key, { cn: value }, 'cal-address', 'invalid:nomail']];
      if (key === 'category' || key === 'categories') return [textProperty('categories', value)];
      if (['uid', 'summary', 'description', 'location', 'status'].includes(key))
        return [textProperty(key, value)];
      return [];
    }),
    [],
  ]);
  const zone = child(calendar, 'x-wr-timezone')?.text.trim();
  const name = child(calendar, 'x-wr-calname')?.text.trim();
  return [
    'vcalendar',
    [
      ...(zone ? [textProperty('x-wr-timezone', zone)] : []),
      ...(name ? [textProperty('x-wr-calname', name)] : []),
    ],
    events,
  ];
}
