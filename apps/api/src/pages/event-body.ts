import {
  accentOf,
  filePath,
  partnerTiers,
  type Belonging,
  type Session,
  type Speaker,
} from '@foyer/contracts';
import { capitalised, dayKey, formatDay, formatTimes, languageNames, zoneCity } from '@foyer/locales';
import { whenLine } from './event-head.js';
import { markup, webLink, type Html } from './html.js';
import { nameIn, peopleOnStage, withOffset, type Reading } from './reading.js';

/** The event as a page to read: all that matters, in plain elements. The app replaces it once it runs. */
export function eventBody(reading: Reading): Html {
  const { event, t, tell } = reading;
  const accent = event.colour ? accentOf(event.colour) : null;
  const style = accent && `--plain-light:${accent.onLight.colour};--plain-dark:${accent.onDark.colour}`;
  return markup`<div class="plain-page"${style ? markup` style="${style}"` : ''}>
    <header class="plain-top"><a href="/">Foyer</a>${languageLinks(reading)}</header>
    <main>
      ${event.logo && markup`<img class="plain-logo" src="${filePath(event.logo)}" alt="" />`}
      ${belongs(reading)}
      <h1>${tell(event.title)}</h1>
      <p class="plain-when"><time datetime="${withOffset(event.startsAt, event.timeZone)}">${whenLine(reading)}</time></p>
      ${event.venue && markup`<p>${t('page:venue')}: ${tell(event.venue)}</p>`}
      <p class="plain-purpose">${tell(event.purpose)}</p>
      <p class="plain-actions">
        <a class="plain-button" href="/e/${event.slug}/register">${t('event:register')}</a>
        <a href="/e/${event.slug}/event.ics">${t('page:toCalendar')}</a>
      </p>
      ${programme(reading)} ${speakers(reading)} ${partners(reading)} ${outcomes(reading)} ${contact(reading)}
    </main>
  </div>`;
}

function languageLinks({ event, language, t }: Reading): Html | null {
  if (event.languages.length < 2) return null;
  return markup`<nav aria-label="${t('common:language')}">
    ${event.languages.map(
      (one) =>
        markup`<a href="/e/${event.slug}?lang=${one}" lang="${one}" hreflang="${one}"${
          one === language ? markup` aria-current="true"` : ''
        }>${languageNames[one]}</a> `,
    )}
  </nav>`;
}

function belongs({ event, t, tell }: Reading): Html | null {
  const named = (one: Belonging): Html => {
    const link = webLink(one.link);
    return link ? markup`<a href="${link}" rel="noopener">${tell(one.name)}</a>` : tell(one.name);
  };
  const parts = [
    event.series && markup`${t('page:series')}: ${named(event.series)}`,
    event.programme && markup`${t('page:programme')}: ${named(event.programme)}`,
  ].filter((part) => part !== null);
  if (parts.length === 0) return null;
  return markup`<p class="plain-belongs">${parts.map((part, index) => markup`${index > 0 ? ' · ' : ''}${part}`)}</p>`;
}

function programme(reading: Reading): Html {
  const { event, agenda, language, t } = reading;
  const days = byDay(agenda.sessions, event.timeZone);
  const clock = { language, timeZone: event.timeZone };
  return markup`<section aria-labelledby="plain-programme">
    <h2 id="plain-programme">${t('event:agenda.title')}</h2>
    ${
      agenda.sessions.length === 0
        ? markup`<p>${t('event:agenda.emptyTitle')}</p>`
        : markup`<p class="plain-soft">${t('page:zone', { city: zoneCity(event.timeZone, language) })}</p>`
    }
    ${[...days.values()].map(
      (sessions) => markup`<h3>
          ${capitalised(formatDay(sessions[0]?.startsAt ?? event.startsAt, clock, 'full'), language)}
        </h3>
        <ol class="plain-list plain-agenda">
          ${sessions.map((session) => row(reading, session))}
        </ol>`,
    )}
  </section>`;
}

function byDay(sessions: readonly Session[], timeZone: string): Map<string, Session[]> {
  const days = new Map<string, Session[]>();
  for (const session of sessions) {
    const key = dayKey(session.startsAt, timeZone);
    const day = days.get(key);
    if (day) day.push(session);
    else days.set(key, [session]);
  }
  return days;
}

