import type { HeldOutcome, PublicSummary } from '@foyer/contracts';
import { loadCountries } from '@foyer/locales';
import { whenLine, pageHead } from './event-head.js';
import { jsonBlock, markup, type Html } from './html.js';
import { eventJsonLd } from './json-ld.js';
import { eventUrl, type Reading } from './reading.js';

/** What everybody may see of what came of an event. */
export interface PublishedSummary {
  summary: PublicSummary;
  outcomes: readonly HeldOutcome[];
  publishedAt: string;
}
/** The figures that are read first, with their names. */
export function headline({ t }: Reading, { summary }: PublishedSummary): { label: string; value: string }[] {
  const figure = (label: string, value: number | null) =>
    value === null ? [] : [{ label: t(`summary:figures.${label}`), value: String(value) }];
  return [
    ...figure('participants', summary.participants),
    ...figure('organisations', summary.organisations),
    ...figure('countries', summary.countries.length || null),
    ...figure('held', summary.meetings.held || null),
  ];
}
const inWords = (reading: Reading, published: PublishedSummary): string =>
  headline(reading, published)
    .map(({ label, value }) => `${label}: ${value}`)
    .join(' · ');

/** What search engines and those who pass on links read of a summary. */
export function summaryHead(reading: Reading, published: PublishedSummary): Html {
  const { base, event, language, say, t } = reading;
  const name = `${t('summary:title')} · ${say(event.title)}`;
  const image = `${base}/e/${event.slug}/summary.png?lang=${language}`;
  const url = eventUrl(reading, language, '/summary');
  const description = [inWords(reading, published), whenLine(reading)].filter(Boolean).join('. ');
  const report = {
    ...{ '@type': 'Report', name, url, image, inLanguage: language, description },
    datePublished: published.publishedAt,
  };
  const data = Object.assign({}, eventJsonLd(reading), { subjectOf: report });
  return pageHead(reading, {
    title: name,
    description,
    path: '/summary',
    image: 'summary.png',
    data: jsonBlock(data),
  });
}

/** The summary as a page to read, in plain elements. The app replaces it once it runs. */
export async function summaryBody(reading: Reading, published: PublishedSummary): Promise<Html> {
  const { event, language, t, tell } = reading;
  const { summary, outcomes } = published;
  const names = await loadCountries(language);
  const dash = (value: number | null): string => (value === null ? '–' : String(value));
  const table = (
    title: string,
    head: string,
    rows: readonly { name: Html | string; participants: number | null; organisations: number | null }[],
  ): Html | null =>
    rows.length === 0
      ? null
      : markup`<section>
      <h2>${title}</h2>
      <table class="plain-table">
        <thead><tr><th scope="col">${head}</th><th scope="col">${t('summary:people')}</th><th scope="col">${t('summary:organisationsShort')}</th></tr></thead>
        <tbody>${rows.map(
          (row) =>
            markup`<tr><th scope="row">${row.name}</th><td>${dash(row.participants)}</td><td>${dash(row.organisations)}</td></tr>`,
        )}</tbody>
      </table>
    </section>`;
  const { questions, meetings } = summary;
  return markup`<div class="plain-page">
    <header class="plain-top"><a href="/">Foyer</a></header>
    <main>
      <p class="plain-belongs"><a href="/e/${event.slug}">${tell(event.title)}</a></p>
      <h1>${t('summary:title')}</h1>
      <p class="plain-when">${whenLine(reading)}</p>
      <ul>${headline(reading, published).map(({ label, value }) => markup`<li>${label}: <strong>${value}</strong></li> `)}</ul>
      ${table(
        ...([t('summary:byCategory'), t('summary:category')] as const),
        summary.categories.map((row) => ({ ...row, name: tell(row.label) })),
      )}
      ${table(
        ...([t('summary:byCountry'), t('summary:country')] as const),
        summary.countries.map((row) => ({ ...row, name: names[row.country] ?? row.country })),
      )}
      <section>
        <h2>${t('summary:sessions.title')}</h2>
        <p>${t('summary:questions.text', { ...questions })}</p>
        <ul>${summary.sessions.map(
          ({ title, attended }) =>
            markup`<li>${tell(title)}${attended !== null && markup` – ${t('summary:sessions.attended')}: ${attended}`}</li> `,
        )}</ul>
      </section>
      ${
        meetings.requested > 0 &&
        markup`<section>
        <h2>${t('summary:meetings.title')}</h2>
        <ul>${(['requested', 'accepted', 'held'] as const).map(
          (step) => markup`<li>${t(`summary:meetings.${step}`)}: ${meetings[step]}</li> `,
        )}</ul>
      </section>`
      }
      ${
        outcomes.length > 0 &&
        markup`<section>
        <h2>${t('summary:outcomes.title')}</h2>
        <ul>${outcomes.map(
          ({ expected, verdict, text }) =>
            markup`<li>${tell(expected)}${verdict && markup` – <strong>${t(`report:verdict.${verdict}`)}</strong>`}${Object.keys(text).length > 0 && markup`<br />${tell(text)}`}</li> `,
        )}</ul>
      </section>`
      }
      <section>
        <h2>${t('summary:definitions.title')}</h2>
        <ul>
          <li>${t('summary:small.hidden')}</li>
          ${(['participants', 'organisations', 'attended', 'questions', 'meetings'] as const).map(
            (name) => markup`<li>${t(`summary:definitions.${name}`)}</li> `,
          )}
        </ul>
      </section>
    </main>
  </div>`;
}
