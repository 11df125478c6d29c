import { Button, Checkbox, Group, Stack, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import type { BlockUse, MeetingBlock, RouteAnswer, routes } from '@foyer/contracts';
import { zoneCity } from '@foyer/locales';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { api, useAction } from '../server/api.js';
import { differences } from '../ui/differences.js';
import { notifyDone } from '../ui/notify.js';
import { Problem } from '../ui/Problem.js';
import { useLocalised, useReader } from '../ui/use-reader.js';
import { plannedBlocks, planOf, type BlockPlan } from './block-plan.js';
import { HoursFields, PauseFields, RuleFields, TableFields } from './BlockFields.js';
import { BlockPicture } from './BlockPicture.js';
import { InTheWay } from './InTheWay.js';

type Checked = RouteAnswer<typeof routes.checkMeetingBlock>;
type Change = Partial<Omit<MeetingBlock, 'id'>>;

interface EditProps {
  block: BlockUse;
  people: Readonly<Record<string, number>>;
  onClose: () => void;
}

/** Changes a block, and says beforehand what that does to its slots and to the meetings in them. */
export function BlockEdit({ block, people, onClose }: EditProps) {
  const { t } = useTranslation(['meetings', 'meetingTimes']);
  const { event } = useEvent();
  const reader = useReader();
  const say = useLocalised(event.languages[0]);
  // As it was when this was opened: the list is read anew meanwhile.
  const [was] = useState(block);
  const [title, setTitle] = useState(say(block.title));
  const [plan, setPlan] = useState<BlockPlan>(() => planOf(block, event));
  const [keep, setKeep] = useState(false);
  const change = (part: Partial<BlockPlan>) => setPlan((known) => ({ ...known, ...part }));
  const [planned] = plannedBlocks(plan, event.timeZone);
  const language = event.languages[0] ?? 'en';
  const words = title.trim();
  const wanted: Change = {
    ...(planned ? differences<Change>(was, planned) : {}),
    ...(words && words !== say(was.title) ? { title: { ...block.title, [language]: words } } : {}),
  };
  const [asked] = useDebouncedValue(JSON.stringify(wanted), 300);
  const params = { event: event.slug, block: block.id };
  // Asked with every change of the plan: the answer is old as soon as somebody books or moves.
  const check = useQuery<Checked>({
    queryKey: ['checkMeetingBlock', params, asked],
    queryFn: ({ signal }) =>
      api.call('checkMeetingBlock', { params, body: { change: JSON.parse(asked) as Change } }, { signal }),
    staleTime: 0,
    placeholderData: (before) => before,
  });
  const save = useAction('changeMeetingBlock', {
    stale: ['listBlockUse', 'listMeetingBlocks', 'checkMeetingBlock', 'listMeetingTimes', 'listRequestTimes'],
    once: true,
  });
  const stands = check.data?.inTheWay ?? [];
  const possible = planned !== undefined && plan.categories?.length !== 0;
  return (
    <form
      aria-label={t('meetingTimes:blocks.edit')}
      onSubmit={(submit) => {
        submit.preventDefault();
        save.mutate(
          { params, body: { change: wanted, keep } },
          {
            onSuccess: () => {
              notifyDone(t('meetingTimes:blocks.saved', { title: words || say(block.title) }));
              onClose();
            },
            onError: () => void check.refetch(),
          },
        );
      }}
    >
      <div className="block-form">
        <Stack gap="md">
          <TextInput
            label={t('blocks.name')}
            value={title}
            onChange={(typed) => setTitle(typed.currentTarget.value)}
            maxLength={200}
          />
          <Text size="sm" c="dimmed">
            {t('blocks.zone', { city: zoneCity(event.timeZone, reader.language) })}
          </Text>
          <HoursFields plan={plan} onChange={change} />
          <PauseFields plan={plan} onChange={change} />
          <TableFields plan={plan} onChange={change} />
          <RuleFields plan={plan} onChange={change} />
        </Stack>
        <Stack gap="md" className="block-form-picture">
          <BlockPicture blocks={planned ? [planned] : []} people={people} />
          {check.data && possible && (
            <Text role="status">
              {[
                t('meetingTimes:blocks.after', { count: check.data.slots }),
                ...(check.data.added + check.data.removed > 0
                  ? [t('meetingTimes:blocks.addsRemoves', check.data)]
                  : []),
                ...(stands.length === 0 ? [t('meetingTimes:blocks.noHarm')] : []),
              ].join(' ')}
            </Text>
          )}
          {stands.length > 0 && (
            <>
              <InTheWay meetings={stands} onMoved={() => void check.refetch()} />
              <Checkbox
                size="md"
                label={t('meetingTimes:blocks.keep')}
                description={t('meetingTimes:blocks.keepHint')}
                checked={keep}
                onChange={(ticked) => setKeep(ticked.currentTarget.checked)}
              />
            </>
          )}
          <Problem error={save.error ?? (possible ? check.error : null)} />
          <Group>
            <Button variant="default" onClick={onClose}>
              {t('meetingTimes:blocks.leave')}
            </Button>
            <Button
              type="submit"
              disabled={!possible || (stands.length > 0 && !keep)}
              loading={save.isPending}
            >
              {t('meetingTimes:blocks.save')}
            </Button>
          </Group>
        </Stack>
      </div>
    </form>
  );
}
