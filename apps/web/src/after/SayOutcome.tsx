import { Button, Group, Stack, Text } from '@mantine/core';
import { outcomes, type Meeting, type MeetingAfter } from '@foyer/contracts';
import { IconCheck } from '@tabler/icons-react';
import { useId, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { Problem } from '../ui/Problem.js';
import { useSay } from './use-say.js';

interface SayOutcomeProps {
  meeting: Meeting;
  after: MeetingAfter;
  onSaid: () => void;
}

/** What came of it in one tap, or that it did not take place; each can be changed by another. */
export function SayOutcome({ meeting, after, onSaid }: SayOutcomeProps) {
  const { t } = useTranslation(['after', 'meetings']);
  const id = useId();
  const { tapped, error, send } = useSay(meeting.id, onSaid);
  const held = tapped ? (tapped.held ?? true) : (after.said?.held ?? null);
  const outcome = tapped ? (tapped.outcome ?? null) : after.outcome;
  return (
    <Stack gap="xs" role="group" aria-labelledby={id}>
      <Text size="sm" fw={600} id={id}>
        {t('question')}
      </Text>
      <Group gap="xs">
        {outcomes.map((one) => (
          <Choice key={one} chosen={outcome === one} onChoose={() => send({ outcome: one })}>
            {t(`meetings:outcome.${one}`)}
          </Choice>
        ))}
        <Choice
          chosen={held === false}
          onChoose={() => send({ held: false, missing: after.said?.missing ?? [] })}
        >
          {t('notHeld')}
        </Choice>
      </Group>
      {held === false && (
        <Missing
          meeting={meeting}
          missing={tapped?.missing ?? after.said?.missing ?? []}
          onChoose={(missing) => send({ held: false, missing })}
        />
      )}
      {after.disputed && <Text size="sm">{t('disputed')}</Text>}
      <Problem error={error} />
    </Stack>
  );
}

interface MissingProps {
  meeting: Meeting;
  missing: readonly string[];
  onChoose: (missing: string[]) => void;
}

function Missing({ meeting, missing, onChoose }: MissingProps) {
  const { t } = useTranslation('after');
  const { person: me } = useEvent();
  const id = useId();
  const others = meeting.participants.filter(({ person }) => person !== me);
  const all = [...(me === null ? [] : [me]), ...others.map(({ person }) => person)];
  const is = (...people: string[]): boolean =>
    people.length === missing.length && people.every((person) => missing.includes(person));
  return (
    <Stack gap={6} role="group" aria-labelledby={id}>
      <Text size="sm" id={id}>
        {t('who')}
      </Text>
      <Group gap="xs">
        {others.map(({ person, name }) => (
          <Choice key={person} chosen={is(person)} onChoose={() => onChoose([person])}>
            {t('missing.them', { name })}
          </Choice>
        ))}
        {me !== null && (
          <Choice chosen={is(me)} onChoose={() => onChoose([me])}>
            {t('missing.me')}
          </Choice>
        )}
        <Choice chosen={is(...all)} onChoose={() => onChoose(all)}>
          {t('missing.all')}
        </Choice>
        <Choice chosen={missing.length === 0} onChoose={() => onChoose([])}>
          {t('missing.other')}
        </Choice>
      </Group>
    </Stack>
  );
}

function Choice({
  chosen,
  onChoose,
  children,
}: {
  chosen: boolean;
  onChoose: () => void;
  children: ReactNode;
}) {
  return (
    <Button
      variant={chosen ? 'filled' : 'default'}
      aria-pressed={chosen}
      {...(chosen ? { leftSection: <IconCheck size={18} aria-hidden /> } : {})}
      onClick={onChoose}
    >
      {children}
    </Button>
  );
}
