import type { Language } from '@foyer/contracts';
import { Problem, type Call } from '@foyer/platform';
import { SummaryService } from '@foyer/summary';
import { Inject, Injectable } from '@nestjs/common';
import { encodePage, type EncodedPage } from './encoded-page.js';
import { EventPages } from './event-pages.js';
import type { Reading } from './reading.js';
import { headline, summaryBody, summaryHead, type PublishedSummary } from './summary-page.js';

interface Kept {
  /** When it was counted (milliseconds of the process). */
  countedAt: number;
  published: PublishedSummary;
  /** By kind and language, with the reading that it was made of. */
  made: Map<string, { reading: Reading; page: Promise<EncodedPage> }>;
}

/** Figures of an event that is over hardly move: they are counted again after so long. */
const freshMilliseconds = 30_000;
const keptEvents = 100;
const anybody: Call = { actor: null, address: '' };

/** Published summaries for readers without scripts, search engines, and those who pass on links. */
@Injectable()
export class SummaryPages {
  private readonly kept = new Map<string, Promise<Kept | null>>();

  constructor(
    @Inject(EventPages) private readonly events: EventPages,
    @Inject(SummaryService) private readonly summaries: SummaryService,
  ) {}

  /** @returns null where there is no such event, or its summary is not published */
  async get(slug: string, kind: 'page' | 'picture', language: Language): Promise<EncodedPage | null> {
    const reading = await this.events.reading(slug, language);
    if (!reading?.event.summaryPublishedAt) return null;
    const kept = await this.count(slug);
    if (!kept) return null;
    const key = `${kind} ${language}`;
    const known = kept.made.get(key);
    if (known?.reading.event === reading.event) return known.page;
    const page = this.make(kind, reading, kept.published);
    kept.made.set(key, { reading, page });
    page.catch(() => kept.made.delete(key));
    return page;
  }

  private async make(
    kind: 'page' | 'picture',
    reading: Reading,
    published: PublishedSummary,
  ): Promise<EncodedPage> {
    if (kind === 'picture') {
      // Drawing and its fonts are not read at every start.
      const { shareImage } = await import('./share-image.js');
      const logo = await this.events.logo(reading.event);
      return encodePage(await shareImage(reading, logo, headline(reading, published)));
    }
    const { say, t, language } = reading;
    return encodePage(
      this.events.app.with({
        ...{ language, title: `${t('summary:title')} · ${say(reading.event.title)} · Foyer` },
        head: summaryHead(reading, published),
        body: await summaryBody(reading, published),
      }),
    );
  }

  private async count(slug: string): Promise<Kept | null> {
    const known = await this.kept.get(slug);
    if (known && performance.now() - known.countedAt < freshMilliseconds) return known;
    const counting = this.read(slug);
    this.kept.delete(slug);
    const oldest = this.kept.keys().next().value;
    if (this.kept.size >= keptEvents && oldest !== undefined) this.kept.delete(oldest);
    this.kept.set(slug, counting);
    counting.catch(() => this.kept.delete(slug));
    return counting;
  }

  private async read(slug: string): Promise<Kept | null> {
    try {
      const { summary, outcomes, publishedAt } = await this.summaries.get(anybody, slug);
      if (publishedAt === null) return null;
      const published = { summary, outcomes, publishedAt };
      return { countedAt: performance.now(), published, made: new Map() };
    } catch (error) {
      if (error instanceof Problem && error.code === 'not_found') return null;
      throw error;
    }
  }
}
