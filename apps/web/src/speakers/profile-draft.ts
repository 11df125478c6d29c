import {
  LongText,
  WebAddress,
  type LocalisedText,
  type Speaker,
  type SpeakerProfile,
} from '@foyer/contracts';
import { written } from '../manage/TextsInput.js';

/** A profile as it stands in a form. */
export interface ProfileDraft {
  name: string;
  names: LocalisedText;
  jobTitle: LocalisedText;
  organisation: string;
  country: string | null;
  biography: LocalisedText;
  links: readonly string[];
}

export function draftOf(speaker: Partial<Speaker> | null): ProfileDraft {
  return {
    name: speaker?.name ?? '',
    names: speaker?.names ?? {},
    jobTitle: speaker?.jobTitle ?? {},
    organisation: speaker?.organisation ?? '',
    country: speaker?.country ?? null,
    biography: speaker?.biography ?? {},
    links: speaker?.links ?? [],
  };
}

/** What people type for an address of the web: `example.org` will do. */
export function webAddress(typed: string): string {
  const address = typed.trim();
  return address === '' || /^[a-z][a-z0-9+.-]*:/i.test(address) ? address : `https://${address}`;
}
export const isWebAddress = (typed: string): boolean =>
  typed.trim() === '' || WebAddress.safeParse(webAddress(typed)).success;

/** @returns null where something in it cannot be sent */
export function profileOf(draft: ProfileDraft): SpeakerProfile | null {
  if (!draft.name.trim() || !draft.links.every(isWebAddress)) return null;
  const some = (text: LocalisedText) => {
    const words = written(text);
    return Object.keys(words).length ? words : null;
  };
  const biography = Object.fromEntries(
    Object.entries(draft.biography).filter(([, words]) => words.trim() !== ''),
  );
  return {
    name: draft.name.trim(),
    names: some(draft.names),
    jobTitle: some(draft.jobTitle),
    organisation: draft.organisation.trim() || null,
    country: draft.country,
    biography: Object.keys(biography).length ? LongText.parse(biography) : null,
    links: draft.links.map(webAddress).filter(Boolean),
  };
}
