import { Button, Stack } from '@mantine/core';
import { IconUsers, IconZoomQuestion } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { useAction, type Answer } from '../server/api.js';
import { Empty } from '../ui/Empty.js';
import { Problem } from '../ui/Problem.js';
import { PartnerEntry } from './PartnerEntry.js';
import { noFacets, type View } from './use-view.js';

type Page = Pick<Answer<'listDirectory'>, 'partners' | 'next'>;

interface DirectoryListProps {
  first: Answer<'listDirectory'>;
  view: View;
  onClear: () => void;
}

/** The people of the directory; more of them on request. */
export function DirectoryList({ first, view, onClear }: DirectoryListProps) {
  const { t } = useTranslation('partners');
  const { event } = useEvent();
  const read = useAction('listDirectory');
  const [more, setMore] = useState<Page[]>([]);
  const next = (more.at(-1) ?? first).next;
  // Somebody may have moved from a page to the next meanwhile.
  const people = new Map([first, ...more].flatMap((page) => page.partners).map((one) => [one.person, one]));
  const narrowed = view.search !== undefined || Object.keys(noFacets).some((name) => name in view);
  const { view: _, ...query } = view;
  if (people.size === 0) {
    return (
      <Empty
        icon={narrowed ? <IconZoomQuestion /> : <IconUsers />}
        title={t(narrowed ? 'none.title' : 'nobody.title')}
        text={t(narrowed ? 'none.text' : 'nobody.text')}
        action={
          narrowed && (
            <Button variant="default" onClick={onClear}>
              {t('none.clear')}
            </Button>
          )
        }
      />
    );
  }
  return (
    <Stack gap="md">
      <ul className="plain-list partner-grid">
        {[...people.values()].map((partner) => (
          <PartnerEntry key={partner.person} partner={partner} />
        ))}
      </ul>
      <Problem error={read.error} />
      {next !== null && (
        <div className="partner-more">
          <Button
            variant="default"
            loading={read.isPending}
            onClick={() =>
              read.mutate(
                { params: { event: event.slug }, query: { ...query, after: next } },
                { onSuccess: (page) => setMore([...more, page]) },
              )
            }
          >
            {t('more')}
          </Button>
        </div>
      )}
    </Stack>
  );
}
