import { createHash } from 'node:crypto';
import { AgendaQueries } from '@foyer/agenda';
import { Agenda, type Event, type Language } from '@foyer/contracts';
import { EventsService } from '@foyer/events';
import { Clock, ENV, Files, Problem, type Call, type Env } from '@foyer/platform';
import { writeCalendar } from '@foyer/reminders';
import { Inject, Injectable } from '@nestjs/common';
import { AppPage } from './app-page.js';
import { encodePage, type EncodedPage } from './encoded-page.js';
import { eventBody } from './event-body.js';
import { eventHead } from './event-head.js';
import { eventUrl, readingOf, type Reading } from './reading.js';

/** What an event is told as. */
type Kind = 'page' | 'share' | 'calendar';

interface Kept {
  /** Changes with anything that these are made of. */
  revision: string;
  /** When it last agreed with the database (milliseconds of the process). */
  checkedAt: number;
  event: Event;
  agenda: Agenda;
  /** Made at the first asking, by kind and language. */
  made: Map<string, Promise<EncodedPage>>;
}

const freshMilliseconds = 1_000;
const keptEvents = 200;
/** As somebody who is not signed in: what everybody may see, and nothing else, goes into these pages. */
const anybody: Call = { actor: null, address: '' };

/**
 * Public pages as they are read by people without scripts, search engines, and those who pass on links: made once a
 * revision and language. A hit costs no query; while somebody reads, one look a second asks whether they still hold.
 */
@Injectable()
export class EventPages {
  private readonly kept = new Map<string, Kept>();
  private readonly loading = new Map<string, Promise<Kept | null>>();
  /** The page that contents are put into. */
  readonly app = AppPage.load().page;

  constructor(
    @Inject(ENV) private readonly env: Env,
    @Inject(EventsService) private readonly events: EventsService,
    @Inject(AgendaQueries) private readonly agendas: AgendaQueries,
    @Inject(Files) private readonly files: Files,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** The language that a published event falls back to; null where there is no such event for everybody. */
  async languageOf(slug: string): Promise<Language | null> {
    const kept = await this.load(slug);
    return kept && (kept.event.languages[0] ?? 'en');
  }

  /** @returns null where there is no such event, or it is a draft */
  async get(slug: string, kind: Kind, language: Language): Promise<EncodedPage | null> {
    const kept = await this.load(slug);
    if (!kept) return null;
    const key = `${kind} ${language}`;
    let made = kept.made.get(key);
    if (!made) {
      made = this.make(kind, kept, language);
      kept.made.set(key, made);
      made.catch(() => kept.made.delete(key));
    }
    return made;
  }

  /** What pages of an event are made of. @returns null where there is no such event, or it is a draft */
  async reading(slug: string, language: Language): Promise<Reading | null> {
    const kept = await this.load(slug);
    return kept && readingOf(this.env.publicUrl, kept.event, kept.agenda, language);
  }

  private async make(kind: Kind, { event, agenda }: Kept, language: Language): Promise<EncodedPage> {
    const reading = await readingOf(this.env.publicUrl, event, agenda, language);
    if (kind === 'share') {
      // Drawing and its fonts are not read at every start.
      const { shareImage } = await import('./share-image.js');
      return encodePage(await shareImage(reading, await this.logo(event)));
    }
    if (kind === 'calendar') return encodePage(calendar(reading, this.clock.now()));
    const content = { title: `${reading.say(event.title)} · Foyer`, language };
    return encodePage(this.app.with({ ...content, head: eventHead(reading), body: eventBody(reading) }));
  }

  /** The event's picture, for drawing; null where it has none, or it is gone. */
  async logo({ logo }: Event): Promise<Buffer | null> {
    if (!logo) return null;
    try {
      return (await this.files.read(logo)).bytes;
    } catch (error) {
      if (error instanceof Problem && error.code === 'not_found') return null;
      throw error;
    }
  }

  private async load(slug: string): Promise<Kept | null> {
    const known = this.kept.get(slug);
    if (known && performance.now() - known.checkedAt < freshMilliseconds) return known;
    let running = this.loading.get(slug);
    if (!running) {
      running = this.read(slug).finally(() => this.loading.delete(slug));
      this.loading.set(slug, running);
    }
    return running;
  }

  private async read(slug: string): Promise<Kept | null> {
    const checkedAt = performance.now();
    const known = this.kept.get(slug);
    this.kept.delete(slug);
    try {
      const { clock: _, ...event } = await this.events.get(anybody, slug);
      const encoded = await this.agendas.getAgenda(anybody, slug);
      const revision = createHash('sha256')
        .update(JSON.stringify(event) + encoded.etag)
        .digest('base64url');
      const same = known?.revision === revision ? known : null;
      const kept = same ?? {
        ...{ revision, event, made: new Map<string, Promise<EncodedPage>>() },
        agenda: Agenda.parse(JSON.parse(encoded.body.toString())),
      };
      return this.keep(slug, { ...kept, checkedAt });
    } catch (error) {
      if (error instanceof Problem && error.code === 'not_found') return null;
      throw error;
    }
  }

  private keep(slug: string, kept: Kept): Kept {
    const oldest = this.kept.keys().next().value;
    if (this.kept.size >= keptEvents && oldest !== undefined) this.kept.delete(oldest);
    this.kept.set(slug, kept);
    return kept;
  }
}

function calendar(reading: Reading, stamp: Date): string {
  const { event, language, say, base } = reading;
  return writeCalendar({
    name: say(event.title),
    timeZone: event.timeZone,
    items: [
      {
        uid: `event-${event.id}@${new URL(base).hostname}`,
        sequence: 0,
        stamp,
        startsAt: new Date(event.startsAt),
        endsAt: new Date(event.endsAt),
        title: say(event.title),
        description: say(event.purpose),
        url: eventUrl(reading, language),
        location: event.venue ? say(event.venue) : eventUrl(reading),
        category: null,
      },
    ],
  });
}
