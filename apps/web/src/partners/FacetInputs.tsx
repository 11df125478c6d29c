import { Stack } from '@mantine/core';
import type { DirectoryFacets } from '@foyer/contracts';
import { useTranslation } from 'react-i18next';
import { SearchSelect } from '../ui/SearchSelect.js';
import { useFacetChoices } from './use-facet-choices.js';
import { facets as kinds, type View } from './use-view.js';

interface FacetInputsProps {
  view: View;
  facets: DirectoryFacets | null;
  change: (part: Partial<View>) => void;
}

/** One choice of each kind; each says how many it would show. */
export function FacetInputs({ view, facets, change }: FacetInputsProps) {
  const { t } = useTranslation(['partners', 'common']);
  const choices = useFacetChoices(facets);
  return (
    <Stack gap="md">
      {kinds.map((kind) => {
        const chosen = view[kind];
        const known = choices[kind].map(({ value, label, people }) => ({
          value,
          label: `${label} (${people})`,
        }));
        // What the address names and nobody has is still to be seen, so that it can be taken away.
        const data =
          chosen === undefined || known.some(({ value }) => value === chosen)
            ? known
            : [{ value: chosen, label: t('facets.nobody') }, ...known];
        return (
          <SearchSelect
            key={kind}
            size="md"
            label={t(`facets.${kind}`)}
            placeholder={t('facets.any')}
            data={data}
            value={chosen ?? null}
            onChange={(value) => change({ [kind]: value ?? undefined })}
            clearable
            clearButtonProps={{ 'aria-label': t('facets.clear', { kind: t(`facets.${kind}`) }) }}
            nothingFoundMessage={t('facets.none')}
            comboboxProps={{ withinPortal: false }}
          />
        );
      })}
    </Stack>
  );
}
