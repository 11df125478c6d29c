import { ActionIcon, Button, Group, Menu, Stack, Text } from '@mantine/core';
import {
  IconArrowBigUp,
  IconArrowMerge,
  IconArrowsSplit2,
  IconCheck,
  IconCircleMinus,
  IconDots,
  IconMessageCheck,
  IconMessageReply,
  IconMicrophone,
  IconPencil,
  IconPin,
  IconTag,
  IconUserCheck,
  type Icon,
} from '@tabler/icons-react';
import { shallowEqual } from '@mantine/hooks';
import type { DeskQuestion } from '@foyer/contracts';
import { memo, useEffect, useRef, useState, type DragEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { RelativeTime } from '../ui/EventTime.js';
import { PersonAvatar } from '../ui/PersonAvatar.js';
import { useNow } from '../ui/use-now.js';
import { actsOf, onCard, type Act, type Counted } from './desk-columns.js';
import { HeldMarks } from './Held.js';
import { Marks } from './Marks.js';
import { StateBadge } from './state-badge.js';
import { Tags } from './Tags.js';
import { useAsker } from './use-asker.js';
import { useReason } from './use-reason.js';
import type { Hands } from './use-hands.js';

const icons: Record<Act, Icon> = {
  approve: IconCheck,
  dismiss: IconCircleMinus,
  answer: IconMessageCheck,
  edit: IconPencil,
  merge: IconArrowMerge,
  pin: IconPin,
  spotlight: IconMicrophone,
  reply: IconMessageReply,
  unmerge: IconArrowsSplit2,
  assign: IconUserCheck,
  tag: IconTag,
};

interface DeskCardProps {
  question: Counted;
  selected: boolean;
  /** The server has not answered yet. */
  busy: boolean;
  /** The text of the question that it is united with. */
  unitedWith: string | undefined;
  /** A question that asks much the same. */
  alike: DeskQuestion | undefined;
  /** Other moderators who have it before them. */
  lookers: readonly string[];
  hands: Hands;
}

/** Drawn anew only when something on it has changed: there may be five hundred, and votes come in ten times a second. */
export const DeskCard = memo(
  Card,
  ({ question, lookers, ...rest }, { question: question2, lookers: lookers2, ...rest2 }) =>
    shallowEqual(question, question2) && shallowEqual(lookers, lookers2) && shallowEqual(rest, rest2),
);

function Card({ question, selected, busy, unitedWith, alike, lookers, hands }: DeskCardProps) {
  const { t } = useTranslation(['qa', 'moderation', 'questionTools']);
  const askerOf = useAsker();
  const { event } = useEvent();
  const now = useNow(event, 15_000);
  const card = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (selected) card.current?.scrollIntoView({ block: 'nearest' });
  }, [selected]);
  const drag = useDrag(question, (dropped) => hands.drop(dropped, question));
  const acts = actsOf(question);
  const reason = useReason()(question);
  const done = question.state !== 'pending' && question.state !== 'approved';
  return (
    // The buttons within do everything; a click beside them only moves the selection, which j and k do as well, and
    // what dragging does, m does too.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions
    <li
      ref={card}
      className="question-card desk-card"
      data-selected={selected || undefined}
      aria-current={selected || undefined}
      aria-busy={busy || undefined}
      onClick={() => hands.select(question.id)}
      {...drag}
    >
      <Stack gap="xs">
        <HeldMarks question={question} />
        <Marks question={question} />
        {lookers.map((name) => (
          <Group key={name} gap="xs" wrap="nowrap">
            <PersonAvatar name={name} size={28} />
            <Text size="sm">{t('moderation:looking', { name })}</Text>
          </Group>
        ))}
        <Text className="question-text">{question.text}</Text>
        <Tags tags={question.tags} />
        {question.original !== null && (
          <Text size="sm" c="dimmed" className="question-text">
            {t('moderation:original', { text: question.original })}
          </Text>
        )}
        <Group gap="sm" justify="space-between">
          <Text size="sm" c="dimmed">
            {askerOf(question)} · <RelativeTime at={question.askedAt} now={now} />
          </Text>
          {question.state !== 'pending' && question.state !== 'merged' && (
            <Group gap={4} wrap="nowrap" aria-label={t('votes', { number: question.votes })} role="img">
              <IconArrowBigUp size={18} aria-hidden />
              <Text size="sm" className="tabular">
                {question.votes}
              </Text>
            </Group>
          )}
        </Group>
        {done && <StateBadge state={question.state} />}
        {reason && <Text size="sm">{reason}</Text>}
        {unitedWith !== undefined && (
          <Text size="sm" className="question-text">
            {t('moderation:united', { text: unitedWith })}
          </Text>
        )}
        {alike && (
          <Group gap="xs" justify="space-between">
            <Text size="sm" flex="1 1 160px" className="question-text">
              {t('moderation:merge.like', { text: alike.text })}
            </Text>
            <Button
              variant="light"
              size="sm"
              disabled={busy}
              leftSection={<IconArrowMerge size={18} aria-hidden />}
              onClick={(click) => {
                click.stopPropagation();
                if (!hands.aimed(click)) return;
                hands.merge(question, alike);
              }}
            >
              {t('moderation:merge.take')}
            </Button>
          </Group>
        )}
        <Group gap="xs" className="no-print">
          {acts.slice(0, onCard).map((act, index) => {
            const Shown = icons[act];
            return (
              <Button
                key={act}
                size="sm"
                variant={index === 0 && !done ? 'filled' : 'default'}
                disabled={busy}
                leftSection={<Shown size={18} aria-hidden />}
                onClick={(click) => {
                  click.stopPropagation();
                  if (!hands.aimed(click)) return;
                  hands.select(question.id);
                  hands.act(question, act);
                }}
              >
                {labelOf(act)}
              </Button>
            );
          })}
          {acts.length > onCard && (
            <Menu position="bottom-end" withinPortal>
              <Menu.Target>
                <ActionIcon
                  variant="default"
                  size={44}
                  ms="auto"
                  disabled={busy}
                  aria-label={t('moderation:act.more')}
                  onClick={(click) => {
                    click.stopPropagation();
                    hands.select(question.id);
                  }}
                >
                  <IconDots size={20} aria-hidden />
                </ActionIcon>
              </Menu.Target>
              <Menu.Dropdown className="running-menu">
                {acts.slice(onCard).map((act) => {
                  const Shown = icons[act];
                  return (
                    <Menu.Item
                      key={act}
                      mih={44}
                      leftSection={<Shown size={18} aria-hidden />}
                      onClick={(click) => {
                        click.stopPropagation();
                        if (hands.aimed(click)) hands.act(question, act);
                      }}
                    >
                      {labelOf(act)}
                    </Menu.Item>
                  );
                })}
              </Menu.Dropdown>
            </Menu>
          )}
        </Group>
      </Stack>
    </li>
  );

  function labelOf(act: Act): string {
    switch (act) {
      case 'approve':
        return t(done ? 'act.restore' : 'act.approve');
      case 'dismiss':
      case 'answer':
        return t(`act.${act}`);
      case 'tag':
        return t('questionTools:tags.action');
      case 'pin':
        return t(question.pinned ? 'moderation:act.unpin' : 'moderation:act.pin');
      case 'spotlight':
        return t(question.answering ? 'moderation:act.unspotlight' : 'moderation:act.spotlight');
      default:
        return t(`moderation:act.${act}`);
    }
  }
}

const kind = 'application/x-foyer-question';

/** A card that can be dragged onto another. */
function useDrag(question: Counted, onDropped: (question: number) => void) {
  const [over, setOver] = useState(false);
  const draggable = actsOf(question).includes('merge');
  if (!draggable) return {};
  return {
    draggable,
    'data-over': over || undefined,
    onDragStart: ({ dataTransfer }: DragEvent) => {
      dataTransfer.setData(kind, String(question.id));
      dataTransfer.effectAllowed = 'link';
    },
    onDragOver: (event: DragEvent) => {
      if (!event.dataTransfer.types.includes(kind)) return;
      event.preventDefault();
      setOver(true);
    },
    onDragLeave: () => setOver(false),
    onDrop: (event: DragEvent) => {
      event.preventDefault();
      setOver(false);
      onDropped(Number(event.dataTransfer.getData(kind)));
    },
  };
}
