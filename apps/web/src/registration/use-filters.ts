import { CountryCode, participantSorts, RegistrationState, Slug, Uuid } from '@foyer/contracts';
import { z } from 'zod';
import { useAddress } from '../ui/use-address.js';

/** What an address may say; anything else in it is passed over. */
const Filters = z.object({
  search: z.string().trim().min(1).max(120).optional().catch(undefined),
  category: Slug.optional().catch(undefined),
  state: RegistrationState.optional().catch(undefined),
  country: CountryCode.optional().catch(undefined),
  organisation: Uuid.optional().catch(undefined),
  held: z.literal('yes').optional().catch(undefined),
  sort: z.enum(participantSorts).optional().catch(undefined),
  order: z.enum(['desc']).optional().catch(undefined),
});
export type Filters = z.infer<typeof Filters>;
export const noFilters = {
  ...{ search: undefined, category: undefined, state: undefined },
  ...{ country: undefined, organisation: undefined, held: undefined },
} satisfies Partial<Filters>;

/** The filters and the order of a list, kept in the address: a link leads others to the same view. */
export function useFilters(): [filters: Filters, change: (part: Partial<Filters>) => void] {
  return useAddress(Filters);
}
