import { Button, Group, Stack, Text } from '@mantine/core';
import { useEffect, useId, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Problem } from '../ui/Problem.js';

interface GiveUpQuestionProps {
  question: string;
  /** What will be so then. */
  text: string;
  /** What the button says that does it. */
  answer: string;
  pending: boolean;
  error: Error | null;
  onGiveUp: () => void;
  onKeep: () => void;
}

/** Asks, in the place of a row, whether a way to sign in is to be given up. */
export function GiveUpQuestion({
  question,
  text,
  answer,
  pending,
  error,
  onGiveUp,
  onKeep,
}: GiveUpQuestionProps) {
  const { t } = useTranslation('people');
  const id = useId();
  const keep = useRef<HTMLButtonElement>(null);
  // The harmless answer is the one at hand.
  useEffect(() => keep.current?.focus(), []);
  return (
    <Stack gap="sm" className="lined-row" role="group" aria-labelledby={id}>
      <Text fw={600} id={id}>
        {question}
      </Text>
      <Text>{text}</Text>
      <Problem error={error} />
      <Group gap="xs">
        <Button color="red" loading={pending} onClick={onGiveUp}>
          {answer}
        </Button>
        <Button ref={keep} variant="default" onClick={onKeep}>
          {t('passkey.keep')}
        </Button>
      </Group>
    </Stack>
  );
}

/** For the button at which whoever keeps it goes on. */
export const takeFocus = (button: HTMLButtonElement | null): void => button?.focus();