function row({ event, agenda, language, t, tell }: Reading, session: Session): Html {
  const room = agenda.rooms.find(({ id }) => id === session.room);
  const track = agenda.tracks.find(({ id }) => id === session.track);
  const byId = (id: string): Speaker[] => agenda.speakers.filter((speaker) => speaker.id === id);
  const people = session.speakers.flatMap(byId);
  const moderators = session.moderators.filter((id) => !session.speakers.includes(id)).flatMap(byId);
  const nameOf = ({ organisation, ...one }: Speaker): string =>
    [nameIn(one, language), organisation].filter(Boolean).join(', ');
  const clock = { language, timeZone: event.timeZone };
  const more = [
    markup`${t(`event:kind.${session.kind}`)}`,
    ...(room ? [tell(room.name)] : []),
    ...(track ? [tell(track.name)] : []),
    ...(event.languages.length > 1 ? [markup`${languageNames[session.language]}`] : []),
  ];
  return markup`<li>
    <time datetime="${withOffset(session.startsAt, event.timeZone)}">${formatTimes(session.startsAt, session.endsAt, clock)}</time>
    <div>
      <h4>${tell(session.title)}</h4>
      ${people.length > 0 && markup`<p>${people.map(nameOf).join(' · ')}</p>`}
      ${moderators.length > 0 && markup`<p>${t('page:moderatedBy', { names: moderators.map(nameOf).join(' · ') })}</p>`}
      <p class="plain-soft">${more.map((part, index) => markup`${index > 0 ? ' · ' : ''}${part}`)}</p>
      ${session.abstract && markup`<p>${tell(session.abstract)}</p>`}
    </div>
  </li>`;
}

function speakers({ agenda, language, t, tell }: Reading): Html | null {
  const people = peopleOnStage(agenda);
  if (people.length === 0) return null;
  return markup`<section aria-labelledby="plain-speakers">
    <h2 id="plain-speakers">${t('event:speakers')}</h2>
    <ul class="plain-list plain-columns">
      ${people.map(
        ({ jobTitle, organisation, ...one }) =>
          markup`<li>${one.photo && markup`<img src="${filePath(one.photo, 'small')}" width="56" height="56" alt="" loading="lazy" /><br />`}<strong>${nameIn(one, language)}</strong>${jobTitle && markup`<br />${tell(jobTitle)}`}${organisation && markup`<br /><span class="plain-soft">${organisation}</span>`}</li> `,
      )}
    </ul>
  </section>`;
}

function partners({ event, t, tell }: Reading): Html | null {
  if (event.partners.length === 0) return null;
  return markup`<section aria-labelledby="plain-partners">
    <h2 id="plain-partners">${t('page:partners')}</h2>
    ${partnerTiers.map((tier) => {
      const those = event.partners.filter((partner) => partner.tier === tier);
      if (those.length === 0) return null;
      return markup`<h3>${t(`page:tier.${tier}`)}</h3>
        <ul class="plain-list plain-columns">
          ${those.map((partner) => {
            const link = webLink(partner.link);
            return markup`<li>${link ? markup`<a href="${link}" rel="noopener">${tell(partner.name)}</a>` : tell(partner.name)}</li> `;
          })}
        </ul>`;
    })}
  </section>`;
}

function outcomes({ event, t, tell }: Reading): Html | null {
  if (event.expectedOutcomes.length === 0) return null;
  return markup`<section aria-labelledby="plain-outcomes">
    <h2 id="plain-outcomes">${t('event:outcomes.title')}</h2>
    <ul>
      ${event.expectedOutcomes.map((outcome) => markup`<li>${tell(outcome)}</li> `)}
    </ul>
  </section>`;
}

function contact({ event, t }: Reading): Html | null {
  const website = webLink(event.website);
  if (!event.contact && !website && !event.hashtag) return null;
  return markup`<section aria-labelledby="plain-contact">
    <h2 id="plain-contact">${t('page:contact')}</h2>
    ${event.contact && markup`<p><a href="mailto:${event.contact}">${event.contact}</a></p>`}
    ${website && markup`<p><a href="${website}" rel="noopener">${website}</a></p>`}
    ${event.hashtag && markup`<p>#${event.hashtag}</p>`}
  </section>`;
}
