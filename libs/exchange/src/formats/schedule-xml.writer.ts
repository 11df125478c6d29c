import { pick, type AgendaTable, type WriteContext } from './agenda-table.js';
import { acronymOf } from './schedule.table.js';
import { isReference, scheduleDays, webAddress, type WrittenEvent } from './schedule.write.js';
import { toDay } from './times.js';
import { element, writeXml, type XmlNode } from './xml.js';

/** `schedule.xml` as frab and pretalx write it, valid by its published schema (c3voc.de/schedule/schema.xsd). */
export function writeScheduleXml(table: AgendaTable, context: WriteContext): string {
  const days = scheduleDays(table, context);
  const { timeZone, publicUrl, slug } = context;
  const page = `${publicUrl}/e/${slug}`;
  return writeXml(
    element('schedule', {}, [
      element('generator', { name: 'foyer', system: publicUrl }),
      element('url', {}, `${publicUrl}/api/events/${slug}/schedule.xml`),
      element('version', {}, context.version),
      element('conference', {}, [
        element('acronym', {}, acronymOf(slug)),
        element('title', {}, pick(table.title, context.language)),
        element('start', {}, toDay(context.startsAt, timeZone)),
        element('end', {}, toDay(context.endsAt, timeZone)),
        element('days', {}, String(days.length)),
        element('timeslot_duration', {}, '00:05'),
        element('url', {}, page),
        element('time_zone_name', {}, timeZone),
        ...table.tracks.map(({ label, colour }) => element('track', { name: label, color: colour }, label)),
      ]),
      ...days.map((day) =>
        element(
          'day',
          { index: day.index, date: day.date, start: day.start, end: day.end },
          day.rooms.map(([room, events]) => element('room', { name: room }, events.map(writeEvent))),
        ),
      ),
    ]),
  );
}

function writeEvent(event: WrittenEvent): XmlNode {
  const { extra } = event;
  const address = (name: string, url: string | undefined): XmlNode | null => {
    const safe = webAddress(url);
    return safe === undefined ? null : element(name, {}, safe);
  };
  const references = (name: string, items: typeof extra.links): XmlNode[] =>
    (items ?? []).flatMap(({ url, title, type }) =>
      isReference(url) ? element(name, { href: url, type }, title) : [],
    );
  return element('event', { guid: event.guid, id: event.id, code: event.code ?? undefined }, [
    element('date', {}, event.date),
    element('start', {}, event.start),
    element('duration', {}, event.duration),
    element('room', {}, event.room),
    element('slug', {}, event.slug),
    element('url', {}, event.url),
    element('recording', {}, [
      element('license', {}, extra.license ?? ''),
      element('optout', {}, String(extra.doNotRecord ?? false)),
    ]),
    element('title', {}, event.title),
    element('subtitle', {}, event.subtitle),
    element('track', {}, event.track),
    element('type', {}, event.type),
    element('language', {}, event.language),
    element('abstract', {}, event.abstract),
    element('description', {}, event.description),
    address('logo', extra.logo),
    element(
      'persons',
      {},
      event.persons.map(({ id, guid, name }) => element('person', { id, guid }, name)),
    ),
    element('links', {}, references('link', extra.links)),
    element('attachments', {}, references('attachment', extra.attachments)),
    address('feedback_url', extra.feedbackUrl),
    address('origin_url', extra.originUrl),
  ]);
}
