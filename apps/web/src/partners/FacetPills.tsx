import { Button, Group, Pill } from '@mantine/core';
import type { DirectoryFacets } from '@foyer/contracts';
import { useTranslation } from 'react-i18next';
import { useFacetChoices } from './use-facet-choices.js';
import { facets as kinds, noFacets, type View } from './use-view.js';

interface FacetPillsProps {
  view: View;
  facets: DirectoryFacets | null;
  change: (part: Partial<View>) => void;
}

/** What the list is narrowed by, each to be taken away. */
export function FacetPills({ view, facets, change }: FacetPillsProps) {
  const { t } = useTranslation('partners');
  const choices = useFacetChoices(facets);
  const chosen = kinds.filter((kind) => view[kind] !== undefined);
  if (chosen.length === 0) return null;
  return (
    <Group gap="xs">
      {chosen.map((kind) => {
        const name = choices[kind].find(({ value }) => value === view[kind])?.label ?? '…';
        const words = t('facets.pill', { kind: t(`facets.${kind}`), name });
        return (
          <Pill
            key={kind}
            size="lg"
            withRemoveButton
            onRemove={() => change({ [kind]: undefined })}
            removeButtonProps={{ 'aria-label': t('facets.clear', { kind: words }), tabIndex: 0 }}
          >
            {words}
          </Pill>
        );
      })}
      {chosen.length > 1 && (
        <Button variant="subtle" onClick={() => change(noFacets)}>
          {t('facets.clearAll')}
        </Button>
      )}
    </Group>
  );
}
