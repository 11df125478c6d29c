import { Button, Group, Select, Stack, Switch, Text, TextInput } from '@mantine/core';
import type { ListedSpeaker } from '@foyer/contracts';
import { IconMicrophone2, IconPlus, IconSearch } from '@tabler/icons-react';
import { useDeferredValue, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { useAction, useCall, type Answer } from '../server/api.js';
import { Empty } from '../ui/Empty.js';
import { Loaded } from '../ui/Loaded.js';
import { Loading } from '../ui/Loading.js';
import NotFound from '../ui/NotFound.js';
import { Page } from '../ui/Page.js';
import { Problem } from '../ui/Problem.js';
import { useSearchBox } from '../ui/use-search-box.js';
import { InviteAll } from './InviteAll.js';
import { SpeakerDrawer } from './SpeakerDrawer.js';
import { SpeakerLine } from './SpeakerLine.js';
import { shows, useSpeakerFilters } from './use-speaker-filters.js';
import './speakers.css';

/** Everybody on the stage, as organisers keep them. */
export default function SpeakersPage() {
  const { t } = useTranslation('speakers');
  const { event, roles } = useEvent();
  const speakers = useCall('listSpeakers', { params: { event: event.slug } });
  const [{ open }, change] = useSpeakerFilters();
  if (!roles.some((role) => role === 'owner' || role === 'organiser')) return <NotFound />;
  return (
    <Page
      title={t('title')}
      width="normal"
      action={
        <Button leftSection={<IconPlus size={20} aria-hidden />} onClick={() => change({ open: 'new' })}>
          {t('add')}
        </Button>
      }
    >
      <Loaded query={speakers} loading={<Loading blocks={6} />}>
        {(answer) => (
          <>
            {answer.speakers.length > 0 ? (
              <List {...answer} />
            ) : (
              <Empty icon={<IconMicrophone2 />} title={t('none.title')} text={t('none.text')} />
            )}
            {(open === 'new' || opened(answer.speakers, open)) && (
              <SpeakerDrawer
                key={open}
                speaker={opened(answer.speakers, open)}
                onClose={() => change({ open: undefined })}
              />
            )}
          </>
        )}
      </Loaded>
    </Page>
  );
}

const opened = (speakers: readonly ListedSpeaker[], slug: string | undefined): ListedSpeaker | null =>
  speakers.find((speaker) => speaker.slug === slug) ?? null;

const states = ['pending', 'unclaimed', 'claimed', 'unknown'] as const;

function List({ speakers, review }: Answer<'listSpeakers'>) {
  const { t } = useTranslation('speakers');
  const [filters, change] = useSpeakerFilters();
  const search = useDeferredValue(filters.search ?? '');
  const box = useSearchBox(filters.search ?? '', (words) => change({ search: words }));
  const found = useMemo(
    () => waitingFirst(speakers.filter((speaker) => shows(speaker, search, filters.state))),
    [speakers, search, filters.state],
  );
  return (
    <Stack>
      <Group align="flex-end" gap="sm">
        <TextInput
          flex="2 1 260px"
          type="search"
          label={t('search')}
          leftSection={<IconSearch size={20} aria-hidden />}
          {...box}
        />
        <Select
          flex="1 1 200px"
          label={t('filter.label')}
          data={states.map((value) => ({ value, label: t(`filter.${value}`) }))}
          placeholder={t('filter.all')}
          value={filters.state ?? null}
          onChange={(value) => change({ state: states.find((state) => state === value) })}
          clearable
        />
      </Group>
      <Group justify="space-between" gap="sm">
        <Review review={review} />
        <InviteAll speakers={speakers} />
      </Group>
      <Text c="dimmed" aria-live="polite">
        {found.length > 0 ? t('count', { count: found.length }) : t('noMatch')}
      </Text>
      <ul className="plain-list speaker-lines">
        {found.map((speaker) => (
          <SpeakerLine key={speaker.id} speaker={speaker} onOpen={() => change({ open: speaker.slug })} />
        ))}
      </ul>
    </Stack>
  );
}

/** What has to be decided stands on top. */
const waitingFirst = (speakers: readonly ListedSpeaker[]): ListedSpeaker[] =>
  speakers.toSorted((one, other) => Number(other.pending !== null) - Number(one.pending !== null));

/** Whether speakers' own edits wait. */
function Review({ review }: { review: boolean }) {
  const { t } = useTranslation('speakers');
  const { event } = useEvent();
  const put = useAction('putSpeakerReview', { stale: ['listSpeakers'] });
  return (
    <Stack gap="xs">
      <Switch
        size="md"
        label={t('review.setting')}
        checked={put.isPending ? put.variables.body.review : review}
        onChange={(change) =>
          put.mutate({ params: { event: event.slug }, body: { review: change.currentTarget.checked } })
        }
      />
      <Problem error={put.error} />
    </Stack>
  );
}
