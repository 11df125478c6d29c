import { Button, Group, Modal, NumberInput, Stack, Text } from '@mantine/core';
import type { Session } from '@foyer/contracts';
import { formatDuration } from '@foyer/locales';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { useLanguage, useLocalised } from '../ui/use-reader.js';
import type { Acts } from './use-acts.js';
import type { Line, Running } from './use-running.js';

const minute = 60_000;

interface LateDialogProps {
  opened: boolean;
  onClose: () => void;
  line: Line;
  running: Running;
  acts: Acts;
}

/** How late a room runs: more, less, a number, or a break that absorbs it. */
export function LateDialog({ opened, onClose, line, running, acts }: LateDialogProps) {
  const { t } = useTranslation(['running', 'common']);
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('lateness.title')}
      closeButtonProps={{ 'aria-label': t('common:action.close') }}
    >
      <LateForm {...{ line, running, acts, onClose }} />
    </Modal>
  );
}

function LateForm({ line, running, acts, onClose }: Omit<LateDialogProps, 'opened'>) {
  const { t } = useTranslation('running');
  const { event } = useEvent();
  const language = useLanguage();
  const say = useLocalised(event.languages[0]);
  const open = line.sessions.filter(({ id }) => running.times.get(id)?.state === 'waiting');
  const first = open[0];
  const said = (first && running.rows[first.id]?.delayMinutes) ?? 0;
  // What overruns by itself counts as well: five minutes more are five more than what one sees.
  const seen = Math.floor((first ? (running.times.get(first.id)?.delay ?? 0) : 0) / minute);
  const [wanted, setWanted] = useState<number | string>(Math.max(said, seen));
  const time = (minutes: number) => formatDuration(minutes * minute, language);
  const set = (minutes: number) => {
    if (first) acts.delay(first.id, Math.min(600, Math.max(0, minutes)));
    onClose();
  };
  if (!first) return <Text>{t('nothingNext')}</Text>;
  const breaks = open.filter((session) => session.kind === 'break' || session.kind === 'networking');
  return (
    <Stack gap="md">
      <Text c="dimmed">{t('lateness.hint')}</Text>
      {said > 0 && <Text>{t('lateness.said', { time: time(said) })}</Text>}
      <Group gap="sm" grow>
        {[5, 10].map((more) => (
          <Button
            key={more}
            data-autofocus={more === 5 || undefined}
            onClick={() => set(Math.max(said, seen) + more)}
          >
            {t('lateness.more', { time: time(more) })}
          </Button>
        ))}
      </Group>
      {said > 0 && (
        <Group gap="sm" grow>
          <Button variant="default" onClick={() => set(said - 5)}>
            {t('lateness.less', { time: time(Math.min(5, said)) })}
          </Button>
          <Button variant="default" onClick={() => set(0)}>
            {t('lateness.none')}
          </Button>
        </Group>
      )}
      <form
        onSubmit={(submitted) => {
          submitted.preventDefault();
          if (typeof wanted === 'number') set(wanted);
        }}
      >
        <Group gap="sm" align="flex-end" wrap="nowrap">
          <NumberInput
            flex={1}
            size="md"
            label={t('lateness.minutes')}
            min={0}
            max={600}
            allowDecimal={false}
            value={wanted}
            onChange={setWanted}
          />
          <Button type="submit" variant="default" disabled={typeof wanted !== 'number'}>
            {t('lateness.set')}
          </Button>
        </Group>
      </form>
      {breaks.length > 0 && Math.max(said, seen) > 0 && (
        <Stack gap="xs">
          <Text fw={600}>{t('lateness.breaks')}</Text>
          {breaks.map((session) => {
            const cut = cutOf(session, Math.max(said, seen));
            const total = (running.rows[session.id]?.shortenedMinutes ?? 0) + cut;
            return cut <= 0 ? null : (
              <Button
                key={session.id}
                variant="default"
                onClick={() => {
                  acts.shorten(session.id, total);
                  onClose();
                }}
              >
                {t('lateness.break', { title: say(session.title), time: time(cut) })}
              </Button>
            );
          })}
        </Stack>
      )}
    </Stack>
  );
}

/** As much of the delay as a break can give and still be one: half of it. */
function cutOf(session: Session, delay: number): number {
  const length = (Date.parse(session.endsAt) - Date.parse(session.startsAt)) / minute;
  return Math.min(delay, Math.floor(length / 2));
}
