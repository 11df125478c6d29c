import { z } from 'zod';
import { CountryCode, search, Uuid } from './common.js';
import { defineRoute } from './route.js';

/** Organisations outlive events: the directory that registrations pick from. */
export const Organisation = z.object({ id: Uuid, name: z.string(), country: CountryCode });
export type Organisation = z.infer<typeof Organisation>;

export const searchOrganisations = defineRoute(
  'GET',
  '/organisations',
  'Find organisations by name, in any script',
  {
    access: 'anyone',
    query: z.object({ search: search(120, 2) }),
    answer: z.object({ organisations: z.array(Organisation) }),
    problems: ['too_many_requests'],
  },
);
