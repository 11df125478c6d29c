import { CountryCode, directorySorts, Language, Slug, Uuid } from '@foyer/contracts';
import { z } from 'zod';
import { useAddress } from '../ui/use-address.js';

export const views = ['for-you', 'everybody', 'market', 'aside'] as const;
export type ViewName = (typeof views)[number];

const words = z.string().trim().min(1).max(120).optional().catch(undefined);
/** What an address may say; anything else in it is passed over. */
const View = z.object({
  view: z.enum(views).optional().catch(undefined),
  search: words,
  country: CountryCode.optional().catch(undefined),
  category: Slug.optional().catch(undefined),
  organisation: Uuid.optional().catch(undefined),
  offers: words,
  needs: words,
  language: Language.optional().catch(undefined),
  sort: z.enum(directorySorts).optional().catch(undefined),
});
export type View = z.infer<typeof View>;

export const facets = ['offers', 'needs', 'country', 'category', 'organisation', 'language'] as const;
export type Facet = (typeof facets)[number];
export const noFacets = {
  ...{ offers: undefined, needs: undefined, country: undefined },
  ...{ category: undefined, organisation: undefined, language: undefined },
} satisfies Partial<View>;

/** Which part of the page is open and how it is narrowed, kept in the address. */
export function useView(): [view: View, change: (part: Partial<View>) => void] {
  return useAddress(View);
}
