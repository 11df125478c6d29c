import { ActionIcon, Button, Checkbox, Group, NumberInput, Radio, Stack, Text } from '@mantine/core';
import { SegmentedControl, Textarea, TextInput } from '@mantine/core';
import { maxPauses, maxTables, meetingModes, MeetingMode } from '@foyer/contracts';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { useLocalised } from '../ui/use-reader.js';
import type { BlockPlan } from './block-plan.js';

interface FieldsProps {
  plan: BlockPlan;
  onChange: (part: Partial<BlockPlan>) => void;
}

const whole = (value: string | number, otherwise: number): number =>
  typeof value === 'number' && Number.isInteger(value) ? value : otherwise;

/** Hours, length and gap of meetings. */
export function HoursFields({ plan, onChange }: FieldsProps) {
  const { t } = useTranslation('meetings');
  return (
    <div className="form-pair">
      <TextInput
        type="time"
        label={t('blocks.from')}
        value={plan.from}
        onChange={(typed) => onChange({ from: typed.currentTarget.value })}
        required
      />
      <TextInput
        type="time"
        label={t('blocks.to')}
        value={plan.to}
        onChange={(typed) => onChange({ to: typed.currentTarget.value })}
        required
      />
      <NumberInput
        label={t('blocks.slotMinutes')}
        min={5}
        max={240}
        size="md"
        value={plan.slotMinutes}
        onChange={(value) => onChange({ slotMinutes: whole(value, plan.slotMinutes) })}
      />
      <NumberInput
        label={t('blocks.gapMinutes')}
        min={0}
        max={120}
        size="md"
        value={plan.gapMinutes}
        onChange={(value) => onChange({ gapMinutes: whole(value, plan.gapMinutes) })}
      />
    </div>
  );
}

/** When nobody meets, such as lunch. */
export function PauseFields({ plan, onChange }: FieldsProps) {
  const { t } = useTranslation('meetingTimes');
  const set = (at: number, part: Partial<BlockPlan['pauses'][number]>) =>
    onChange({ pauses: plan.pauses.map((pause, index) => (index === at ? { ...pause, ...part } : pause)) });
  return (
    <Stack gap="xs" role="group" aria-label={t('blocks.pauses')}>
      <Text fw={500}>{t('blocks.pauses')}</Text>
      <Text size="sm" c="dimmed">
        {t('blocks.pausesHint')}
      </Text>
      {plan.pauses.map((pause, index) => (
        <Group key={index} gap="sm" align="flex-end" wrap="nowrap">
          <TextInput
            type="time"
            label={t('blocks.pauseFrom')}
            value={pause.from}
            onChange={(typed) => set(index, { from: typed.currentTarget.value })}
          />
          <TextInput
            type="time"
            label={t('blocks.pauseTo')}
            value={pause.to}
            onChange={(typed) => set(index, { to: typed.currentTarget.value })}
          />
          <ActionIcon
            variant="subtle"
            color="gray"
            size={44}
            aria-label={t('blocks.pauseRemove', pause)}
            onClick={() => onChange({ pauses: plan.pauses.filter((_, at) => at !== index) })}
          >
            <IconTrash size={20} aria-hidden />
          </ActionIcon>
        </Group>
      ))}
      {plan.pauses.length < maxPauses && (
        <Group>
          <Button
            variant="default"
            leftSection={<IconPlus size={20} aria-hidden />}
            onClick={() => onChange({ pauses: [...plan.pauses, { from: '12:00', to: '13:00' }] })}
          >
            {t('blocks.pauseAdd')}
          </Button>
        </Group>
      )}
    </Stack>
  );
}

const hows = ['number', 'named', 'unlimited'] as const;

/** How many can meet at once, and what the tables are called. */
export function TableFields({ plan, onChange }: FieldsProps) {
  const { t } = useTranslation(['meetingTimes', 'meetings']);
  return (
    <Stack gap="xs">
      <Text fw={500} id="tables-how">
        {t('blocks.tablesHow')}
      </Text>
      <SegmentedControl
        aria-labelledby="tables-how"
        className="day-choice"
        value={plan.how}
        onChange={(value) => onChange({ how: hows.find((one) => one === value) ?? 'number' })}
        data={hows.map((value) => ({ value, label: t(`blocks.how.${value}`) }))}
      />
      {plan.how === 'number' && (
        <NumberInput
          label={t('meetings:blocks.tableCount')}
          min={1}
          max={maxTables}
          size="md"
          maw={312}
          value={plan.tables}
          onChange={(value) => onChange({ tables: whole(value, plan.tables) })}
        />
      )}
      {plan.how === 'named' && (
        <Textarea
          label={t('blocks.names')}
          description={t('blocks.namesHint')}
          autosize
          minRows={3}
          maxRows={12}
          value={plan.names}
          onChange={(typed) => onChange({ names: typed.currentTarget.value })}
        />
      )}
      {plan.how === 'unlimited' && (
        <Text size="sm" c="dimmed">
          {t('blocks.unlimitedHint')}
        </Text>
      )}
    </Stack>
  );
}

/** Who may meet here, and how a time is found. */
export function RuleFields({ plan, onChange }: FieldsProps) {
  const { t } = useTranslation('meetingTimes');
  const { event } = useEvent();
  const say = useLocalised(event.languages[0]);
  return (
    <>
      {event.categories.length > 1 && (
        <Radio.Group
          label={t('blocks.who')}
          value={plan.categories === null ? 'all' : 'some'}
          onChange={(value) => onChange({ categories: value === 'all' ? null : [] })}
        >
          <Stack gap="xs" mt="xs">
            <Radio size="md" value="all" label={t('blocks.whoAll')} />
            <Radio size="md" value="some" label={t('blocks.whoSome')} />
          </Stack>
        </Radio.Group>
      )}
      {plan.categories !== null && (
        <Checkbox.Group
          aria-label={t('blocks.whoSome')}
          description={t('blocks.whoHint')}
          error={plan.categories.length === 0 && t('blocks.whoNone')}
          value={plan.categories}
          onChange={(chosen) => onChange({ categories: chosen })}
        >
          <Group gap="md" my="xs">
            {event.categories.map(({ key, label }) => (
              <Checkbox key={key} size="md" value={key} label={say(label)} />
            ))}
          </Group>
        </Checkbox.Group>
      )}
      <Radio.Group
        label={t('blocks.mode')}
        value={plan.mode}
        onChange={(value) => onChange({ mode: MeetingMode.parse(value) })}
      >
        <Stack gap="xs" mt="xs">
          {meetingModes.map((mode) => (
            <Radio
              key={mode}
              size="md"
              value={mode}
              label={t(`blocks.modes.${mode}`)}
              description={t(`blocks.modeText.${mode}`)}
            />
          ))}
        </Stack>
      </Radio.Group>
    </>
  );
}
