import { Button, Menu } from '@mantine/core';
import { listFormats, type ExportedList } from '@foyer/contracts';
import { IconDownload } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { api, type Input } from '../server/api.js';

interface ListDownloadsProps {
  list: ExportedList;
  /** As the list on the page is filtered. */
  filters?: Omit<NonNullable<Input<'exportList'>['query']>, 'format'>;
}

/** A list as a file, in whichever format. */
export function ListDownloads({ list, filters = {} }: ListDownloadsProps) {
  const { t } = useTranslation('exchange');
  const { event } = useEvent();
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="default" leftSection={<IconDownload size={18} aria-hidden />}>
          {t('out.title')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {listFormats.map((format) => (
          <Menu.Item
            key={format}
            component="a"
            download
            href={api.url('exportList', {
              params: { event: event.slug, list },
              query: { ...filters, format },
            })}
          >
            {t(`format.${format}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
