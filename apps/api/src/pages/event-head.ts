import type { Language } from '@foyer/contracts';
import { formatDays, zoneCity } from '@foyer/locales';
import { jsonBlock, markup, type Html } from './html.js';
import { eventJsonLd } from './json-ld.js';
import { eventUrl, type Reading } from './reading.js';

const locales: Record<Language, string> = {
  en: 'en_GB',
  az: 'az_AZ',
  ka: 'ka_GE',
  uk: 'uk_UA',
  lt: 'lt_LT',
  ro: 'ro_RO',
};

/** When it is, in one line: `Monday 14 December 2020 · Tbilisi`. */
export function whenLine({ event, language }: Reading): string {
  const days = formatDays(event.startsAt, event.endsAt, { language, timeZone: event.timeZone });
  return `${days} · ${zoneCity(event.timeZone, language)}`;
}

/** What search engines and those who pass on links read of an event. */
export function eventHead(reading: Reading): Html {
  const { event, say } = reading;
  const description = `${whenLine(reading)}. ${say(event.purpose)}`;
  const data = jsonBlock(eventJsonLd(reading));
  return pageHead(reading, { title: say(event.title), description, path: '', image: 'share.png', data });
}

interface HeadContent {
  title: string;
  description: string;
  /** Behind the event's own address. */
  path: '' | '/summary';
  image: 'share.png' | 'summary.png';
  /** What it is in the words of schema.org. */
  data: Html;
}

/** The head of a page of an event, in every language that the event speaks. */
export function pageHead(reading: Reading, content: HeadContent): Html {
  const { base, event, language } = reading;
  const { title, path } = content;
  const description = content.description.slice(0, 300);
  // A language of the interface that the event does not speak shows the event's first: one page, not two.
  const spoken = event.languages.includes(language) ? language : (event.languages[0] ?? language);
  const image = `${base}/e/${event.slug}/${content.image}?lang=${spoken}`;
  const properties: [string, string][] = [
    ...([
      ['og:type', 'website'],
      ['og:site_name', 'Foyer'],
      ['og:title', title],
      ['og:description', description],
      ['og:url', eventUrl(reading, spoken, path)],
      ['og:locale', locales[spoken]],
    ] satisfies [string, string][]),
    ...event.languages
      .filter((other) => other !== spoken)
      .map((other): [string, string] => ['og:locale:alternate', locales[other]]),
    ['og:image', image],
    ['og:image:type', 'image/png'],
    ['og:image:width', '1200'],
    ['og:image:height', '630'],
    ['og:image:alt', title],
  ];
  return markup`<meta name="description" content="${description}" />
    <link rel="canonical" href="${eventUrl(reading, spoken, path)}" />
    <link rel="alternate" hreflang="x-default" href="${eventUrl(reading, undefined, path)}" />
    ${event.languages.map(
      (one) =>
        markup`<link rel="alternate" hreflang="${one}" href="${eventUrl(reading, one, path)}" />\n    `,
    )}
    ${properties.map(([name, value]) => markup`<meta property="${name}" content="${value}" />\n    `)}
    <meta name="twitter:card" content="summary_large_image" />
    <meta name="twitter:title" content="${title}" />
    <meta name="twitter:description" content="${description}" />
    <meta name="twitter:image" content="${image}" />
    ${content.data}`;
}
