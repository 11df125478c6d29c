import { Card, Checkbox, Group, Stack, Table, Text, UnstyledButton, VisuallyHidden } from '@mantine/core';
import type { Participant, ParticipantAct, participantSorts } from '@foyer/contracts';
import { IconChevronDown, IconChevronUp, IconSelector } from '@tabler/icons-react';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { Choose, Name, Organisation, Standing, useWords } from './participant-cells.js';
import { ParticipantMenu } from './ParticipantMenu.js';
import { useSortLabels } from './use-sort-labels.js';

type Sort = (typeof participantSorts)[number];
type Order = 'asc' | 'desc';
interface ParticipantsProps {
  participants: readonly Participant[];
  chosen: ReadonlySet<string>;
  onChoose: (ids: readonly string[], on: boolean) => void;
  onAct: (act: ParticipantAct, people: readonly Participant[]) => void;
  onOrganisation: (organisation: string) => void;
}
interface TableProps extends ParticipantsProps {
  sort: Sort;
  order: Order;
  onSort: (sort: Sort, order: Order) => void;
}

const columns: readonly { sort: Sort; width?: string }[] = [
  { sort: 'name', width: '26%' },
  { sort: 'organisation' },
  { sort: 'category', width: '15%' },
  { sort: 'state', width: '17%' },
  { sort: 'asked', width: '12%' },
];

export function ParticipantTable({ sort, order, onSort, ...rows }: TableProps) {
  const { t } = useTranslation(['registration', 'places']);
  const labels = useSortLabels();
  const { participants, chosen, ...does } = rows;
  const { onChoose } = does;
  const all = participants.every(({ id }) => chosen.has(id));
  return (
    <Card className="foyer-card" padding={0}>
      <Table verticalSpacing="sm" horizontalSpacing="sm" layout="fixed" className="participants">
        <Table.Caption>
          <VisuallyHidden>{t('participants.table')}</VisuallyHidden>
        </Table.Caption>
        <Table.Thead>
          <Table.Tr>
            <Table.Th w={52}>
              <Checkbox
                size="md"
                aria-label={t('places:desk.chooseAll')}
                checked={all}
                indeterminate={!all && participants.some(({ id }) => chosen.has(id))}
                onChange={() =>
                  onChoose(
                    participants.map(({ id }) => id),
                    !all,
                  )
                }
              />
            </Table.Th>
            {columns.map((column) => {
              const current = sort === column.sort;
              const Icon = current ? (order === 'asc' ? IconChevronUp : IconChevronDown) : IconSelector;
              return (
                <Table.Th
                  key={column.sort}
                  {...(column.width ? { w: column.width } : {})}
                  aria-sort={current ? (order === 'asc' ? 'ascending' : 'descending') : 'none'}
                >
                  <UnstyledButton
                    className="sort-button"
                    onClick={() => onSort(column.sort, current && order === 'asc' ? 'desc' : 'asc')}
                  >
                    {labels[column.sort]}
                    <Icon size={16} aria-hidden />
                  </UnstyledButton>
                </Table.Th>
              );
            })}
            <Table.Th w={60}>
              <VisuallyHidden>{t('places:desk.acts')}</VisuallyHidden>
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {participants.map((one) => (
            <TableRow key={one.id} one={one} {...does} chosen={chosen.has(one.id)} />
          ))}
        </Table.Tbody>
      </Table>
    </Card>
  );
}

interface RowProps extends Pick<ParticipantsProps, 'onChoose' | 'onAct' | 'onOrganisation'> {
  one: Participant;
  chosen: boolean;
}
/** One row is drawn anew when it changes, and its words not when it is chosen: there may be thousands. */
const TableRow = memo(function TableRow({ one, chosen, onChoose, ...cells }: RowProps) {
  return (
    <Table.Tr data-chosen={chosen || undefined}>
      <Table.Td>
        <Choose one={one} chosen={chosen} onChoose={onChoose} />
      </Table.Td>
      <RowCells one={one} {...cells} />
    </Table.Tr>
  );
});

const RowCells = memo(function RowCells({
  one,
  onAct,
  onOrganisation,
}: Omit<RowProps, 'chosen' | 'onChoose'>) {
  const words = useWords();
  return (
    <>
      <Table.Th scope="row" fw={400}>
        <Name participant={one} />
        <Text size="sm" c="dimmed">
          {one.email}
        </Text>
      </Table.Th>
      <Table.Td>
        <Organisation one={one} onOrganisation={onOrganisation} />
        <Text size="sm" c="dimmed">
          {[one.jobTitle, words.country(one)].filter(Boolean).join(' · ')}
        </Text>
      </Table.Td>
      <Table.Td>
        <Text>{words.category(one)}</Text>
      </Table.Td>
      <Table.Td>
        <Standing one={one} />
      </Table.Td>
      <Table.Td>
        <Text size="sm" className="tabular">
          {words.asked(one)}
        </Text>
      </Table.Td>
      <Table.Td>
        <ParticipantMenu participant={one} onAct={onAct} />
      </Table.Td>
    </>
  );
});

export function ParticipantCards(rows: ParticipantsProps) {
  const { participants, chosen, ...does } = rows;
  return (
    <Stack component="ul" gap="sm" className="plain-list">
      {participants.map((one) => (
        <PersonCard key={one.id} one={one} {...does} chosen={chosen.has(one.id)} />
      ))}
    </Stack>
  );
}

const PersonCard = memo(function PersonCard({ one, chosen, onChoose, onAct, onOrganisation }: RowProps) {
  const words = useWords();
  return (
    <Card component="li" className="foyer-card" padding="sm">
      <Group wrap="nowrap" align="flex-start" gap="sm">
        <Choose one={one} chosen={chosen} onChoose={onChoose} />
        <Stack gap={4} flex={1} miw={0}>
          <Name participant={one} />
          <Text size="sm" c="dimmed">
            {one.email}
          </Text>
          <Organisation one={one} onOrganisation={onOrganisation} />
          <Text size="sm" c="dimmed">
            {[one.jobTitle, words.country(one), words.category(one)].filter(Boolean).join(' · ')}
          </Text>
          <Standing one={one} />
        </Stack>
        <ParticipantMenu participant={one} onAct={onAct} />
      </Group>
    </Card>
  );
});
