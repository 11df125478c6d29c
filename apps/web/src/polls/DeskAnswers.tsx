import { ActionIcon, Button, Group, Stack, Text, Title } from '@mantine/core';
import { streams, type Poll } from '@foyer/contracts';
import { IconEye, IconEyeOff, IconFilter } from '@tabler/icons-react';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { useStream } from '../server/live.js';
import { useHiding, type DeskAnswer, type Hide } from './use-hiding.js';
import { useKeptFocus } from './use-kept-focus.js';
import './polls.css';

type Shown = DeskAnswer & { count?: number };
type Aside = DeskAnswer & { held: boolean };

/** The answers to a poll of words or texts at the desk: each can be taken off everybody's screens, and shown again. */
export function DeskAnswers({ poll }: { poll: Poll }) {
  const { t } = useTranslation('polls');
  const hide = useHiding(poll);
  const { ref, ...focus } = useKeptFocus();
  const results = useStream(streams.pollResults, { poll: poll.id, round: String(poll.round) })?.state;
  const off = useStream(streams.pollAside, { poll: poll.id })?.state;
  const result = results?.result[poll.id];
  if (!result) return null;
  const words = poll.kind === 'words';
  const shown: Shown[] = words
    ? result.words.map(({ word, count }) => ({ name: word, text: word, count })).toSorted(byText)
    : Object.entries(results.text)
        .map(([name, { text }]) => ({ name, text }))
        .toReversed();
  const aside: Aside[] = words
    ? Object.values(off?.word ?? {})
        .map(({ word, held }) => ({ name: word, text: word, held }))
        .toSorted(byText)
    : Object.entries(off?.text ?? {})
        .map(([name, one]) => ({ name, ...one }))
        .toReversed();
  return (
    <div className="poll-answers" ref={ref} tabIndex={-1} {...focus}>
      {/* They change with each answer, which nobody wants to have read out. */}
      <div className="poll-results" aria-live="off">
        {shown.length > 0 ? (
          <OnScreens answers={shown} words={words} hide={hide} />
        ) : (
          result.total > 0 && <Text c="dimmed">{t('aside.none')}</Text>
        )}
        <Text size="sm" c="dimmed" className="tabular">
          {t('poll.total', { count: result.total })}
        </Text>
      </div>
      {aside.length > 0 && <OffScreens answers={aside} hide={hide} />}
    </div>
  );
}

const byText = (one: DeskAnswer, other: DeskAnswer): number => (one.text < other.text ? -1 : 1);

function OnScreens({ answers, words, hide }: { answers: readonly Shown[]; words: boolean; hide: Hide }) {
  const { t } = useTranslation('polls');
  return (
    <ul
      className={`plain-list ${words ? 'poll-desk-words' : 'poll-desk-texts'}`}
      aria-label={t(words ? 'aside.words' : 'aside.texts')}
      data-list="shown"
    >
      {answers.map(({ name, text, count }) => (
        <li key={name}>
          <span className="poll-said">
            {text} {count !== undefined && <span className="tabular">{count}</span>}
          </span>
          <ActionIcon
            aria-label={t('aside.hide', { answer: text })}
            onClick={(click) => hide(click, { name, text }, true)}
          >
            <IconEyeOff size={20} aria-hidden />
          </ActionIcon>
        </li>
      ))}
    </ul>
  );
}

function OffScreens({ answers, hide }: { answers: readonly Aside[]; hide: Hide }) {
  const { t } = useTranslation('polls');
  const id = useId();
  return (
    <Stack gap="xs" component="section" aria-labelledby={id}>
      <Title order={3} size="h4" id={id}>
        {t('aside.title', { number: answers.length })}
      </Title>
      <ul className="plain-list poll-desk-texts" aria-labelledby={id} data-list="aside">
        {answers.map(({ name, text, held }) => (
          <li key={name}>
            <Stack gap={2} className="poll-said">
              <Text>{text}</Text>
              {held && (
                <Group gap={4} wrap="nowrap" c="dimmed">
                  <IconFilter size={16} aria-hidden style={{ flexShrink: 0 }} />
                  <Text size="sm">{t('aside.held')}</Text>
                </Group>
              )}
            </Stack>
            <Button
              variant="default"
              size="sm"
              aria-label={t('aside.showOne', { answer: text })}
              leftSection={<IconEye size={20} aria-hidden />}
              onClick={(click) => hide(click, { name, text }, false)}
            >
              {t('aside.show')}
            </Button>
          </li>
        ))}
      </ul>
    </Stack>
  );
}
