import type { Event, Language } from '@foyer/contracts';
import { EventsService } from '@foyer/events';
import { formatDays, languageOf, localised, zoneCity } from '@foyer/locales';
import { ENV, type Call, type Env } from '@foyer/platform';
import { Inject, Injectable } from '@nestjs/common';
import { AppPage } from './app-page.js';
import { encodePage, type EncodedPage } from './encoded-page.js';
import { markup, type Html } from './html.js';
import { textsOf } from './reading.js';

const freshMilliseconds = 1_000;
const shownEvents = 100;
const anybody: Call = { actor: null, address: '' };

/** The list of published events for readers without scripts: made once a second at most. */
@Injectable()
export class HomePages {
  private list: { checkedAt: number; events: Promise<Event[]> } | null = null;
  private readonly made = new Map<Language, { events: Event[]; page: Promise<EncodedPage> }>();
  private readonly app = AppPage.load().page;

  constructor(
    @Inject(ENV) private readonly env: Env,
    @Inject(EventsService) private readonly events: EventsService,
  ) {}

  async get(language: Language): Promise<EncodedPage> {
    const events = await this.published();
    let made = this.made.get(language);
    if (made?.events !== events) {
      made = { events, page: this.make(events, language) };
      this.made.set(language, made);
    }
    return made.page;
  }

  private published(): Promise<Event[]> {
    const checkedAt = performance.now();
    if (!this.list || checkedAt - this.list.checkedAt >= freshMilliseconds) {
      const list = { checkedAt, events: this.events.list(anybody) };
      list.events.catch(() => {
        if (this.list === list) this.list = null;
      });
      this.list = list;
    }
    return this.list.events;
  }

  private async make(events: readonly Event[], language: Language): Promise<EncodedPage> {
    const t = await textsOf(language);
    const { publicUrl } = this.env;
    const items = events.slice(0, shownEvents).map((event): Html => {
      const fallback = event.languages[0];
      const own = languageOf(event.title, language, fallback) ?? language;
      const days = formatDays(event.startsAt, event.endsAt, { language, timeZone: event.timeZone });
      return markup`<li>
          <h2 lang="${own}"><a href="/e/${event.slug}">${localised(event.title, language, fallback)}</a></h2>
          <p><time datetime="${event.startsAt}">${days}</time> · ${zoneCity(event.timeZone, language)}</p>
          <p class="plain-soft">${localised(event.purpose, language, fallback)}</p>
        </li>`;
    });
    const head = markup`<meta name="description" content="${t('event:list.tagline')}" />
    <link rel="canonical" href="${publicUrl}/" />
    <meta property="og:type" content="website" />
    <meta property="og:site_name" content="Foyer" />
    <meta property="og:title" content="${t('event:list.title')} · Foyer" />
    <meta property="og:url" content="${publicUrl}/" />`;
    const body = markup`<div class="plain-page">
      <header class="plain-top"><a href="/">Foyer</a></header>
      <main>
        <h1>${t('event:list.title')}</h1>
        <p>${t('event:list.tagline')}</p>
        ${items.length ? markup`<ul class="plain-list">${items}</ul>` : markup`<p>${t('event:list.emptyTitle')}</p>`}
      </main>
    </div>`;
    return encodePage(this.app.with({ language, title: `${t('event:list.title')} · Foyer`, head, body }));
  }
}
