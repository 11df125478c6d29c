import { Button, Checkbox, Group, Stack, Text, TextInput } from '@mantine/core';
import { slotTimes } from '@foyer/contracts';
import { capitalised, formatDay, zoneCity } from '@foyer/locales';
import { IconCalendarPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { useAction } from '../server/api.js';
import { notifyDone } from '../ui/notify.js';
import { Problem } from '../ui/Problem.js';
import { useReader } from '../ui/use-reader.js';
import { daysOf, freshPlan, plannedBlocks, type BlockPlan } from './block-plan.js';
import { HoursFields, PauseFields, RuleFields, TableFields } from './BlockFields.js';
import { BlockPicture } from './BlockPicture.js';

/** Adds blocks, the same on many days; shows at once what that makes. */
export function BlockForm({ people }: { people: Readonly<Record<string, number>> }) {
  const { t } = useTranslation(['meetings', 'meetingTimes']);
  const { event } = useEvent();
  const reader = useReader();
  const days = daysOf(event);
  const [title, setTitle] = useState('');
  const [plan, setPlan] = useState<BlockPlan>(() => freshPlan(event));
  const add = useAction('createMeetingBlocks', { stale: ['listBlockUse', 'listMeetingBlocks'], once: true });
  const change = (part: Partial<BlockPlan>) => setPlan((known) => ({ ...known, ...part }));
  const blocks = plannedBlocks(plan, event.timeZone);
  const slots = blocks.reduce((sum, block) => sum + slotTimes(block).length, 0);

  const save = () => {
    const words = title.trim() || t('blocks.defaultTitle');
    const named = { title: { [event.languages[0] ?? 'en']: words } };
    add.mutate(
      { params: { event: event.slug }, body: { blocks: blocks.map((block) => ({ ...block, ...named })) } },
      { onSuccess: () => notifyDone(t('blocks.added', { count: slots })) },
    );
  };

  return (
    <form
      onSubmit={(submit) => {
        submit.preventDefault();
        save();
      }}
    >
      <div className="block-form">
        <Stack gap="md">
          <TextInput
            label={t('blocks.name')}
            placeholder={t('blocks.defaultTitle')}
            value={title}
            onChange={(typed) => setTitle(typed.currentTarget.value)}
            maxLength={200}
          />
          <Checkbox.Group
            label={t('blocks.days')}
            value={plan.days}
            onChange={(chosen) => change({ days: chosen })}
          >
            <Group gap="md" mt="xs">
              {days.map((day) => (
                <Checkbox
                  key={day}
                  value={day}
                  size="md"
                  label={capitalised(
                    formatDay(`${day}T12:00:00Z`, { ...reader, timeZone: 'UTC' }),
                    reader.language,
                  )}
                />
              ))}
            </Group>
          </Checkbox.Group>
          {days.length > 2 && (
            <Group>
              <Button variant="default" onClick={() => change({ days })}>
                {t('meetingTimes:blocks.allDays')}
              </Button>
            </Group>
          )}
          <Text size="sm" c="dimmed">
            {t('blocks.zone', { city: zoneCity(event.timeZone, reader.language) })}
          </Text>
          <HoursFields plan={plan} onChange={change} />
          <PauseFields plan={plan} onChange={change} />
          <TableFields plan={plan} onChange={change} />
          <RuleFields plan={plan} onChange={change} />
        </Stack>
        <Stack gap="md" className="block-form-picture">
          <BlockPicture blocks={blocks} people={people} />
          <Problem error={add.error} />
          <Group>
            <Button
              type="submit"
              disabled={slots === 0 || plan.categories?.length === 0}
              loading={add.isPending}
              leftSection={<IconCalendarPlus size={20} aria-hidden />}
            >
              {t('blocks.save', { count: slots })}
            </Button>
          </Group>
        </Stack>
      </div>
    </form>
  );
}
