import type { Category, Language, LocalisedText } from '@foyer/contracts';
import { defineEntity, p, type InferEntity } from '@mikro-orm/core';

/** A networking event: the tenant that everything else belongs to. */
export const EventEntity = defineEntity({
  name: 'Event',
  tableName: 'event',
  properties: {
    id: p.uuid().primary().defaultRaw('uuidv7()'),
    slug: p.string().length(80).unique('event_slug'),
    title: p.json<LocalisedText>(),
    purpose: p.json<LocalisedText>(),
    startsAt: p.datetime(),
    endsAt: p.datetime(),
    timeZone: p.text(),
    languages: p.json<Language[]>(),
    categories: p.json<Category[]>(),
    expectedOutcomes: p.json<LocalisedText[]>(),
    state: p.enum(['draft', 'published'] as const).default('draft'),
    summaryPublishedAt: p.datetime().nullable(),
    /** The event's own clock, see `event-clock.ts`; null outside rehearsals. */
    clockAt: p.datetime().nullable(),
    clockReal: p.datetime().nullable(),
    clockRate: p.float().nullable(),
    createdAt: p.datetime().defaultRaw('now()'),
  },
  checks: [{ name: 'event_ends_after_start', expression: 'ends_at > starts_at' }],
});
export type EventEntity = InferEntity<typeof EventEntity>;
