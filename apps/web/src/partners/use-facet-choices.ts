import type { DirectoryFacets } from '@foyer/contracts';
import { languageNames } from '@foyer/locales';
import { useEvent } from '../events/use-event.js';
import { useCountries } from '../ui/use-countries.js';
import { useLanguage, useLocalised } from '../ui/use-reader.js';
import type { Facet } from './use-view.js';

export interface Choice {
  value: string;
  label: string;
  people: number;
}

/** What there is to choose of each kind, in the reader's words; those that most have first, places by their names. */
export function useFacetChoices(facets: DirectoryFacets | null): Record<Facet, Choice[]> {
  const { event } = useEvent();
  const say = useLocalised(event.languages[0]);
  const language = useLanguage();
  const countries = useCountries();
  const { compare } = new Intl.Collator(language);
  const categories = new Map(event.categories.map(({ key, label }) => [key, say(label)]));
  return {
    offers: (facets?.offers ?? []).map(({ key, label, people }) => ({
      value: key,
      label: say(label),
      people,
    })),
    needs: (facets?.needs ?? []).map(({ key, label, people }) => ({ value: key, label: say(label), people })),
    country: (facets?.countries ?? [])
      .map(({ key, people }) => ({ value: key, label: countries[key] ?? key, people }))
      .sort((one, other) => compare(one.label, other.label)),
    category: (facets?.categories ?? []).map(({ key, people }) => ({
      value: key,
      label: categories.get(key) ?? key,
      people,
    })),
    organisation: (facets?.organisations ?? []).map(({ key, name, people }) => ({
      value: key,
      label: name,
      people,
    })),
    language: (facets?.languages ?? []).map(({ key, people }) => ({
      value: key,
      label: languageNames[key],
      people,
    })),
  };
}
