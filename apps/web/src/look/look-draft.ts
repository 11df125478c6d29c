import {
  Colour,
  Email,
  EventLook,
  Slug,
  WebAddress,
  type Belonging,
  type Event,
  type EventPartner,
} from '@foyer/contracts';
import type { LocalisedText } from '@foyer/contracts';
import { written } from '../manage/TextsInput.js';
import { freeSlug } from '../manage/slug.js';

/** A thing of a list, with a name of its own for as long as the page is open. */
export interface Listed<T> {
  key: number;
  value: T;
}

export interface BelongingDraft {
  name: LocalisedText;
  slug: string;
  link: string;
}
export interface PartnerDraft extends Omit<EventPartner, 'link'> {
  link: string;
}

/** The look as it stands on the page: empty strings for what there is not. */
export interface LookDraft {
  colour: string;
  logo: string | null;
  partners: Listed<PartnerDraft>[];
  outcomes: Listed<LocalisedText>[];
  series: BelongingDraft;
  programme: BelongingDraft;
  venue: LocalisedText;
  contact: string;
  website: string;
  hashtag: string;
}

let keys = 0;
export const listed = <T>(value: T): Listed<T> => ({ key: ++keys, value });

export function draftOf(event: Event): LookDraft {
  return {
    colour: event.colour ?? '',
    logo: event.logo,
    partners: event.partners.map((partner) => listed({ ...partner, link: partner.link ?? '' })),
    outcomes: event.expectedOutcomes.map(listed),
    series: belongingDraft(event.series),
    programme: belongingDraft(event.programme),
    venue: event.venue ?? {},
    contact: event.contact ?? '',
    website: event.website ?? '',
    hashtag: event.hashtag ?? '',
  };
}

const belongingDraft = (of: Belonging | null): BelongingDraft => ({
  name: of?.name ?? {},
  slug: of?.slug ?? '',
  link: of?.link ?? '',
});

/** What is sent; anything that `isSound` refuses is to be mended before. */
export function bodyOf(draft: LookDraft): Partial<Event> {
  const venue = written(draft.venue);
  return {
    colour: draft.colour.trim() || null,
    logo: draft.logo,
    partners: draft.partners.map(({ value }) => ({
      ...value,
      name: written(value.name),
      link: value.link.trim() || null,
    })),
    expectedOutcomes: draft.outcomes.map(({ value }) => written(value)).filter(isSaid),
    series: belongingOf(draft.series, 'series'),
    programme: belongingOf(draft.programme, 'programme'),
    venue: isSaid(venue) ? venue : null,
    contact: draft.contact.trim() || null,
    website: draft.website.trim() || null,
    hashtag: draft.hashtag.trim().replace(/^#/, '') || null,
  };
}

function belongingOf(draft: BelongingDraft, kind: string): Belonging | null {
  const name = written(draft.name);
  if (!isSaid(name)) return null;
  const slug = draft.slug.trim() || freeSlug(Object.values(name)[0] ?? '', kind, []);
  return { name, slug, link: draft.link.trim() || null };
}

export const isSaid = (text: LocalisedText): boolean => Object.keys(written(text)).length > 0;

const empty = (text: string): boolean => text.trim() === '';
export const isLink = (text: string): boolean => empty(text) || WebAddress.safeParse(text.trim()).success;
export const isColour = (text: string): boolean => empty(text) || Colour.safeParse(text.trim()).success;
export const isSlug = (text: string): boolean => empty(text) || Slug.safeParse(text.trim()).success;
export const isEmail = (text: string): boolean => empty(text) || Email.safeParse(text.trim()).success;
export const isHashtag = (text: string): boolean =>
  empty(text) || EventLook.shape.hashtag.safeParse(text.trim().replace(/^#/, '')).success;

export function isSound(draft: LookDraft): boolean {
  const links = [draft.website, draft.series.link, draft.programme.link];
  return (
    isColour(draft.colour) &&
    [...links, ...draft.partners.map(({ value }) => value.link)].every(isLink) &&
    [draft.series.slug, draft.programme.slug].every(isSlug) &&
    isEmail(draft.contact) &&
    isHashtag(draft.hashtag) &&
    draft.partners.every(({ value }) => isSaid(value.name))
  );
}
