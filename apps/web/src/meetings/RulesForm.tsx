import { Button, Group, NumberInput, Stack, Switch, Table, Text, Title } from '@mantine/core';
import type { MeetingRules } from '@foyer/contracts';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { differences } from '../ui/differences.js';
import { useLocalised } from '../ui/use-reader.js';
import { RulesMatrix } from './RulesMatrix.js';

interface RulesFormProps {
  initial: MeetingRules;
  saving: boolean;
  /** What is no longer as it was; `done` once it is saved. */
  onSave: (changed: Partial<MeetingRules>, done: () => void) => void;
  /** What has gone wrong. */
  children: ReactNode;
}

const whole = (value: string | number, fallback: number): number =>
  typeof value === 'number' && Number.isInteger(value) ? value : fallback;
const wholeOrNone = (value: string | number): number | null =>
  typeof value === 'number' && Number.isInteger(value) ? value : null;

/** Hours to answer, limits, and the matrix of who may ask whom; saved together. */
export function RulesForm({ initial, saving, onSave, children }: RulesFormProps) {
  const { t } = useTranslation(['meetingRules', 'common']);
  const { event } = useEvent();
  const say = useLocalised(event.languages[0]);
  const [edits, setEdits] = useState<Partial<MeetingRules>>({});
  // What others have saved meanwhile is shown, where nothing was written over it here.
  const rules = { ...initial, ...edits };
  const change = (part: Partial<MeetingRules>) => setEdits((was) => ({ ...was, ...part }));
  const categories = event.categories.map(({ key, label }) => ({ key, label: say(label) }));
  const capOf = (category: string) =>
    rules.caps.find((cap) => cap.category === category) ?? { category, openRequests: null, meetings: null };
  const changeCap = (category: string, part: { openRequests?: number | null; meetings?: number | null }) =>
    change({
      caps: [
        ...rules.caps.filter((cap) => cap.category !== category),
        { ...capOf(category), ...part },
      ].filter(({ openRequests, meetings }) => openRequests !== null || meetings !== null),
    });
  return (
    <form
      onSubmit={(submit) => {
        submit.preventDefault();
        const known = new Set(categories.map(({ key }) => key));
        // A category that is no longer there takes its rules with it.
        const wanted: MeetingRules = {
          ...rules,
          forbidden: rules.forbidden.filter(({ asks, asked }) => known.has(asks) && known.has(asked)),
          caps: rules.caps.filter(({ category }) => known.has(category)),
        };
        onSave(differences(initial, wanted), () => setEdits({}));
      }}
    >
      <Stack gap="xl">
        <Stack gap="md" component="section" aria-labelledby="limits" maw={640}>
          <Title order={2} id="limits">
            {t('limits.title')}
          </Title>
          <NumberInput
            size="md"
            label={t('limits.answerHours')}
            description={t('limits.answerHoursHint')}
            min={1}
            max={8_760}
            allowDecimal={false}
            value={rules.answerHours}
            onChange={(value) => change({ answerHours: whole(value, initial.answerHours) })}
          />
          <NumberInput
            size="md"
            label={t('limits.openRequests')}
            description={t('limits.openRequestsHint')}
            min={0}
            max={1_000}
            allowDecimal={false}
            value={rules.openRequests}
            onChange={(value) => change({ openRequests: whole(value, initial.openRequests) })}
          />
          <Switch
            size="md"
            label={t('limits.limited')}
            checked={rules.meetings !== null}
            onChange={(toggle) => change({ meetings: toggle.currentTarget.checked ? 10 : null })}
          />
          {rules.meetings !== null && (
            <NumberInput
              size="md"
              label={t('limits.meetings')}
              min={0}
              max={1_000}
              allowDecimal={false}
              value={rules.meetings}
              onChange={(value) => change({ meetings: whole(value, 10) })}
            />
          )}
        </Stack>
        <Stack gap="md" component="section" aria-labelledby="matrix">
          <Title order={2} id="matrix">
            {t('matrix.title')}
          </Title>
          {categories.length === 0 ? (
            <Text>{t('matrix.none')}</Text>
          ) : (
            <RulesMatrix
              categories={categories}
              forbidden={rules.forbidden}
              onChange={(forbidden) => change({ forbidden })}
            />
          )}
        </Stack>
        {categories.length > 0 && (
          <Stack gap="md" component="section" aria-labelledby="caps">
            <Title order={2} id="caps">
              {t('caps.title')}
            </Title>
            <Text size="sm" c="dimmed">
              {t('caps.hint')}
            </Text>
            <Table.ScrollContainer minWidth={320}>
              <Table aria-labelledby="caps" verticalSpacing="xs">
                <Table.Thead>
                  <Table.Tr>
                    <Table.Th scope="col">{t('caps.category')}</Table.Th>
                    <Table.Th scope="col">{t('caps.openRequests')}</Table.Th>
                    <Table.Th scope="col">{t('caps.meetings')}</Table.Th>
                  </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                  {categories.map(({ key, label }) => (
                    <Table.Tr key={key}>
                      <Table.Th scope="row" fw={500}>
                        {label}
                      </Table.Th>
                      {(['openRequests', 'meetings'] as const).map((field) => (
                        <Table.Td key={field}>
                          <NumberInput
                            aria-label={`${label}: ${t(`caps.${field}`)}`}
                            placeholder={String(
                              (field === 'meetings' ? rules.meetings : rules.openRequests) ??
                                t('caps.unlimited'),
                            )}
                            min={0}
                            max={1_000}
                            allowDecimal={false}
                            size="md"
                            w={104}
                            value={capOf(key)[field] ?? ''}
                            onChange={(value) => changeCap(key, { [field]: wholeOrNone(value) })}
                          />
                        </Table.Td>
                      ))}
                    </Table.Tr>
                  ))}
                </Table.Tbody>
              </Table>
            </Table.ScrollContainer>
          </Stack>
        )}
        {children}
        <Group>
          <Button type="submit" loading={saving}>
            {t('common:action.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
