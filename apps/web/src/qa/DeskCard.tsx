import { Button, Group, Stack, Text } from '@mantine/core';
import { IconArrowBigUp, IconCheck, IconCircleMinus, IconMessageCheck, type Icon } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { RelativeTime } from '../ui/EventTime.js';
import { useNow } from '../ui/use-now.js';
import { actsOf, type Act, type Counted } from './desk-columns.js';
import { StateBadge } from './state-badge.js';

const icons: Record<Act, Icon> = { approve: IconCheck, dismiss: IconCircleMinus, answer: IconMessageCheck };

interface DeskCardProps {
  question: Counted;
  selected: boolean;
  /** The server has not answered yet. */
  busy: boolean;
  onSelect: () => void;
  onAct: (act: Act) => void;
}

export function DeskCard({ question, selected, busy, onSelect, onAct }: DeskCardProps) {
  const { t } = useTranslation('qa');
  const { event } = useEvent();
  const now = useNow(event, 15_000);
  const card = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (selected) card.current?.scrollIntoView({ block: 'nearest' });
  }, [selected]);
  const acts = actsOf(question);
  const back = question.state === 'dismissed' || question.state === 'answered';
  return (
    // The buttons within do everything; a click beside them only moves the selection, which j and k do as well.
    // eslint-disable-next-line jsx-a11y-x/click-events-have-key-events, jsx-a11y-x/no-noninteractive-element-interactions
    <li
      ref={card}
      className="question-card desk-card"
      data-selected={selected || undefined}
      aria-current={selected || undefined}
      aria-busy={busy || undefined}
      onClick={onSelect}
    >
      <Stack gap="xs">
        <Text className="question-text">{question.text}</Text>
        <Group gap="sm" justify="space-between">
          <Text size="sm" c="dimmed">
            {question.author ?? t('anonymous')} · <RelativeTime at={question.askedAt} now={now} />
          </Text>
          {question.state !== 'pending' && (
            <Group gap={4} wrap="nowrap" aria-label={t('votes', { number: question.votes })} role="img">
              <IconArrowBigUp size={18} aria-hidden />
              <Text size="sm" className="tabular">
                {question.votes}
              </Text>
            </Group>
          )}
        </Group>
        {back && <StateBadge state={question.state} />}
        {question.reason && <Text size="sm">{question.reason}</Text>}
        <Group gap="xs" className="no-print">
          {acts.map((act, index) => {
            const Icon = icons[act];
            return (
              <Button
                key={act}
                size="sm"
                variant={index === 0 && !back ? 'filled' : 'default'}
                disabled={busy}
                leftSection={<Icon size={18} aria-hidden />}
                onClick={(click) => {
                  click.stopPropagation();
                  onSelect();
                  onAct(act);
                }}
              >
                {t(back ? 'act.restore' : `act.${act}`)}
              </Button>
            );
          })}
        </Group>
      </Stack>
    </li>
  );
}
