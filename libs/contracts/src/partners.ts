import { z } from 'zod';
import { CountryCode, Language, LocalisedText, search, Slug, Uuid } from './common.js';
import { RequestState } from './meetings.js';
import { Partner } from './registration.js';
import { defineRoute, Nothing } from './route.js';

/** Something that somebody offers or needs. */
export const Term = z.object({
  /** The organisers' topic that is meant; null for words that are nobody's topic. */
  topic: Uuid.nullable(),
  /** The topic's name in its languages, or the person's own words in theirs. */
  label: LocalisedText,
  /** Whether it answers something of mine, or the other way round. */
  meets: z.boolean(),
});
export type Term = z.infer<typeof Term>;

/**
 * Why the two: their need that I can answer, or their offer that answers a need of mine. `related` where it is not the
 * same topic: then `mine` says what of mine is meant.
 */
export const reasonKinds = ['seek', 'offer', 'seek-related', 'offer-related'] as const;
export const PartnerReason = z.object({
  kind: z.enum(reasonKinds),
  theirs: z.array(LocalisedText),
  mine: z.array(LocalisedText),
});
export type PartnerReason = z.infer<typeof PartnerReason>;

/** At most so many reasons are given. */
export const mostReasons = 2;

export const FoundPartner = Partner.extend({
  organisationId: Uuid,
  terms: z.object({ offers: z.array(Term), needs: z.array(Term) }),
  /** The strongest first; none where nothing of either meets. */
  reasons: z.array(PartnerReason).max(mostReasons),
  /** How the request between us stands, the last one; null where nobody has asked. */
  request: z.object({ state: RequestState, sent: z.boolean() }).nullable(),
  /** Whether the event's rules let me ask them. */
  mayAsk: z.boolean(),
  /** I have said "no thanks". */
  aside: z.boolean(),
});
export type FoundPartner = z.infer<typeof FoundPartner>;

const EventParam = z.object({ event: Slug });
const PersonParam = EventParam.extend({ person: Uuid });
const Count = z.number().int().nonnegative();

/** What a list of partners is narrowed by. */
export const DirectoryFilters = z.object({
  search: search(120).optional(),
  country: CountryCode.optional(),
  category: Slug.optional(),
  organisation: Uuid.optional(),
  /** A topic, or what stands for words that are none: as the facets name it. */
  offers: search(120).optional(),
  needs: search(120).optional(),
  language: Language.optional(),
});
export type DirectoryFilters = z.infer<typeof DirectoryFilters>;

/** Of whoever the other filters let through. */
export const DirectoryFacets = z.object({
  countries: z.array(z.object({ key: CountryCode, people: Count })),
  categories: z.array(z.object({ key: Slug, people: Count })),
  organisations: z.array(z.object({ key: Uuid, name: z.string(), people: Count })),
  offers: z.array(z.object({ key: z.string(), label: LocalisedText, people: Count })),
  needs: z.array(z.object({ key: z.string(), label: LocalisedText, people: Count })),
  languages: z.array(z.object({ key: Language, people: Count })),
});
export type DirectoryFacets = z.infer<typeof DirectoryFacets>;

/** `fit`: those first from whom both would gain, or whom a search fits best. */
export const directorySorts = ['fit', 'name'] as const;
export const listDirectory = defineRoute('GET', '/events/:event/directory', 'Who takes part', {
  params: EventParam,
  query: DirectoryFilters.extend({
    sort: z.enum(directorySorts).default('fit'),
    limit: z.coerce.number().int().min(1).max(100).default(24),
    after: search(200).optional(),
  }),
  answer: z.object({
    partners: z.array(FoundPartner),
    next: z.string().nullable(),
    total: Count,
    /** With the first page alone. */
    facets: DirectoryFacets.nullable(),
  }),
  problems: ['not_found', 'not_registered', 'invalid_input'],
});
export const getPartner = defineRoute('GET', '/events/:event/directory/:person', 'Somebody who takes part', {
  params: PersonParam,
  answer: z.object({
    partner: FoundPartner,
    mine: z.object({ offers: z.array(Term), needs: z.array(Term) }),
  }),
  problems: ['not_found', 'not_registered'],
});
export const getPartnerOrganisation = defineRoute(
  'GET',
  '/events/:event/directory/organisations/:organisation',
  'An organisation, and who of it is here',
  {
    params: EventParam.extend({ organisation: Uuid }),
    answer: z.object({
      organisation: z.object({ id: Uuid, name: z.string(), country: CountryCode }),
      terms: z.object({ offers: z.array(Term), needs: z.array(Term) }),
      people: z.array(FoundPartner),
    }),
    problems: ['not_found', 'not_registered'],
  },
);

export const listRecommendations = defineRoute(
  'GET',
  '/events/:event/recommendations',
  'Whom to meet, best first, with why',
  {
    params: EventParam,
    query: z.object({ limit: z.coerce.number().int().min(1).max(50).default(12) }),
    answer: z.object({
      partners: z.array(FoundPartner),
      /** What the caller says: without it there is nothing to go by. */
      says: z.object({ offers: Count, needs: Count }),
    }),
    problems: ['not_found', 'not_registered'],
  },
);
export const listSetAside = defineRoute('GET', '/events/:event/set-aside', 'Whom I have set aside', {
  params: EventParam,
  answer: z.object({ partners: z.array(FoundPartner) }),
  problems: ['not_found', 'not_registered'],
});
export const setAside = defineRoute('PUT', '/events/:event/set-aside/:person', 'Say “no thanks” for good', {
  params: PersonParam,
  answer: Nothing,
  problems: ['not_found', 'not_registered'],
});
export const takeBackAside = defineRoute(
  'DELETE',
  '/events/:event/set-aside/:person',
  'Take a “no thanks” back',
  { params: PersonParam, answer: Nothing, problems: ['not_found', 'not_registered'] },
);

/** Who offers and who seeks a topic, of those whom the caller may see. */
export const MarketTopic = z.object({
  /** As the directory's filters name it. */
  key: z.string(),
  topic: Uuid.nullable(),
  parent: Uuid.nullable(),
  label: LocalisedText,
  offered: Count,
  sought: Count,
  /** What the caller says of it. */
  mine: z.object({ offered: z.boolean(), sought: z.boolean() }),
});
export type MarketTopic = z.infer<typeof MarketTopic>;
export const getMarketplace = defineRoute(
  'GET',
  '/events/:event/marketplace',
  'What is offered and sought, and by how many',
  {
    params: EventParam,
    query: z.object({ search: search(120).optional() }),
    answer: z.object({ topics: z.array(MarketTopic) }),
    problems: ['not_found', 'not_registered'],
  },
);
