import { Button, Group, Stack, Text } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { participantSorts, type Participant, type ParticipantAct } from '@foyer/contracts';
import { IconUsers } from '@tabler/icons-react';
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { useAction, type Answer } from '../server/api.js';
import { ChoiceInput } from '../ui/ChoiceInput.js';
import { Empty } from '../ui/Empty.js';
import { Problem } from '../ui/Problem.js';
import { ActDialog } from './ActDialog.js';
import { BulkBar } from './BulkBar.js';
import { ParticipantCards, ParticipantTable } from './ParticipantRows.js';
import { useSortLabels } from './use-sort-labels.js';
import { noFilters, type Filters } from './use-filters.js';

const nextPage = 200;

interface ParticipantListProps {
  first: Answer<'listParticipants'>;
  filters: Filters;
  onChange: (part: Partial<Filters>) => void;
  onClear: () => void;
}

/** A table, or cards where there is no room for one; more of them on request. Some or all may be chosen. */
export function ParticipantList({ first, filters, onChange, onClear }: ParticipantListProps) {
  const { t } = useTranslation(['registration', 'places']);
  const { event } = useEvent();
  const small = useMediaQuery('(max-width: 40em)');
  const sorts = useSortLabels();
  const read = useAction('listParticipants');
  const [more, setMore] = useState<Pick<Answer<'listParticipants'>, 'participants' | 'next'>[]>([]);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [asking, setAsking] = useState<{ act: ParticipantAct; people: readonly Participant[] } | null>(null);
  const participants = [first, ...more].flatMap((page) => page.participants);
  const next = (more.at(-1) ?? first).next;
  const filtered = Object.keys(noFilters).some((name) => Boolean(filters[name as keyof Filters]));

  // The same ones every time, so that rows that have not changed are not drawn anew.
  const onChoose = useCallback((ids: readonly string[], on: boolean) => {
    setChosen((before) => {
      const now = new Set(before);
      for (const id of ids) {
        if (on) now.add(id);
        else now.delete(id);
      }
      return now;
    });
  }, []);
  const onAct = useCallback(
    (act: ParticipantAct, people: readonly Participant[]) => setAsking({ act, people }),
    [],
  );
  const onOrganisation = useCallback((organisation: string) => onChange({ organisation }), [onChange]);
  const rows = { participants, chosen, onChoose, onAct, onOrganisation };
  const picked = participants.filter(({ id }) => chosen.has(id));
  const list = (
    <Stack gap="md">
      <Group justify="space-between" align="flex-end">
        <Text c="dimmed" role="status">
          {t('participants.count', { count: first.counts.total })}
        </Text>
        {small && (
          <ChoiceInput
            label={t('places:desk.sort')}
            data={participantSorts.map((value) => ({ value, label: sorts[value] }))}
            value={filters.sort ?? 'name'}
            onChange={(sort) => onChange({ sort: sort === 'name' ? undefined : sort, order: undefined })}
          />
        )}
      </Group>
      {small ? (
        <ParticipantCards {...rows} />
      ) : (
        <ParticipantTable
          {...rows}
          sort={filters.sort ?? 'name'}
          order={filters.order ?? 'asc'}
          onSort={(sort, order) =>
            onChange({
              sort: sort === 'name' ? undefined : sort,
              order: order === 'desc' ? 'desc' : undefined,
            })
          }
        />
      )}
      <Problem error={read.error} />
      {next !== null && (
        <Button
          variant="default"
          loading={read.isPending}
          onClick={() =>
            read.mutate(
              { params: { event: event.slug }, query: { ...filters, limit: nextPage, after: next } },
              { onSuccess: (page) => setMore([...more, page]) },
            )
          }
        >
          {t('participants.more')}
        </Button>
      )}
      {picked.length > 0 && (
        <BulkBar chosen={picked} onAct={rows.onAct} onClear={() => setChosen(new Set())} />
      )}
    </Stack>
  );
  return (
    <>
      {participants.length > 0 ? (
        list
      ) : (
        <Empty
          icon={<IconUsers />}
          title={t(filtered ? 'participants.nothingTitle' : 'participants.emptyTitle')}
          text={t(filtered ? 'participants.nothingText' : 'participants.emptyText')}
          action={
            filtered && (
              <Button variant="default" onClick={onClear}>
                {t('participants.clear')}
              </Button>
            )
          }
        />
      )}
      {/* Beside the list, not in it: it reports also when nobody is left there. */}
      {asking && (
        <ActDialog
          {...asking}
          onClose={() => setAsking(null)}
          onDone={() => {
            setAsking(null);
            setChosen(new Set());
            // Pages after the first were read before: who wants them reads them anew.
            setMore([]);
          }}
        />
      )}
    </>
  );
}
