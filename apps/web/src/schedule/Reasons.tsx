import { Button, Stack, Table, Text, Title } from '@mantine/core';
import type { ScheduleHelp, ScheduleReason, ScheduleRun } from '@foyer/contracts';
import { formatRange } from '@foyer/locales';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { useCall } from '../server/api.js';
import { Loaded } from '../ui/Loaded.js';
import { useReader } from '../ui/use-reader.js';

interface ReasonsProps {
  run: ScheduleRun;
  /** By the person's id. */
  onShow: (person: string) => void;
}

/** Whom a plan serves badly, why, and what would help. */
export function Reasons({ run, onShow }: ReasonsProps) {
  const { t } = useTranslation('schedule');
  const { event } = useEvent();
  const reasons = useCall(
    'getScheduleReasons',
    { params: { event: event.slug, run: run.id } },
    { staleTime: 60_000 },
  );
  return (
    <Stack component="section" gap="sm" aria-labelledby="schedule-reasons">
      <Title order={3} id="schedule-reasons">
        {t('reasons.title')}
      </Title>
      <Loaded query={reasons}>
        {({ people, peopleInAll, unplaced, unplacedInAll }) => (
          <Stack gap="md">
            {people.length === 0 ? (
              <Text>{t('reasons.none')}</Text>
            ) : (
              <Table aria-labelledby="schedule-reasons" verticalSpacing="xs">
                <Table.Thead>
                  <Table.Tr>
                    <Table.Th scope="col">{t('reasons.person')}</Table.Th>
                    <Table.Th scope="col">{t('reasons.meetings')}</Table.Th>
                    <Table.Th scope="col">{t('reasons.waits')}</Table.Th>
                  </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                  {people.map(({ id, name, organisation, meetings, placed, breaks }) => (
                    <Table.Tr key={id}>
                      <Table.Th scope="row" fw={400} style={{ overflowWrap: 'anywhere' }}>
                        <Button
                          variant="subtle"
                          size="sm"
                          px={0}
                          ta="start"
                          aria-label={t('reasons.show', { name })}
                          onClick={() => onShow(id)}
                        >
                          {name}
                        </Button>
                        <Text size="sm" c="dimmed">
                          {organisation}
                        </Text>
                      </Table.Th>
                      <Table.Td className="tabular">{t('plan.of', { placed, meetings })}</Table.Td>
                      <Table.Td className="tabular">{breaks}</Table.Td>
                    </Table.Tr>
                  ))}
                </Table.Tbody>
              </Table>
            )}
            {peopleInAll > people.length && (
              <Text c="dimmed">{t('reasons.more', { number: peopleInAll - people.length })}</Text>
            )}
            {unplacedInAll > 0 && (
              <Stack gap="xs">
                <Title order={4}>{t('reasons.unplaced', { number: unplacedInAll })}</Title>
                <ul className="plain-list">
                  {unplaced.map(({ request, names, reason, help }) => (
                    <li key={request} className="schedule-row">
                      <Text fw={600} style={{ overflowWrap: 'anywhere' }}>
                        {names.join(' – ')}
                      </Text>
                      <Why reason={reason} help={help} />
                    </li>
                  ))}
                </ul>
                {unplacedInAll > unplaced.length && (
                  <Text c="dimmed">{t('reasons.more', { number: unplacedInAll - unplaced.length })}</Text>
                )}
              </Stack>
            )}
          </Stack>
        )}
      </Loaded>
    </Stack>
  );
}

function Why({ reason, help }: { reason: ScheduleReason; help: readonly ScheduleHelp[] }) {
  const { t } = useTranslation('schedule');
  const reader = useReader();
  const helps = (one: ScheduleHelp): string => {
    if (one.code === 'unpin') return t('reasons.unpin');
    const when = formatRange(one.startsAt, one.endsAt, reader);
    if (one.code === 'add-table') return t('reasons.add-table', { when });
    if (one.code === 'free-time') return t('reasons.free-time', { when, name: one.name });
    return t('reasons.move-meeting', { when, names: one.names.join(' – ') });
  };
  const why = (): string => {
    switch (reason.code) {
      case 'overbooked':
        return t('reasons.overbooked', { name: reason.name, meetings: reason.meetings, times: reason.times });
      case 'tables-full':
        return t('reasons.tables-full', { times: reason.times });
      case 'no-common-time':
      case 'no-room':
      case 'crowded':
        return t(`reasons.${reason.code}`);
    }
  };
  return (
    <>
      <Text>{why()}</Text>
      {help.length > 0 && (
        <>
          <Text size="sm" c="dimmed">
            {t('reasons.help')}
          </Text>
          <ul className="schedule-help">
            {help.map((one) => (
              <li key={JSON.stringify(one)}>
                <Text size="sm">{helps(one)}</Text>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}
