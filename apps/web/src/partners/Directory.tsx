import { Button, Drawer, Group, Stack, Text, TextInput } from '@mantine/core';
import { useDebouncedCallback, useMediaQuery } from '@mantine/hooks';
import { IconAdjustmentsHorizontal, IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { useCall } from '../server/api.js';
import { ChoiceInput } from '../ui/ChoiceInput.js';
import { Loaded } from '../ui/Loaded.js';
import { Loading } from '../ui/Loading.js';
import { useSearchBox } from '../ui/use-search-box.js';
import { DirectoryList } from './DirectoryList.js';
import { FacetInputs } from './FacetInputs.js';
import { FacetPills } from './FacetPills.js';
import { facets, noFacets, type View } from './use-view.js';

const typingMilliseconds = 250;

interface DirectoryProps {
  view: View;
  change: (part: Partial<View>) => void;
}

/** Everybody who shows themselves to the reader: searched, narrowed, a page at a time. */
export function Directory({ view, change }: DirectoryProps) {
  const { t } = useTranslation(['partners', 'common']);
  const { event } = useEvent();
  const wide = useMediaQuery('(min-width: 62em)', true);
  const [open, setOpen] = useState(false);
  const tell = useDebouncedCallback(
    (words: string) => change({ view: 'everybody', search: words.trim() }),
    typingMilliseconds,
  );
  const box = useSearchBox(view.search ?? '', tell);
  const { view: _, ...query } = view;
  const found = useCall('listDirectory', { params: { event: event.slug }, query }, { keepOld: true });
  const chosen = facets.filter((facet) => view[facet] !== undefined).length;
  const choose = (part: Partial<View>) => change({ view: 'everybody', ...part });
  const inputs = <FacetInputs view={view} facets={found.data?.facets ?? null} change={choose} />;
  return (
    <div className="partner-directory">
      {wide && (
        <aside className="partner-facets" aria-label={t('facets.title')}>
          {inputs}
        </aside>
      )}
      <Stack gap="md" miw={0}>
        <Stack gap="md" component="search">
          <TextInput
            type="search"
            size="md"
            label={t('search.label')}
            description={t('search.hint')}
            leftSection={<IconSearch size={20} aria-hidden />}
            maxLength={120}
            {...box}
          />
          <Group justify="space-between" align="flex-end" gap="sm">
            {!wide && (
              <Button
                variant="default"
                leftSection={<IconAdjustmentsHorizontal size={20} aria-hidden />}
                onClick={() => setOpen(true)}
              >
                {chosen > 0 ? t('facets.openWith', { count: chosen }) : t('facets.open')}
              </Button>
            )}
            <Text c="dimmed" role="status">
              {found.data && t('found', { count: found.data.total })}
            </Text>
            <ChoiceInput
              label={t('sort.label')}
              data={[
                { value: 'fit', label: t('sort.fit') },
                { value: 'name', label: t('sort.name') },
              ]}
              value={view.sort ?? 'fit'}
              onChange={(sort) => choose({ sort: sort === 'fit' ? undefined : sort })}
            />
          </Group>
          <FacetPills view={view} facets={found.data?.facets ?? null} change={choose} />
        </Stack>
        <Loaded query={found} loading={<Loading blocks={4} height={140} />}>
          {(page) => (
            <DirectoryList
              key={JSON.stringify(query)}
              first={page}
              view={view}
              onClear={() => choose({ ...noFacets, search: undefined })}
            />
          )}
        </Loaded>
      </Stack>
      {!wide && (
        <Drawer
          opened={open}
          onClose={() => setOpen(false)}
          position="bottom"
          size="85%"
          title={t('facets.title')}
          closeButtonProps={{ 'aria-label': t('common:action.close') }}
        >
          <Stack gap="md" pb="lg">
            {inputs}
            <Button onClick={() => setOpen(false)}>
              {t('facets.show', { count: found.data?.total ?? 0 })}
            </Button>
          </Stack>
        </Drawer>
      )}
    </div>
  );
}
