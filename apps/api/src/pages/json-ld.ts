import { filePath, type Belonging, type EventPartner, type Session } from '@foyer/contracts';
import { eventUrl, nameIn, peopleOnStage, withOffset, type Reading } from './reading.js';

/** Search engines look at no more, and pages stay small. */
const maxSubEvents = 50;
const maxPerformers = 50;

/** The event in the words of schema.org, for search engines and calendars. */
export function eventJsonLd(reading: Reading): unknown {
  const { event, agenda, language, say } = reading;
  const url = eventUrl(reading, language);
  const organisers = event.partners.filter(({ tier }) => tier === 'host' || tier === 'organiser');
  const sponsors = event.partners.filter(({ tier }) => tier === 'sponsor');
  const speakers = peopleOnStage(agenda).slice(0, maxPerformers);
  const above = [event.series, event.programme].filter((one) => one !== null);
  const onSite = event.venue !== null || agenda.rooms.some(({ kind }) => kind === 'on-site');
  const online = { '@type': 'VirtualLocation', url };
  const venue = event.venue && { '@type': 'Place', name: say(event.venue), address: say(event.venue) };
  return {
    '@context': 'https://schema.org',
    '@type': 'Event',
    '@id': eventUrl(reading),
    name: say(event.title),
    description: say(event.purpose),
    url,
    image: [`${reading.base}/e/${event.slug}/share.png?lang=${language}`],
    inLanguage: event.languages,
    startDate: withOffset(event.startsAt, event.timeZone),
    endDate: withOffset(event.endsAt, event.timeZone),
    eventStatus: 'https://schema.org/EventScheduled',
    eventAttendanceMode: `https://schema.org/${onSite ? 'Mixed' : 'Online'}EventAttendanceMode`,
    location: venue ? [online, venue] : online,
    isAccessibleForFree: true,
    offers: {
      '@type': 'Offer',
      ...{ price: 0, priceCurrency: 'EUR', url: `${reading.base}/e/${event.slug}/register` },
      availability: 'https://schema.org/InStock',
    },
    ...some('organizer', organisers.map(organisationOf(reading))),
    ...some('sponsor', sponsors.map(organisationOf(reading))),
    ...some(
      'performer',
      speakers.map(({ jobTitle, organisation, photo, ...one }) => ({
        ...{ '@type': 'Person', name: nameIn(one, language) },
        ...(photo ? { image: `${reading.base}${filePath(photo)}` } : {}),
        ...(jobTitle ? { jobTitle: say(jobTitle) } : {}),
        ...(organisation ? { affiliation: { '@type': 'Organization', name: organisation } } : {}),
      })),
    ),
    ...some('superEvent', above.map(seriesOf(reading))),
    ...some('subEvent', agenda.sessions.filter(isContent).slice(0, maxSubEvents).map(partOf(reading))),
  };
}

const isContent = ({ kind }: Session): boolean => kind !== 'break' && kind !== 'private-blocker';

const partOf =
  ({ base, event, say }: Reading) =>
  (session: Session) => ({
    '@type': 'Event',
    name: say(session.title),
    ...(session.abstract ? { description: say(session.abstract) } : {}),
    url: `${base}/e/${event.slug}/sessions/${session.slug}`,
    inLanguage: session.language,
    startDate: withOffset(session.startsAt, event.timeZone),
    endDate: withOffset(session.endsAt, event.timeZone),
    eventStatus: 'https://schema.org/EventScheduled',
    eventAttendanceMode: 'https://schema.org/OnlineEventAttendanceMode',
    location: { '@type': 'VirtualLocation', url: `${base}/e/${event.slug}/sessions/${session.slug}` },
  });

const organisationOf =
  ({ say }: Reading) =>
  ({ name, link }: EventPartner) => ({
    ...{ '@type': 'Organization', name: say(name) },
    ...(link ? { url: link } : {}),
  });

const seriesOf =
  ({ say }: Reading) =>
  ({ name, link }: Belonging) => ({
    ...{ '@type': 'EventSeries', name: say(name) },
    ...(link ? { url: link } : {}),
  });

const some = (key: string, list: readonly object[]): Record<string, unknown> =>
  list.length ? { [key]: list } : {};
