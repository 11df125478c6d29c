import { Alert, Button, Checkbox, Group, NumberInput, Stack, Text, TextInput } from '@mantine/core';
import { slotTimes } from '@foyer/contracts';
import { capitalised, formatDay, formatTime, zoneCity } from '@foyer/locales';
import { IconCalendarPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { api, forget } from '../server/api.js';
import { notifyDone } from '../ui/notify.js';
import { Problem } from '../ui/Problem.js';
import { useReader } from '../ui/use-reader.js';
import { daysOf, plannedBlocks, type BlockPlan } from './block-plan.js';

const whole = (value: string | number, otherwise: number): number =>
  typeof value === 'number' && Number.isInteger(value) ? value : otherwise;

/** Adds blocks: days, hours, length, gap, tables; says at once how many slots that makes. */
export function BlockForm() {
  const { t } = useTranslation('meetings');
  const { event } = useEvent();
  const reader = useReader();
  const days = daysOf(event);
  const [title, setTitle] = useState('');
  const [plan, setPlan] = useState<BlockPlan>({
    days: days.slice(0, 1),
    from: formatTime(event.startsAt, event.timeZone),
    to: formatTime(event.endsAt, event.timeZone),
    slotMinutes: 20,
    gapMinutes: 5,
    tables: 10,
  });
  const [error, setError] = useState<unknown>(null);
  const [saving, setSaving] = useState(false);
  const change = (part: Partial<BlockPlan>) => setPlan((known) => ({ ...known, ...part }));
  const blocks = plannedBlocks(plan, event.timeZone);
  const slots = blocks.reduce((sum, block) => sum + slotTimes(block).length, 0);

  const add = async () => {
    setSaving(true);
    setError(null);
    const words = title.trim() || t('blocks.defaultTitle');
    const named = { title: { [event.languages[0] ?? 'en']: words } };
    try {
      for (const block of blocks) {
        await api.call('createMeetingBlock', { params: { event: event.slug }, body: { ...block, ...named } });
      }
      notifyDone(t('blocks.added', { count: slots }));
    } catch (caught) {
      setError(caught);
    } finally {
      setSaving(false);
      await forget('listMeetingBlocks');
    }
  };

  return (
    <form
      onSubmit={(submit) => {
        submit.preventDefault();
        void add();
      }}
    >
      <Stack gap="md" maw={640}>
        <TextInput
          label={t('blocks.name')}
          placeholder={t('blocks.defaultTitle')}
          value={title}
          onChange={(event_) => setTitle(event_.currentTarget.value)}
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
        <Text size="sm" c="dimmed">
          {t('blocks.zone', { city: zoneCity(event.timeZone, reader.language) })}
        </Text>
        <div className="form-pair">
          <TextInput
            type="time"
            label={t('blocks.from')}
            value={plan.from}
            onChange={(event_) => change({ from: event_.currentTarget.value })}
            required
          />
          <TextInput
            type="time"
            label={t('blocks.to')}
            value={plan.to}
            onChange={(event_) => change({ to: event_.currentTarget.value })}
            required
          />
          <NumberInput
            label={t('blocks.slotMinutes')}
            min={5}
            max={240}
            size="md"
            value={plan.slotMinutes}
            onChange={(value) => change({ slotMinutes: whole(value, plan.slotMinutes) })}
          />
          <NumberInput
            label={t('blocks.gapMinutes')}
            min={0}
            max={120}
            size="md"
            value={plan.gapMinutes}
            onChange={(value) => change({ gapMinutes: whole(value, plan.gapMinutes) })}
          />
        </div>
        <Checkbox
          size="md"
          label={t('blocks.limited')}
          description={t('blocks.limitedHint')}
          checked={plan.tables !== null}
          onChange={(event_) => change({ tables: event_.currentTarget.checked ? 10 : null })}
        />
        {plan.tables !== null && (
          <NumberInput
            label={t('blocks.tableCount')}
            min={1}
            max={2000}
            size="md"
            maw={312}
            value={plan.tables}
            onChange={(value) => change({ tables: whole(value, plan.tables ?? 10) })}
          />
        )}
        <Alert variant="light" color="accent" role="status">
          <Text c="var(--mantine-color-text)">
            {slots === 0
              ? t('blocks.makesNone')
              : [
                  t('blocks.makes', { count: slots }),
                  ...(plan.tables === null ? [] : [t('blocks.room', { count: slots * plan.tables })]),
                ].join(' ')}
          </Text>
        </Alert>
        <Problem error={error} />
        <Group>
          <Button
            type="submit"
            disabled={slots === 0}
            loading={saving}
            leftSection={<IconCalendarPlus size={20} aria-hidden />}
          >
            {t('blocks.save', { count: slots })}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
