import { Anchor, Button, Group, Modal, NumberInput, Stack, Switch } from '@mantine/core';
import type { RoomState } from '@foyer/contracts';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useEvent } from '../events/use-event.js';
import { live } from '../server/live.js';
import { Problem } from '../ui/Problem.js';

interface RulesDialogProps {
  session: string;
  room: RoomState;
  onClose: () => void;
}

const numberOf = (value: number | string): number | null => (typeof value === 'number' ? value : null);

/** Whether questions are read first, and how many one person may ask. */
export function RulesDialog({ session, room, onClose }: RulesDialogProps) {
  const { t } = useTranslation(['moderation', 'common', 'speakerView', 'questionTools', 'signs']);
  const { event } = useEvent();
  const [moderated, setModerated] = useState(room.moderated);
  const [perPerson, setPerPerson] = useState(room.perPerson);
  const [slowSeconds, setSlowSeconds] = useState(room.slowSeconds);
  const [rateAtEnd, setRateAtEnd] = useState(room.rateAtEnd);
  const [reactions, setReactions] = useState(room.reactions);
  const [anonymous, setAnonymous] = useState(room.anonymous);
  const [state, setState] = useState<{ sending: boolean; problem: unknown }>({
    sending: false,
    problem: null,
  });
  const save = (submitted: FormEvent) => {
    submitted.preventDefault();
    setState({ sending: true, problem: null });
    live
      .command('questions.rules', {
        session,
        moderated,
        perPerson,
        slowSeconds,
        rateAtEnd,
        reactions,
        anonymous,
      })
      .then(onClose, (problem: unknown) => setState({ sending: false, problem }));
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('rules.title')}
      closeButtonProps={{ 'aria-label': t('common:action.close') }}
    >
      <form onSubmit={save}>
        <Stack gap="md">
          <Switch
            label={t('rules.moderated')}
            description={t('rules.moderatedHint')}
            checked={moderated}
            onChange={({ currentTarget }) => setModerated(currentTarget.checked)}
          />
          <Anchor component={Link} to={`/e/${event.slug}/manage/questions`} size="sm">
            {t('questionTools:lists.title')}
          </Anchor>
          <Switch
            label={t('rules.anonymous')}
            description={t('rules.anonymousHint')}
            checked={anonymous}
            onChange={({ currentTarget }) => setAnonymous(currentTarget.checked)}
          />
          <NumberInput
            label={t('rules.perPerson')}
            description={t('rules.perPersonHint')}
            value={perPerson ?? ''}
            min={1}
            max={100}
            allowDecimal={false}
            onChange={(value) => setPerPerson(numberOf(value))}
          />
          <NumberInput
            label={t('rules.slow')}
            description={t('rules.slowHint')}
            value={slowSeconds ?? ''}
            min={10}
            max={3_600}
            step={10}
            allowDecimal={false}
            onChange={(value) => setSlowSeconds(numberOf(value))}
          />
          <Switch
            label={t('speakerView:rate.label')}
            description={t('speakerView:rate.hint')}
            checked={rateAtEnd}
            onChange={({ currentTarget }) => setRateAtEnd(currentTarget.checked)}
          />
          <Switch
            label={t('signs:reaction.switch')}
            description={t('signs:reaction.switchHint')}
            checked={reactions}
            onChange={({ currentTarget }) => setReactions(currentTarget.checked)}
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
