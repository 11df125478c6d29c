import { Badge, Button, Group, Stack, Text } from '@mantine/core';
import type { BlockUse } from '@foyer/contracts';
import { formatTime, formatRange } from '@foyer/locales';
import { IconLock, IconPencil, IconTrash } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { api, useAction } from '../server/api.js';
import { EventTime } from '../ui/EventTime.js';
import { Loaded } from '../ui/Loaded.js';
import { notifyDone } from '../ui/notify.js';
import { Problem } from '../ui/Problem.js';
import { useLocalised, useReader } from '../ui/use-reader.js';
import { BlockEdit } from './BlockEdit.js';
import { InTheWay } from './InTheWay.js';
import { useRefusalWords } from './refusals.js';

interface RowProps {
  block: BlockUse;
  people: Readonly<Record<string, number>>;
  /** Opened at once, as a link from elsewhere asks for. */
  opened: boolean;
}

/** A block with what is booked in it; to be changed and taken out. */
export function BlockRow({ block, people, opened }: RowProps) {
  const { t } = useTranslation(['meetingTimes', 'meetings']);
  const { event } = useEvent();
  const reader = useReader();
  const say = useLocalised(event.languages[0]);
  const [open, setOpen] = useState<'edit' | 'remove' | null>(opened ? 'edit' : null);
  const close = () => setOpen(null);
  const named = {
    title: say(block.title),
    when: formatRange(block.startsAt, block.endsAt, { ...reader, timeZone: event.timeZone }),
  };
  return (
    <li className="lined-row">
      <Stack gap="xs">
        <Group gap="sm">
          <Text fw={600}>{named.title}</Text>
          {block.closed && (
            <Badge
              color="gray"
              variant="light"
              leftSection={<IconLock size={16} aria-hidden />}
              className="wrapping-badge"
            >
              {t('blocks.closed')}
            </Badge>
          )}
        </Group>
        <EventTime start={block.startsAt} end={block.endsAt} timeZone={event.timeZone} />
        <Facts block={block} />
        {open === 'edit' && <BlockEdit block={block} people={people} onClose={close} />}
        {open === 'remove' && <Removal block={block} onClose={close} />}
        {open === null && (
          <Group gap="xs">
            <Button
              variant="default"
              leftSection={<IconPencil size={20} aria-hidden />}
              aria-label={t('blocks.editOf', named)}
              onClick={() => setOpen('edit')}
            >
              {t('blocks.edit')}
            </Button>
            {!block.closed && (
              <Button
                variant="subtle"
                color="gray"
                leftSection={<IconTrash size={20} aria-hidden />}
                aria-label={t('blocks.removeOf', named)}
                onClick={() => setOpen('remove')}
              >
                {t('blocks.remove')}
              </Button>
            )}
          </Group>
        )}
      </Stack>
    </li>
  );
}

function Facts({ block }: { block: BlockUse }) {
  const { t } = useTranslation(['meetingTimes', 'meetings']);
  const { event } = useEvent();
  const words = useRefusalWords();
  const clock = (at: string) => formatTime(at, event.timeZone);
  const shape = [
    t('meetings:blocks.slots', { count: block.slots }),
    t('meetings:blocks.length', { minutes: block.slotMinutes }),
    ...(block.gapMinutes > 0 ? [t('meetings:blocks.gap', { minutes: block.gapMinutes })] : []),
    block.tables === null
      ? t('meetings:blocks.unlimited')
      : t('meetings:blocks.tables', { count: block.tables }),
  ];
  const rules = [
    t(`blocks.modes.${block.mode}`),
    ...(block.categories === null
      ? []
      : [t('blocks.forWhom', { categories: words.categories(block.categories) })]),
    ...(block.pauses.length === 0
      ? []
      : [
          t('blocks.pausesAre', {
            times: block.pauses
              .map(({ startsAt, endsAt }) => `${clock(startsAt)}–${clock(endsAt)}`)
              .join(', '),
          }),
        ]),
    block.tables === null
      ? t('blocks.booked', { count: block.meetings })
      : t('blocks.bookedOf', { booked: block.meetings, room: block.slots * block.tables }),
  ];
  return (
    <>
      {!block.closed && (
        <Text size="sm" c="dimmed">
          {shape.join(' · ')}
        </Text>
      )}
      <Text size="sm" c="dimmed">
        {block.closed ? t('blocks.booked', { count: block.meetings }) : rules.join(' · ')}
      </Text>
    </>
  );
}

function Removal({ block, onClose }: { block: BlockUse; onClose: () => void }) {
  const { t } = useTranslation('meetingTimes');
  const { event } = useEvent();
  const say = useLocalised(event.languages[0]);
  const params = { event: event.slug, block: block.id };
  const check = useQuery({
    queryKey: ['checkMeetingBlock', params, 'remove'],
    queryFn: ({ signal }) => api.call('checkMeetingBlock', { params, body: { change: null } }, { signal }),
    staleTime: 0,
  });
  const remove = useAction('removeMeetingBlock', {
    stale: ['listBlockUse', 'listMeetingBlocks', 'listMeetingTimes', 'listRequestTimes'],
    once: true,
  });
  return (
    <Loaded query={check}>
      {({ inTheWay }) => (
        <Stack gap="sm">
          {inTheWay.length > 0 && <InTheWay meetings={inTheWay} onMoved={() => void check.refetch()} />}
          <Text>{t(inTheWay.length > 0 ? 'blocks.removeKeep' : 'blocks.removeSure')}</Text>
          <Problem error={remove.error} />
          <Group>
            <Button variant="default" onClick={onClose}>
              {t('blocks.leave')}
            </Button>
            <Button
              color="red"
              loading={remove.isPending}
              onClick={() =>
                remove.mutate(
                  { params, body: { keep: inTheWay.length > 0 } },
                  {
                    onSuccess: () => notifyDone(t('blocks.removed', { title: say(block.title) })),
                    onError: () => void check.refetch(),
                  },
                )
              }
            >
              {t('blocks.removeSend')}
            </Button>
          </Group>
        </Stack>
      )}
    </Loaded>
  );
}
