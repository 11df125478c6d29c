import { z } from 'zod';
import { CountryCode, Instant, LocalisedText, search, Slug, Uuid } from './common.js';
import { defineRoute } from './route.js';

const Count = z.number().int().nonnegative();

/** What an organiser may have to do; the page that each leads to is the web app's affair. */
export const attentionKinds = [
  'event_not_published',
  'agenda_empty',
  'changes_unreleased',
  'meetings_awaiting',
  'registrations_pending',
  'registrations_waiting',
  'profiles_pending',
  'invitations_open',
  'speakers_unclaimed',
  'sessions_without_moderator',
  'mails_failed',
] as const;
export const AttentionKind = z.enum(attentionKinds);
export type AttentionKind = z.infer<typeof AttentionKind>;

/** How an event stands, for who runs it. */
export const Overview = z.object({
  /** The most pressing first; what has nothing to do is left out. */
  attention: z.array(z.object({ kind: AttentionKind, count: Count })),
  confirmed: Count,
  organisations: Count,
  countries: z.array(z.object({ country: CountryCode, participants: Count, organisations: Count })),
  categories: z.array(
    z.object({ category: Slug, label: LocalisedText, participants: Count, organisations: Count }),
  ),
  /** Confirmed registrations at the end of each day of the event’s zone, from the first one on. */
  days: z.array(z.object({ day: z.iso.date(), confirmed: Count })),
  sessions: Count,
  speakers: Count,
  /** By the event’s clock. */
  asOf: Instant,
});
export type Overview = z.infer<typeof Overview>;

const EventParam = z.object({ event: Slug });
export const getOverview = defineRoute(
  'GET',
  '/events/:event/overview',
  'How the event stands (organisers)',
  {
    params: EventParam,
    answer: Overview,
    problems: ['not_found', 'forbidden'],
  },
);

export const organisationOrders = ['participants', 'name', 'country'] as const;
export const listEventOrganisations = defineRoute(
  'GET',
  '/events/:event/organisations',
  'Organisations that take part (organisers)',
  {
    params: EventParam,
    query: z.object({
      /** In any script. */
      search: search(120).optional(),
      country: CountryCode.optional(),
      sort: z.enum(organisationOrders).default('participants'),
      limit: z.coerce.number().int().min(1).max(2_000).default(200),
    }),
    answer: z.object({
      organisations: z.array(
        z.object({ id: Uuid, name: z.string(), country: CountryCode, participants: Count }),
      ),
      total: Count,
    }),
    problems: ['not_found', 'forbidden', 'invalid_input'],
  },
);
