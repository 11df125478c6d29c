import type { Recap } from '@foyer/contracts';
import { capitalised, dayKey, formatDay } from '@foyer/locales';
import { Badge, Button, Card, Group, Stack, Text } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { DayForm } from '../after/DayForm.js';
import { useSay } from '../after/use-say.js';
import { useEvent } from '../events/use-event.js';
import { ReportSection } from '../report/ReportSection.js';
import { notifyDone } from '../ui/notify.js';
import { Problem } from '../ui/Problem.js';
import { useNow } from '../ui/use-now.js';
import { useReader } from '../ui/use-reader.js';

/** Whom I wanted to get back to: done with, or put off to another day. */
export function FollowUpsSection({ followUps }: Pick<Recap, 'followUps'>) {
  const { t } = useTranslation('recap');
  const list = useRef<HTMLDivElement>(null);
  return (
    <div ref={list} tabIndex={-1} role="group" aria-label={t('followUps.title')}>
      <ReportSection title={t('followUps.title')} empty={followUps.length === 0 && t('followUps.none')}>
        {() => (
          <ul className="plain-list recap-list">
            {followUps.map((one) => (
              <FollowUp key={one.meeting} followUp={one} onDone={() => list.current?.focus()} />
            ))}
          </ul>
        )}
      </ReportSection>
    </div>
  );
}

interface FollowUpProps {
  followUp: Recap['followUps'][number];
  /** The card goes, with the button that was pressed. */
  onDone: () => void;
}

function FollowUp({ followUp: { meeting, on, people, note }, onDone }: FollowUpProps) {
  const { t } = useTranslation('recap');
  const { event } = useEvent();
  const reader = useReader();
  const today = dayKey(useNow(event, 60_000), reader.timeZone);
  const wanted = useRef<'doneSaid' | 'moved'>('moved');
  const { tapped, error, send } = useSay(meeting, () => {
    if (wanted.current === 'doneSaid') onDone();
    notifyDone(t(`followUps.${wanted.current}`));
  });
  const name = people.map((person) => person.name).join(', ');
  const day = formatDay(`${on}T12:00:00Z`, { ...reader, timeZone: 'UTC' }, 'shortYear');
  return (
    <Card component="li" className="foyer-card" padding="md">
      <Stack gap="xs">
        <Group gap="xs" justify="space-between">
          <Text fw={600}>{people.map((person) => `${person.name}, ${person.organisation}`).join(' · ')}</Text>
          {on <= today && <Badge variant="light">{t('followUps.due')}</Badge>}
        </Group>
        <Text size="sm">{capitalised(day, reader.language)}</Text>
        {note && <Text className="recap-words">{note}</Text>}
        <Group gap="xs" align="flex-end" className="no-print">
          <Button
            variant="default"
            loading={tapped !== null}
            leftSection={<IconCheck size={18} aria-hidden />}
            aria-label={t('followUps.doneOf', { name })}
            onClick={() => {
              wanted.current = 'doneSaid';
              send({ followUpOn: null });
            }}
          >
            {t('followUps.done')}
          </Button>
          <DayForm
            label={t('followUps.move')}
            longLabel={t('followUps.moveOf', { name })}
            kept={on}
            min={today}
            pending={tapped !== null}
            onDay={(followUpOn) => {
              wanted.current = 'moved';
              send({ followUpOn });
            }}
          />
        </Group>
        <Problem error={error} />
      </Stack>
    </Card>
  );
}
