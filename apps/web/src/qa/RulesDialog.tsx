import { Anchor, Button, Group, Modal, NumberInput, Stack, Switch } from '@mantine/core';
import { RoomRules } from '@foyer/contracts';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useEvent } from '../events/use-event.js';
import { live } from '../server/live.js';
import { Problem } from '../ui/Problem.js';

interface RulesDialogProps {
  session: string;
  room: RoomRules;
  onClose: () => void;
}

const numberOf = (value: number | string): number | null => (typeof value === 'number' ? value : null);

/** Whether questions are read first, and how many one person may ask. */
export function RulesDialog({ session, room, onClose }: RulesDialogProps) {
  const { t } = useTranslation(['moderation', 'common', 'speakerView', 'questionTools', 'signs']);
  const { event } = useEvent();
  /** What is changed here; the rest is as it is, also where somebody else changes it meanwhile. */
  const [wanted, setWanted] = useState<Partial<RoomRules>>({});
  const rules: RoomRules = { ...room, ...wanted };
  const changed = RoomRules.keyof().options.filter((key) => rules[key] !== room[key]);
  const set = (change: Partial<RoomRules>) => setWanted((before) => ({ ...before, ...change }));
  const [state, setState] = useState<{ sending: boolean; problem: unknown }>({
    sending: false,
    problem: null,
  });
  const save = (submitted: FormEvent) => {
    submitted.preventDefault();
    if (changed.length === 0) return onClose();
    setState({ sending: true, problem: null });
    live
      .command('questions.rules', {
        session,
        ...Object.fromEntries(changed.map((key) => [key, rules[key]])),
      })
      .then(onClose, (problem: unknown) => setState({ sending: false, problem }));
  };
  return (
    <Modal
      opened
      onClose={onClose}
      closeOnClickOutside={changed.length === 0}
      title={t('rules.title')}
      closeButtonProps={{ 'aria-label': t('common:action.close') }}
    >
      <form onSubmit={save}>
        <Stack gap="md">
          <Switch
            label={t('rules.moderated')}
            description={t('rules.moderatedHint')}
            checked={rules.moderated}
            onChange={({ currentTarget }) => set({ moderated: currentTarget.checked })}
          />
          <Anchor component={Link} to={`/e/${event.slug}/manage/questions`} size="sm">
            {t('questionTools:lists.title')}
          </Anchor>
          <Switch
            label={t('rules.anonymous')}
            description={t('rules.anonymousHint')}
            checked={rules.anonymous}
            onChange={({ currentTarget }) => set({ anonymous: currentTarget.checked })}
          />
          <NumberInput
            label={t('rules.perPerson')}
            description={t('rules.perPersonHint')}
            value={rules.perPerson ?? ''}
            min={1}
            max={100}
            allowDecimal={false}
            onChange={(value) => set({ perPerson: numberOf(value) })}
          />
          <NumberInput
            label={t('rules.slow')}
            description={t('rules.slowHint')}
            value={rules.slowSeconds ?? ''}
            min={10}
            max={3_600}
            step={10}
            allowDecimal={false}
            onChange={(value) => set({ slowSeconds: numberOf(value) })}
          />
          <Switch
            label={t('speakerView:rate.label')}
            description={t('speakerView:rate.hint')}
            checked={rules.rateAtEnd}
            onChange={({ currentTarget }) => set({ rateAtEnd: currentTarget.checked })}
          />
          <Switch
            label={t('signs:reaction.switch')}
            description={t('signs:reaction.switchHint')}
            checked={rules.reactions}
            onChange={({ currentTarget }) => set({ reactions: currentTarget.checked })}
          />
          <Problem error={state.problem} />
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={onClose}>
              {t('cancel')}
            </Button>
            <Button type="submit" loading={state.sending}>
              {t('edit.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
