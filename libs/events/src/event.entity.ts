import {
  guestSettings,
  type Belonging,
  type Category,
  type EventPartner,
  type Language,
  type LocalisedText,
} from '@foyer/contracts';
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
    /** As the organiser chose it; null for Foyer's own. */
    colour: p.string().length(7).nullable(),
    /** A file of the event. */
    logo: p.uuid().nullable(),
    partners: p.json<EventPartner[]>().defaultRaw("'[]'"),
    series: p.json<Belonging>().nullable(),
    programme: p.json<Belonging>().nullable(),
    venue: p.json<LocalisedText>().nullable(),
    contact: p.text().nullable(),
    website: p.text().nullable(),
    hashtag: p.text().nullable(),
    state: p.enum(['draft', 'published'] as const).default('draft'),
    /** Whom it lets into its live rooms besides those who are registered. */
    guests: p.enum(guestSettings).default('off'),
    summaryPublishedAt: p.datetime().nullable(),
    /** The event's own clock, see `event-clock.ts`; null outside rehearsals. */
    clockAt: p.datetime().nullable(),
    clockReal: p.datetime().nullable(),
    clockRate: p.float().nullable(),
    /** Whether what speakers change of their profiles waits for the organisers. */
    reviewSpeakerEdits: p.boolean().default(false),
    createdAt: p.datetime().defaultRaw('now()'),
  },
  checks: [{ name: 'event_ends_after_start', expression: 'ends_at > starts_at' }],
});
export type EventEntity = InferEntity<typeof EventEntity>;
